-- What did marketing promise sales, and sales marketing, and was it kept?
--
-- The agreed figures beside what came, as sides/verdicts counts them (raw, 98.75% interval, people as units). Kept: at least the figure.
-- Broken: the whole interval of the shortfall lies above 0. In between nothing can be told. What nobody agreed on is not promised.
--
-- grain:   promise
-- params:  $filters, $as_of
-- reads:   filtered.sides_periods
-- needs:   handoffs
-- with:    complaints=sides/verdicts
-- then:    overlap.subjects.goals.steps.promises.kept
-- columns: promised_by, promise, unit, starts_on (date), ends_on (date), agreed (number, promise_agreed), reached (number, promise_reached),
--          shortfall (number, shortfall), shortfall_low (number), shortfall_high (number), record_count (count, complaint_records), verdict
select
    promises.position,
    promises.promised_by,
    promises.promise,
    promises.complaint
from (
    values
    (1, 'marketing', 'handoffs a week', 'not enough leads'),
    (2, 'marketing', 'share that becomes SQL', 'leads are bad'),
    (3, 'sales', 'follow-up in time', 'follow-up is too slow')
) as promises (position, promised_by, promise, complaint)
cross join filtered.sides_periods($filters, $as_of)
order by promises.position
