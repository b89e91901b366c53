-- Who shares one deal, with what share as recorded and after dividing by the sum, and who has an overlay share?
--
-- `share_sum` is what the recorded shares add up to: any other number than 1 is a fault of the source, which the check on shares
-- names. Overlay rows are divided by the whole and belong to no sum.
--
-- grain:   is_overlay, rep_id?
-- params:  $scope, $deal_id varchar required
-- reads:   filtered.deal_people_scoped, marts.reps
-- columns: is_overlay (flag), rep_id, rep_name, role, share_booked (rate, deal_share_booked), share_sum (number, deal_share_sum),
--          share (rate, deal_share), amount (money, deal_part)
with

people as (

    select *
    from filtered.deal_people_scoped($scope, $deal_id)

)

select
    people.is_overlay,
    people.rep_id,
    coalesce(reps.rep_name, people.rep_id, 'unassigned') as rep_name,
    reps.role,
    people.bps / 10000 as share_booked,
    people.bt / 10000 as share_sum,
    people.bps / people.bt as share,
    cast(people.cents * 0.01 as decimal(18, 2)) as amount
from people
left join marts.reps on people.rep_id = reps.rep_id
order by people.is_overlay, amount desc, people.rep_id
