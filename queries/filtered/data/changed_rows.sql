-- What the newest import changed and what moved a month that was over. A row is seen by who sees its lead or its deal as they
-- stand now; what is gone, and what belongs to neither, is seen only by who sees all. By hand: the rows name neither's people.

create macro filtered.changed_rows_scoped(scope) as table
    select changed_rows.*
    from meta.changed_rows
    left join marts.leads on changed_rows.lead_id = leads.lead_id
    left join marts.deals on changed_rows.deal_id = deals.deal_id
    where filtered.sees(scope, leads.rep_id) or filtered.sees_any(scope, deals.rep_ids);

create macro filtered.restated_rows_scoped(scope) as table
    select restated_rows.*
    from meta.restated_rows
    left join marts.leads on restated_rows.lead_id = leads.lead_id
    left join marts.deals on restated_rows.deal_id = deals.deal_id
    where filtered.sees(scope, leads.rep_id) or filtered.sees_any(scope, deals.rep_ids);
