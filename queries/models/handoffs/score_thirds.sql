-- The scores that part the first handoffs of all leads into thirds: third 1 ends with the first of them, third 2 with the second.
--
-- grain: third
-- scope: house
-- reads: marts.handoffs
with

first_scores as (

    select
        lead_id,
        min_by(score, (handed_at, handoff_id)) as score
    from marts.handoffs
    where score is not null
    group by all

),

parted as (

    select
        quantile_disc(score, 1.0 / 3) as lower_third,
        quantile_disc(score, 2.0 / 3) as middle_third
    from first_scores

),

thirds as (

    select
        1 as third,
        lower_third as score
    from parted
    union all
    select
        2,
        middle_third
    from parted

)

select *
from thirds
where score is not null
order by third
