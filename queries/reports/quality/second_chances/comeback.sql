-- How many of the leads returned by sales, lost or won come back, and after how long?
--
-- Times a lead became an MQL in the period that ended, by how they ended: how many came back so far, and the share
-- back within 90, 180 and 365 days of the end (Kaplan-Meier: whoever has had less time counts for the time they had). A time not
-- reached is null. Then, of those back, how many became SQLs and were won within the agreed days of coming back.
--
-- grain:   ended_as
-- params:  $filters, $as_of
-- reads:   filtered.ended_rounds
-- then:    overlap.subjects.quality.steps.second_rounds.path
-- columns: ended_as, ended_count (count, rounds_ended), back_count (count, rounds_back), back_share_90d (rate, back_share),
--          back_share_180d (rate, back_share), back_share_365d (rate, back_share), quarter_back_days (days, quarter_back_days),
--          qualified_again_count (count, rounds_qualified_again, of sql), won_again_count (count, rounds_won_again, of won)
-- opens:   quality/ended_rounds ended_as=ended_as count=ended_count
--          quality/ended_rounds ended_as=ended_as result='back' count=back_count
--          quality/ended_rounds ended_as=ended_as result='qualified' count=qualified_again_count
--          quality/ended_rounds ended_as=ended_as result='won' count=won_again_count
select
    ended_as,
    days,
    count(*) as ended_count,
    count(*) filter (where is_back) as back_count,
    count(*) filter (where is_qualified_again) as qualified_again_count,
    count(*) filter (where is_won_again) as won_again_count
from filtered.ended_rounds($filters, $as_of)
group by all
order by ended_as, days
