-- Credit cells of deals closed in the period; campaign, channel and rep are the cell's own, after weights were given.

create macro seen.credit_seen(filters) as table
    select credit.*
    from marts.credit
    where
        seen.in_period(filters, credit.closed_on)
        and seen.keeps((filters::filters).channels, credit.channel)
        and seen.keeps((filters::filters).campaigns, credit.campaign_id)
        and seen.keeps((filters::filters).reps, credit.rep_id)
        and seen.keeps((filters::filters).teams, credit.team)
        and seen.keeps((filters::filters).regions, credit.region)
        and seen.keeps((filters::filters).segments, credit.segment)
        and seen.keeps((filters::filters).kinds, credit.kind);

create macro seen.credit_scoped(filters, scope) as table
    select cells.*
    from seen.credit_seen(filters) as cells
    inner join marts.deals on cells.deal_id = deals.deal_id
    where seen.sees_any(scope, deals.rep_ids);
