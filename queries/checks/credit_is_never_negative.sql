-- No campaign or person is credited less than zero for a won deal, or more than zero for a credit note.
--
-- group: Money adds up
-- level: stop
-- scope: cluster
-- reads: marts.deals, marts.credit
select
    credit.deal_id,
    credit.j,
    credit.rep_id
from marts.credit
inner join marts.deals on credit.deal_id = deals.deal_id
where
    least(
        credit.first_cents,
        credit.last_cents,
        credit.linear_cents,
        credit.position_cents,
        credit.u_shaped_cents,
        credit.w_shaped_cents,
        credit.full_path_cents,
        credit.time_decay_cents,
        credit.shapley_cents,
        credit.markov_cents
    ) * sign(deals.amount_cents) < 0
    or greatest(
        credit.first_cents,
        credit.last_cents,
        credit.linear_cents,
        credit.position_cents,
        credit.u_shaped_cents,
        credit.w_shaped_cents,
        credit.full_path_cents,
        credit.time_decay_cents,
        credit.shapley_cents,
        credit.markov_cents
    ) * sign(deals.amount_cents) < 0
