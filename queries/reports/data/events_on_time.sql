-- What happened on which day, that numbers over time may go with?
--
-- Agreements that changed, imports that restated past months, campaigns that started, decisions that were taken, notes that
-- somebody wrote: each on its day in the company's time zone, from what is recorded. That something changed at the same
-- time does not say that it is why.
--
-- grain:   happened_on, kind, what
-- params:
-- reads:   filtered.agreed_values, meta.restated, marts.campaigns, store.decisions, store.notes, meta.house
-- columns: happened_on (date), kind, what
with

agreed as (

    select distinct
        cast(timezone(house.time_zone, agreed_values.agreed_at) as date) as happened_on,
        'agreement' as kind,
        'Agreement changed: ' || replace(agreed_values.agreement, '_', ' ') as what
    from filtered.agreed_values() as agreed_values
    cross join meta.house
    where agreed_values.agreed_at is not null

),

restated as (

    select
        cast(timezone(house.time_zone, restated.known_at) as date) as happened_on,
        'restatement' as kind,
        'Past months restated: ' || count(*) || ' numbers' as what
    from meta.restated
    cross join meta.house
    group by all

),

started as (

    select distinct
        started_on as happened_on,
        'campaign' as kind,
        'Campaign started: ' || campaign_name as what
    from marts.campaigns
    where started_on is not null

),

decided as (

    select distinct
        decided_on as happened_on,
        'decision' as kind,
        'Decided: ' || what as what
    from store.decisions
    where withdrawn_at is null

),

noted as (

    select distinct
        happened_on,
        'note' as kind,
        'Note'
        || case when len(teams) > 0 then ' for ' || array_to_string(list_sort(teams), ', ') else '' end
        || ': ' || says as what
    from store.notes
    where withdrawn_at is null

),

every as (

    select * from agreed
    union all
    select * from restated
    union all
    select * from started
    union all
    select * from decided
    union all
    select * from noted

)

select *
from every
order by happened_on, kind, what
