-- From how many pages on is a lead ready, if there is such a number?
--
-- Pages seen in the first 14 days, among leads that sales had not had by then; ready means it became an SQL (or was won) in the
-- agreed days to win after day 14. A step at each number of pages is compared with a straight logit and with no relation, by BIC;
-- the interval of the step comes from resampling accounts. Pages go with readiness: making leads read more makes none of them
-- ready.
--
-- grain:   one row
-- params:  $filters, $label varchar = 'sql' in (sql, won)
-- reads:   filtered.lead_behaviours
-- needs:   touches
-- then:    overlap.subjects.quality.steps.readiness.threshold
-- columns: lead_count (count, leads_at_landmark), good_count (count, leads_ready), young_count (count, leads_young_at_landmark),
--          reached_count (count, leads_before_landmark), cut (number, readiness_cut), cut_low (number), cut_high (number),
--          above_count (count, leads_above_cut), below_rate (rate, readiness_below), below_low (rate), below_high (rate),
--          above_rate (rate, readiness_above), above_low (rate), above_high (rate), bic_step (number, readiness_bic),
--          bic_straight (number, readiness_bic), bic_none (number, readiness_bic), verdict
-- opens:   quality/behaving state='judged' count=lead_count
--          quality/behaving state='good' count=good_count
--          quality/behaving state='young' count=young_count
--          quality/behaving state='reached' count=reached_count
--          quality/behaving state='above' pages_from=cut count=above_count
select
    pages,
    cast(hash(account_id) % 1024 as integer) as bucket,
    is_open,
    is_old_enough,
    count(*) as lead_count,
    count(*) filter (where is_good) as good_count
from filtered.lead_behaviours($filters, $label)
group by all
order by all
