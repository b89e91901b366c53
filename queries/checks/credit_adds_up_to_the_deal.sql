-- Under every model the credit of a won deal adds up to its booked amount, to the cent.
--
-- group: Money adds up
-- level: stop
-- scope: cluster
-- reads: marts.deals, marts.credit
select
    deals.deal_id,
    coalesce(deals.amount_cents, 0) as booked_cents,
    coalesce(sum(credit.first_cents), 0) as first_cents,
    coalesce(sum(credit.last_cents), 0) as last_cents,
    coalesce(sum(credit.linear_cents), 0) as linear_cents,
    coalesce(sum(credit.position_cents), 0) as position_cents,
    coalesce(sum(credit.u_shaped_cents), 0) as u_shaped_cents,
    coalesce(sum(credit.w_shaped_cents), 0) as w_shaped_cents,
    coalesce(sum(credit.full_path_cents), 0) as full_path_cents,
    coalesce(sum(credit.time_decay_cents), 0) as time_decay_cents,
    coalesce(sum(credit.shapley_cents), 0) as shapley_cents,
    coalesce(sum(credit.markov_cents), 0) as markov_cents
from marts.deals
left join marts.credit on deals.deal_id = credit.deal_id
where deals.is_won
group by deals.deal_id, deals.amount_cents
having
    coalesce(sum(credit.first_cents), 0) <> coalesce(deals.amount_cents, 0)
    or coalesce(sum(credit.last_cents), 0) <> coalesce(deals.amount_cents, 0)
    or coalesce(sum(credit.linear_cents), 0) <> coalesce(deals.amount_cents, 0)
    or coalesce(sum(credit.position_cents), 0) <> coalesce(deals.amount_cents, 0)
    or coalesce(sum(credit.u_shaped_cents), 0) <> coalesce(deals.amount_cents, 0)
    or coalesce(sum(credit.w_shaped_cents), 0) <> coalesce(deals.amount_cents, 0)
    or coalesce(sum(credit.full_path_cents), 0) <> coalesce(deals.amount_cents, 0)
    or coalesce(sum(credit.time_decay_cents), 0) <> coalesce(deals.amount_cents, 0)
    or coalesce(sum(credit.shapley_cents), 0) <> coalesce(deals.amount_cents, 0)
    or coalesce(sum(credit.markov_cents), 0) <> coalesce(deals.amount_cents, 0)
