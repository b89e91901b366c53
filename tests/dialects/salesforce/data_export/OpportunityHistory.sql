with

moves as (

    select *, row_number() over (order by deal_id, entered_at) as number from deal_stages

)

select
    'S' || number as "Id",
    deal_id as "OpportunityId",
    stage as "StageName",
    amount_then as "Amount",
    (probability::double * 100)::varchar as "Probability",
    entered_at as "CreatedDate",
    'false' as "IsDeleted"
from moves
union all
-- An hour later somebody moved the close date: a row of its own, and no new stage.
select
    'A' || number,
    deal_id,
    stage,
    amount_then,
    (probability::double * 100)::varchar,
    strftime(entered_at::timestamptz + interval 1 second, '%Y-%m-%dT%H:%M:%SZ'),
    'false'
from moves
where number % 7 = 0 and stage not in ('won', 'lost')
