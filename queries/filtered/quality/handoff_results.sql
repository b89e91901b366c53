-- Handoffs old enough to be judged by whether they were won, cut to those a viewer may open.

create macro filtered.handoff_results_scoped(scope) as table
    select *
    from marts.handoff_results
    where filtered.sees(scope, rep_id);
