-- Who sells has a name, an address and a team or a role in the hierarchy, no more.
update reps set role = null, region = null, calendar = null, weekly_capacity = null;

update reps set active_from = null, active_to = null;
