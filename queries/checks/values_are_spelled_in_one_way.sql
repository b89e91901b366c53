-- Every value is spelled one way: no two differ only in case or spaces.
--
-- group: Values allowed
-- level: warn
-- scope: house
-- reads: canonical.campaigns, canonical.campaign_days, canonical.reps, canonical.leads, canonical.touches,
--        canonical.handoffs, canonical.activities, canonical.deals, canonical.deal_stages,
--        canonical.deal_leads, canonical.deal_reps
with

spelled as (

    select
        'campaigns' as table_name,
        'channel' as column_name,
        channel as spelling,
        count(*) as row_count
    from canonical.campaigns
    where channel is not null
    group by all

    union all

    select
        'campaign_days' as table_name,
        'measure' as column_name,
        measure as spelling,
        count(*) as row_count
    from canonical.campaign_days
    where measure is not null
    group by all

    union all

    select
        'reps' as table_name,
        'team' as column_name,
        team as spelling,
        count(*) as row_count
    from canonical.reps
    where team is not null
    group by all

    union all

    select
        'reps' as table_name,
        'role' as column_name,
        role as spelling,
        count(*) as row_count
    from canonical.reps
    where role is not null
    group by all

    union all

    select
        'reps' as table_name,
        'region' as column_name,
        region as spelling,
        count(*) as row_count
    from canonical.reps
    where region is not null
    group by all

    union all

    select
        'leads' as table_name,
        'segment' as column_name,
        segment as spelling,
        count(*) as row_count
    from canonical.leads
    where segment is not null
    group by all

    union all

    select
        'leads' as table_name,
        'region' as column_name,
        region as spelling,
        count(*) as row_count
    from canonical.leads
    where region is not null
    group by all

    union all

    select
        'leads' as table_name,
        'channel' as column_name,
        channel as spelling,
        count(*) as row_count
    from canonical.leads
    where channel is not null
    group by all

    union all

    select
        'leads' as table_name,
        'industry' as column_name,
        industry as spelling,
        count(*) as row_count
    from canonical.leads
    where industry is not null
    group by all

    union all

    select
        'touches' as table_name,
        'channel' as column_name,
        channel as spelling,
        count(*) as row_count
    from canonical.touches
    where channel is not null
    group by all

    union all

    select
        'touches' as table_name,
        'kind' as column_name,
        kind as spelling,
        count(*) as row_count
    from canonical.touches
    where kind is not null
    group by all

    union all

    select
        'touches' as table_name,
        'content' as column_name,
        content as spelling,
        count(*) as row_count
    from canonical.touches
    where content is not null
    group by all

    union all

    select
        'handoffs' as table_name,
        'reject_reason' as column_name,
        reject_reason as spelling,
        count(*) as row_count
    from canonical.handoffs
    where reject_reason is not null
    group by all

    union all

    select
        'activities' as table_name,
        'kind' as column_name,
        kind as spelling,
        count(*) as row_count
    from canonical.activities
    where kind is not null
    group by all

    union all

    select
        'activities' as table_name,
        'content' as column_name,
        content as spelling,
        count(*) as row_count
    from canonical.activities
    where content is not null
    group by all

    union all

    select
        'deals' as table_name,
        'stage' as column_name,
        stage as spelling,
        count(*) as row_count
    from canonical.deals
    where stage is not null
    group by all

    union all

    select
        'deals' as table_name,
        'lost_reason' as column_name,
        lost_reason as spelling,
        count(*) as row_count
    from canonical.deals
    where lost_reason is not null
    group by all

    union all

    select
        'deal_stages' as table_name,
        'stage' as column_name,
        stage as spelling,
        count(*) as row_count
    from canonical.deal_stages
    where stage is not null
    group by all

    union all

    select
        'deal_leads' as table_name,
        'role' as column_name,
        role as spelling,
        count(*) as row_count
    from canonical.deal_leads
    where role is not null
    group by all

    union all

    select
        'deal_reps' as table_name,
        'role' as column_name,
        role as spelling,
        count(*) as row_count
    from canonical.deal_reps
    where role is not null
    group by all

)

select
    table_name,
    column_name,
    string_agg(spelling, ' | ' order by row_count desc, spelling) as spellings,
    cast(sum(row_count) as bigint) as row_count
from spelled
group by table_name, column_name, lower(regexp_replace(trim(spelling), '\s+', ' ', 'g'))
having count(*) > 1
