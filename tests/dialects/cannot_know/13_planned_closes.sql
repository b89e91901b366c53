-- The close date of a deal that is closed is the day it closed: what was planned is gone.
update deals set expected_close_on = null where outcome <> 'open';
