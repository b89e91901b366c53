-- What changed at each step since the period compared with: the mix of leads, or how many of the same leads make it?
--
-- Steps begun in the period and in the one compared with, over those that have had their days, each under the filters. `mix` is as
-- much of the change as goes with other shares of the groups, `rate` with other rates within them (Kitagawa); together they are the
-- change, in percentage points. Another grouping gives another split.
--
-- grain:   stage
-- params:  $filters, $comparison, $grouping varchar = 'channel_segment' in (channel_segment, channel, segment, region, campaign)
-- reads:   filtered.change_cells
-- then:    overlap.subjects.funnel.steps.changes.changes
-- columns: position (count), stage, next_stage, before_count (count, change_judged, handoffs), before_made_count (count, change_made, handoffs),
--          now_count (count, change_judged, handoffs), now_made_count (count, change_made, handoffs), rate_before (rate, step_rate, handoffs),
--          rate_now (rate, step_rate, handoffs), change (number, step_change, handoffs), change_low (number,, handoffs),
--          change_high (number,, handoffs), mix (number, change_mix, handoffs), rate (number, change_rate, handoffs)
-- opens:   funnel/changed_steps stage=stage of='now' count=now_count
--          funnel/changed_steps stage=stage of='now' state='made' count=now_made_count
--          funnel/changed_steps stage=stage of='before' count=before_count
--          funnel/changed_steps stage=stage of='before' state='made' count=before_made_count
select *
from filtered.change_cells($filters, $comparison, $grouping)
order by all
