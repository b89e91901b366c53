-- Won deals by team: each person's cents of a deal added up, as goals count them.

-- scoped: any rep_ids
create macro filtered.won_parts() as table
    select
        deals.deal_id,
        deals.closed_on,
        reps.team,
        deals.region,
        deals.rep_ids,
        sum(coalesce(deal_shares.rep_cents, deals.amount_cents)) as cents
    from marts.deals
    left join marts.deal_shares on deals.deal_id = deal_shares.deal_id
    left join marts.reps on deal_shares.rep_id = reps.rep_id
    where deals.is_won and deals.closed_on is not null
    group by all;

-- Every deal with what it is now: won, lost, open.
-- scoped: any rep_ids
create macro filtered.deal_states() as table
    select
        deal_id,
        rep_ids,
        case when outcome in ('won', 'lost') then outcome else 'open' end as state
    from marts.deals;
