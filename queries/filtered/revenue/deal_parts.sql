-- What of each deal is the selection's: the shares of the people wanted, by name and by team at once, so that people add up to the deal.
--
-- Without a filter on people that is the whole deal. One that nobody shares is nobody's, whole; overlay shares are no part of it.

create macro filtered.deal_parts(filters) as table
    select
        deals.deal_id,
        case
            when deals.amount_cents is not null
                then cast(sum(coalesce(deal_shares.rep_cents, deals.amount_cents)) as bigint)
        end as selected_cents,
        sum(coalesce(deal_shares.bps, 1)) / max(coalesce(deal_shares.bt, 1)) as share,
        sum(deal_shares.bps) < max(deal_shares.bt) as is_shared
    from marts.deals
    left join marts.deal_shares on deals.deal_id = deal_shares.deal_id
    left join marts.reps on deal_shares.rep_id = reps.rep_id
    where
        ((filters).reps is null or list_position((filters).reps, deal_shares.rep_id) is not null)
        and ((filters).teams is null or list_position((filters).teams, reps.team) is not null)
    group by deals.deal_id, deals.amount_cents;
