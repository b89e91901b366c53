-- Where do most leads get lost, against what would be expected, and what is that worth?
--
-- Every step of leads in their first time as an MQL that have had their days, by channel, campaign, segment, region, team and reason for rejecting. `gap`
-- are the steps missing against the benchmark, at an equal mix of channels and segments (from SAL on, of thirds of the score too):
-- `company` holds a group against the company's own rate now, at an equal mix of all but what the group itself is; it ranks groups,
-- and all gaps of a dimension add up to nothing. `before` holds it against the rates of the period compared with; all gaps of a
-- dimension add up to the same total. `agreed`, where both teams have agreed how many should make a step: against that share, as it stands at the data's
-- as-of. Under filters the benchmark stays the company's. `gap_shrunk` is what is left of the gap when
-- luck is taken out; the money is that times what a lead at the next stage has brought, and an upper bound: a lead won back is worse
-- than an average one, and leaks of successive steps must not be added. Of all that is called a leak or a gain, one in ten is false. A leak
-- that is none any more among those that have not made the step late either, up to now, is called `slower, not lost`.
--
-- grain:   benchmark, dimension, group_id?, stage
-- params:  $filters, $comparison, $as_of
-- reads:   filtered.leak_cells, marts.campaigns, agreements.steps
-- with:    worth=funnel/stage_values
-- then:    overlap.subjects.funnel.steps.leaks.leaks
-- columns: benchmark, dimension, group_id, group_name, position (count), stage, next_stage,
--          judged_count (count, leak_judged, handoffs), entered_count (count, steps_old_enough, handoffs),
--          made_count (count, steps_made, handoffs), lost_count (count, steps_lost, handoffs), lost_rate (rate, leak_rate, handoffs),
--          expected_rate (rate, leak_expected, handoffs), shrunk_rate (rate, leak_rate, handoffs), gap (number, leak_gap, handoffs),
--          gap_shrunk (number, leak_gap, handoffs), gap_shrunk_low (number,, handoffs), gap_shrunk_high (number,, handoffs),
--          worth (money, leak_worth, of deals), worth_low (money,, of deals), worth_high (money,, of deals),
--          false_share (rate, leak_false_share, handoffs), tested_count (count, leak_tested, handoffs), verdict
-- opens:   lead/steps dimension=dimension group_id=group_id stage=stage in_group='yes' state='old_enough' count=entered_count
--          lead/steps dimension=dimension group_id=group_id stage=stage in_group='yes' state='made' count=made_count
--          lead/steps dimension=dimension group_id=group_id stage=stage in_group='yes' state='lost' count=lost_count
select
    cells.*,
    campaigns.campaign_name,
    case cells.next_stage
        when 'sal' then steps.sal when 'sql' then steps.sql when 'opportunity' then steps.opportunity when 'won' then steps.won
    end as agreed_rate
from filtered.leak_cells($filters, $comparison) as cells
left join marts.campaigns on cells.campaign_id = campaigns.campaign_id
left join agreements.steps
    on cast($as_of as timestamptz) >= steps.effective_from and cast($as_of as timestamptz) < steps.effective_to
order by all
