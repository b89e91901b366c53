-- Who shares an opportunity: its revenue splits, else its owner alone; overlay splits and the team stand beside.
--
-- A split counts towards the whole where its type must add up to 100%; the team carries no share. A split that states no
-- percentage is no share: of an overlay its person stands beside without one, of others the rest or the owner has all.
--
-- grain: deal_id, rep_id, role
-- reads: raw.living_deals, raw.stated_splits, raw.split_types, raw.team_members, raw.people
with

split_rows as (

    select
        splits.opportunity_id,
        people.rep_id,
        coalesce(types.is_whole, not regexp_matches(lower(coalesce(splits.split_type, '')), 'overlay')) as is_whole,
        sum(splits.stated) as percentage
    from raw.stated_splits as splits
    inner join raw.living_deals as deals on splits.opportunity_id = deals.id
    inner join raw.people on lower(trim(splits.owner)) = people.called
    left join raw.split_types as types on splits.split_type = types.id
    where not coalesce(splits.is_deleted, false)
    group by 1, 2, 3

),

earned as (

    select
        opportunity_id,
        rep_id,
        percentage / sum(percentage) over (partition by opportunity_id) as share
    from split_rows
    where is_whole and percentage is not null
    qualify sum(percentage) over (partition by opportunity_id) > 0

),

earners as (

    select
        deals.id as opportunity_id,
        coalesce(earned.rep_id, people.rep_id) as rep_id,
        cast(coalesce(earned.share, 1) as decimal(9, 6)) as share
    from raw.living_deals as deals
    left join earned on deals.id = earned.opportunity_id
    left join raw.people on lower(trim(deals.owner)) = people.called
    where coalesce(earned.rep_id, people.rep_id) is not null

),

overlays as (

    select
        opportunity_id,
        rep_id,
        'overlay' as role,
        cast(least(coalesce(percentage, 0) / 100, 1) as decimal(9, 6)) as share
    from split_rows
    where not is_whole
    union all
    select
        members.opportunity_id,
        people.rep_id,
        coalesce(min(members.role), 'team'),
        cast(0 as decimal(9, 6))
    from raw.team_members as members
    inner join raw.living_deals as deals on members.opportunity_id = deals.id
    inner join raw.people on lower(trim(members.person)) = people.called
    where
        not coalesce(members.is_deleted, false)
        and (members.opportunity_id, people.rep_id) not in (
            select (opportunity_id, rep_id) from split_rows where not is_whole
        )
    group by members.opportunity_id, people.rep_id

)

select
    opportunity_id as deal_id,
    rep_id,
    'owner' as role,
    share,
    false as is_overlay
from earners
union all
select
    opportunity_id,
    rep_id,
    role,
    share,
    true
from overlays
where (opportunity_id, rep_id) not in (select (opportunity_id, rep_id) from earners)
