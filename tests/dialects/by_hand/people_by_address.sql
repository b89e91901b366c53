-- People are named, not numbered: the address is the only id there is.
update handoffs set rep_id = reps.email from reps where reps.rep_id = handoffs.rep_id;
update assignments set rep_id = reps.email from reps where reps.rep_id = assignments.rep_id;
update activities set rep_id = reps.email from reps where reps.rep_id = activities.rep_id;
update deal_reps set rep_id = reps.email from reps where reps.rep_id = deal_reps.rep_id;
update reps set rep_id = email;
