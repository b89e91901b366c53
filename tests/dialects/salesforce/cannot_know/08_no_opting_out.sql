-- Nothing says when somebody opted out.
update leads set opted_out_at = null;
