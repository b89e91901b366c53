-- What is a unit of each measure worth in SALs (sales-accepted leads), wins and revenue?
--
-- A measure is whatever campaigns count a day: visits, clicks, scans, spend. Its weeks are set beside what became of the whole
-- company's handoffs of the same weeks, whichever channel or campaign is asked for. Out of both, in logs, go trend, season and what
-- other channels cost; the lags 0 to 8 weeks are told in three windows and held against the same measure shifted in a circle by 8 weeks or
-- more. Of several measures one in ten called linked may be so by chance (Benjamini-Hochberg over the tested_count of an outcome). What
-- the weeks to come foretell as well is no link. It goes with it; nothing here says that it causes it. would_see: the smallest that
-- would have been seen four times in five. traced_ is a count, no test: leads that touches of the measure's own kind name. Revenue is
-- in the reporting currency. A filter on people, place or segment leaves nothing: no measure is recorded by them.
--
-- grain:   measure, outcome
-- params:  $filters
-- reads:   filtered.translation_outcomes, filtered.traced_units, filtered.traced_leads
-- needs:   campaign_days, handoffs
-- then:    overlap.subjects.translation.steps.links.by_measure
-- columns: measure, outcome, unit_count (number, translation_units, of campaign_days), week_count (count, translation_weeks, of handoffs),
--          verdict (,, of campaign_days), per_thousand (number, per_thousand, of campaign_days), per_thousand_low (number,, of campaign_days),
--          per_thousand_high (number,, of campaign_days), lag_from (number, translation_lag, of campaign_days),
--          lag_to (number,, of campaign_days), would_see (number, would_see, of campaign_days),
--          false_share (rate, translation_false_share, of campaign_days), to_come (rate, translation_to_come, of campaign_days),
--          tested_count (count, translation_tested), traced_unit_count (number, traced_units, of campaign_days),
--          traced_lead_count (count, traced_leads, of touches), traced_count (count, traced_outcomes, of touches),
--          traced_sum (money, traced_revenue, of deals), traced_per_thousand (number, traced_per_thousand, of touches),
--          traced_low (number,, of touches), traced_high (number,, of touches)
-- opens:   translation/weeks measure=measure outcome=outcome count=week_count
--          translation/traced measure=measure count=traced_lead_count
--          translation/traced measure=measure outcome=outcome count=traced_count sum=traced_sum
with

units as (

    select *
    from filtered.traced_units($filters)

),

traced as (

    select
        measure,
        count(*) as lead_count,
        count(*) filter (where is_accepted) as accepted_count,
        count(*) filter (where deal_count > 0) as won_count,
        cast(sum(cents) filter (where is_accepted) as bigint) as accepted_cents,
        cast(sum(cents) as bigint) as cents
    from filtered.traced_leads($filters)
    group by all

)

select
    weeks.measure,
    weeks.outcome,
    weeks.week,
    weeks.unit_count,
    weeks.other_spend,
    weeks.event_count,
    weeks.revenue,
    cast(case when traced.measure is not null then units.unit_count end as double) as traced_unit_count,
    traced.lead_count as traced_lead_count,
    case weeks.outcome when 'accepted' then traced.accepted_count else traced.won_count end as traced_count,
    case weeks.outcome when 'accepted' then coalesce(traced.accepted_cents, 0) else traced.cents end as traced_cents
from filtered.translation_outcomes($filters) as weeks
left join units on weeks.measure = units.measure
left join traced on weeks.measure = traced.measure
order by weeks.measure, weeks.outcome, weeks.week
