-- The latest stage a deal entered, and how likely its win was called then.
--
-- A stage without a probability leaves it unknown, whatever an earlier one said.
--
-- grain: deal_id
-- scope: cluster
-- reads: canonical.deal_stages
with

entries_from_the_latest as (

    select
        deal_id,
        stage,
        probability,
        row_number() over (partition by deal_id order by entered_at desc, stage desc) as place
    from canonical.deal_stages

)

select
    deal_id,
    stage,
    probability
from entries_from_the_latest
where place = 1
order by deal_id
