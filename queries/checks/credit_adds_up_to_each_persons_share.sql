-- Under every model a person's credit on a deal adds up to that person's share of it, to the cent.
--
-- group: Money adds up
-- level: stop
-- scope: cluster
-- reads: marts.deals, marts.deal_shares, marts.credit
select
    deal_shares.deal_id,
    deal_shares.rep_id,
    deal_shares.rep_cents
from marts.deal_shares
inner join marts.deals on deal_shares.deal_id = deals.deal_id
left join marts.credit
    on deal_shares.deal_id = credit.deal_id
    and deal_shares.rep_id = credit.rep_id
where deals.is_won
group by all
having
    coalesce(sum(credit.first_cents), 0) <> deal_shares.rep_cents
    or coalesce(sum(credit.last_cents), 0) <> deal_shares.rep_cents
    or coalesce(sum(credit.linear_cents), 0) <> deal_shares.rep_cents
    or coalesce(sum(credit.position_cents), 0) <> deal_shares.rep_cents
    or coalesce(sum(credit.u_shaped_cents), 0) <> deal_shares.rep_cents
    or coalesce(sum(credit.w_shaped_cents), 0) <> deal_shares.rep_cents
    or coalesce(sum(credit.full_path_cents), 0) <> deal_shares.rep_cents
    or coalesce(sum(credit.time_decay_cents), 0) <> deal_shares.rep_cents
    or coalesce(sum(credit.shapley_cents), 0) <> deal_shares.rep_cents
    or coalesce(sum(credit.markov_cents), 0) <> deal_shares.rep_cents
