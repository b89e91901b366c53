-- How does each campaign, channel or segment do on each measure of quality, adjusted for small samples?
--
-- measure: `accepted` (SALs), `qualified` (SQLs) and `won`, of mature handoffs; `win_rate` of mature deals opened; `rating` in
-- stars; `revenue_per_lead` of mature leads created. `value` is a share, stars or money; `of_count` is what it rests on. Shares
-- and stars are adjusted for small samples, towards the company average; money is not, and under ten wins it is not ranked. There
-- is a verdict from 30 of them and 10 events on, where the adjusted interval excludes the company average; of money, by its own
-- interval, with at most one in ten of those named being false.
--
-- grain:   measure, group_id?
-- params:  $filters, $company_filters, $by varchar = 'campaign' in (campaign, channel, segment)
-- reads:   filtered.quality_groups, marts.campaigns, marts.stages
-- then:    overlap.subjects.quality.steps.measures.measures
-- columns: measure, group_id, group_name, all_count (count), of_count (count), event_count (count), value (number), low (number),
--          high (number), shrunk (number), shrunk_low (number), shrunk_high (number), house (number), verdict
select
    groups.*,
    case
        when $by = 'campaign' then filtered.campaign_called(campaigns.campaign_name, groups.group_id)
        else coalesce(groups.group_id, 'not recorded')
    end as group_name,
    (
        select list(company)
        from filtered.quality_groups($company_filters, $by) as company
        where filtered.is_narrowed($filters)
    ) as company,
    (select list(stage) from marts.stages where is_recorded) as recorded
from filtered.quality_groups($filters, $by) as groups
left join marts.campaigns on $by = 'campaign' and groups.group_id = campaigns.campaign_id
order by groups.handoff_count desc, group_name, groups.group_id
