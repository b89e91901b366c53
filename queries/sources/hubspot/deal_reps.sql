-- Who shares a deal: its splits, else its owner alone; collaborators stand beside, without a share.
--
-- grain: deal_id, rep_id, role
-- reads: raw.living_deals, raw.deal_splits, raw.people
with

splits as (

    select
        splits.deal_id,
        people.rep_id,
        sum(splits.percentage) as percentage
    from raw.deal_splits as splits
    inner join raw.people on lower(trim(splits.owner)) = people.called
    group by splits.deal_id, people.rep_id

),

earned as (

    select
        deal_id,
        rep_id,
        percentage / sum(percentage) over (partition by deal_id) as share
    from splits
    qualify sum(percentage) over (partition by deal_id) > 0

),

collaborators as (

    select
        deal_id,
        lower(trim(unnest(string_split(collaborators, ';')))) as called
    from raw.living_deals
    where collaborators is not null

),

earners as (

    select
        deals.deal_id,
        coalesce(earned.rep_id, people.rep_id) as rep_id,
        cast(coalesce(earned.share, 1) as decimal(9, 6)) as share
    from raw.living_deals as deals
    left join earned on deals.deal_id = earned.deal_id
    left join raw.people on lower(trim(deals.owner)) = people.called
    where coalesce(earned.rep_id, people.rep_id) is not null

)

select
    deal_id,
    rep_id,
    'owner' as role,
    share,
    false as is_overlay
from earners
union all
select distinct
    collaborators.deal_id,
    people.rep_id,
    'collaborator',
    cast(0 as decimal(9, 6)),
    true
from collaborators
inner join raw.people on collaborators.called = people.called
where (collaborators.deal_id, people.rep_id) not in (select (deal_id, rep_id) from earners)
