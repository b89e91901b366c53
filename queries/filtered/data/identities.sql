-- What became of each lead when systems were joined. A row is seen by who sees the lead of its person as it stands now; a lead
-- that was cut off at as-of is seen only by who sees all. By hand: the rows name no person in sales.

create macro filtered.identities_scoped(scope) as table
    select identities.*
    from meta.identities
    left join marts.leads on identities.person = leads.lead_id
    where filtered.sees(scope, leads.rep_id);
