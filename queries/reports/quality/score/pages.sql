-- How ready are leads by the pages they saw in their first 14 days?
--
-- Leads that sales had not had by day 14, and that have had the agreed days to win after it; ready means they became SQLs (or were
-- won) in them. `rising_rate` never falls with pages and fits best among all curves that do not. `naive` counts all pages ever of
-- all leads and is misleading: who is being sold to goes on reading, so pages follow readiness.
--
-- grain:   pages
-- params:  $filters, $label varchar = 'sql' in (sql, won)
-- reads:   filtered.lead_behaviours
-- needs:   touches
-- then:    overlap.subjects.quality.steps.readiness.curve
-- columns: pages (count), lead_count (count, leads_at_landmark), good_count (count, leads_ready), good_rate (rate, readiness),
--          good_rate_low (rate), good_rate_high (rate), rising_rate (rate, readiness_rising),
--          naive_lead_count (count, leads_by_all_pages), naive_rate (rate, readiness_naive)
-- opens:   quality/behaving pages=pages state='judged' count=lead_count
--          quality/behaving pages=pages state='good' count=good_count
with

landmark as (

    select
        pages,
        count(*) as lead_count,
        count(*) filter (where is_good) as good_count,
        0 as naive_lead_count,
        0 as naive_good_count
    from filtered.lead_behaviours($filters, $label)
    where is_open and is_old_enough
    group by all

),

naive as (

    select
        pages_ever as pages,
        0 as lead_count,
        0 as good_count,
        count(*) as naive_lead_count,
        count(*) filter (where is_good_ever) as naive_good_count
    from filtered.lead_behaviours($filters, $label)
    group by all

),

together as (

    select *
    from landmark
    union all
    select *
    from naive

)

select
    pages,
    cast(sum(lead_count) as bigint) as lead_count,
    cast(sum(good_count) as bigint) as good_count,
    cast(sum(naive_lead_count) as bigint) as naive_lead_count,
    cast(sum(naive_good_count) as bigint) as naive_good_count
from together
group by pages
order by pages
