-- After how many weeks did deals end that were open at the start of a month, or were opened in a week?
--
-- The risk sets of the forecast: marts.deal_ends says from when a deal is in one. `stage` is `opened` for the weeks since a deal was
-- opened, with the Sunday of that week for its day; where no stages are recorded, `open` for all others. `age_from` is the first week of a
-- band of ages. A deal that is open still has no week; a year and more are 53.
--
-- grain:   origin_on, kind, stage, age_from, week?, became
-- reads:   marts.deal_ends
-- needs:   deals
-- columns: origin_on (date), kind, stage, age_from (number, deal_age_weeks), week (number, weeks_to_end), became,
--          deal_count (count, deals_at_risk)
select
    origin_on,
    kind,
    stage,
    age_from,
    week,
    became,
    cast(deal_count as bigint) as deal_count
from marts.deal_ends
order by origin_on, kind, stage, age_from, week nulls last, became
