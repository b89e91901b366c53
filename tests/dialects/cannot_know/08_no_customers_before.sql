-- Nothing says who was a customer already.
update leads set was_customer = null;
