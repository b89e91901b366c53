-- Which leads are behind this number about pages?
--
-- grain:   lead_id
-- params:  $filters, $scope, $rows, $label varchar = 'sql' in (sql, won), $state varchar = 'judged' in (judged, good, young, reached, above),
--          $pages integer = null, $pages_from integer = null
-- reads:   filtered.lead_behaviours_scoped, marts.leads
-- needs:   touches
-- columns: lead_id, lead_name, company, created_on (date), pages (count), pages_ever (count), channel, segment, is_good (flag),
--          age_days (days)
with

behaviours as (

    select *
    from filtered.lead_behaviours_scoped($filters, $scope, $label)

),

asked as not materialized (

    select *
    from behaviours
    where
        ($pages is null or behaviours.pages = $pages)
        and case $state
            when 'judged' then behaviours.is_open and behaviours.is_old_enough
            when 'good' then behaviours.is_open and behaviours.is_old_enough and behaviours.is_good
            when 'above' then behaviours.is_open and behaviours.is_old_enough and behaviours.pages >= $pages_from
            when 'young' then behaviours.is_open and not behaviours.is_old_enough
            else not behaviours.is_open
        end

),

-- The most pages, down to those with which there are as many rows as wanted: leads with fewer are neither read whole nor sorted.
most_pages as (

    select pages
    from (
        select
            pages,
            sum(count(*)) over (order by pages desc) - count(*) as count_above
        from asked
        group by pages
    )
    where count_above < $rows

),

first_rows as (

    select *
    from asked
    where pages in (select most_pages.pages from most_pages)
    order by pages desc, lead_id
    limit $rows

)

select
    behaviours.lead_id,
    leads.lead_name,
    leads.company,
    behaviours.created_on,
    behaviours.pages,
    behaviours.pages_ever,
    coalesce(behaviours.channel, 'not recorded') as channel,
    coalesce(behaviours.segment, 'not recorded') as segment,
    behaviours.is_good,
    behaviours.age_days
from first_rows as behaviours
inner join marts.leads on behaviours.lead_id = leads.lead_id
order by behaviours.pages desc, behaviours.lead_id
