-- Does the score tell which handed-over leads turn out good?
--
-- `auc` is the chance that a good lead has the higher score of the two, among handed leads only: those held back by the same score
-- never come into it. measure is the score in use (the source's own, else the agreed points), the agreed points, or the fitted
-- scorecard, which is only judged on handoffs it never saw; handoffs 'held_out' judges the others on the same ones. Handoffs too
-- recent to judge are counted and left out. brier is the mean square of chance less outcome, with the chances that scores had in
-- the year before the period (the scorecard: its own); knowing only the share of good ones gives brier_of_share.
--
-- grain:   one row
-- params:  $filters, @score_judged
-- reads:   filtered.scores_judged, filtered.scores_before
-- needs:   handoffs
-- then:    overlap.subjects.quality.steps.auc.judged
-- columns: handoff_count (count, handoffs_scored, of handoffs), old_enough_count (count, score_judged, of handoffs),
--          good_count (count, score_good, of handoffs, of $label), young_count (count, score_young, of handoffs),
--          unscored_count (count, handoffs_unscored, of handoffs), good_rate (rate, score_good_rate, of $label),
--          good_rate_low (rate,, of $label), good_rate_high (rate,, of $label), auc (number, score_auc, of $label), auc_low (number,, of $label), auc_high (number,, of $label),
--          brier (number, score_brier, of $label), brier_of_share (number, score_brier_of_share, of $label), verdict
-- opens:   quality/scored has_score='yes' count=handoff_count
--          quality/scored has_score='yes' state='old_enough' count=old_enough_count
--          quality/scored has_score='yes' state='good' count=good_count
--          quality/scored has_score='yes' state='young' count=young_count
--          quality/scored has_score='no' count=unscored_count
with

judged as (

    select
        measured,
        cast(hash(account_id) % 256 as integer) as bucket,
        is_old_enough,
        max(chance) as chance,
        count(*) as handoff_count,
        count(*) filter (where is_old_enough and is_good) as good_count
    from filtered.scores_judged($filters, $label, $measure, $handoffs)
    group by all

),

before as (

    select
        measured,
        count(*) as handoff_count,
        count(*) filter (where is_good) as good_count
    from filtered.scores_before($filters, $label, $measure)
    where measured is not null and $measure <> 'scorecard'
    group by all

)

select false as is_before, measured, bucket, is_old_enough, case when $measure = 'scorecard' then chance end as chance, handoff_count, good_count
from judged
union all
select true, measured, 0, true, null, handoff_count, good_count
from before
order by all
