-- That a lead is lost is known of its deals alone.
delete from stage_entries where stage = 'lost';
