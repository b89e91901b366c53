-- Handoffs old enough to be judged by whether they were won.

-- scoped: rep_id
create macro filtered.handoff_results() as table
    select *
    from marts.handoff_results;
