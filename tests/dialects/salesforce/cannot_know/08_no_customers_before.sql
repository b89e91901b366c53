-- Nothing says who was a customer already, or when somebody opted out.
update leads set was_customer = null, opted_out_at = null;
