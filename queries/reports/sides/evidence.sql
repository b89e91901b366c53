-- What speaks for each complaint, and what against it?
--
-- Each fact speaks for or against by its size. known before: what leads of this score, channel, segment and region came to in the
-- reference, before sales touched these; rejected, won: handoffs that sales rejected and the lead was won later; same campaign: the
-- lowest and the highest share won of one campaign's leads by who worked them, adjusted for small samples, where the intervals do not meet;
-- weeks short: whole weeks below the standard; safe intake against handoffs a week; level inside and over capacity; wins per handoff
-- that sales accepted. behind: which handoffs a fact is about. Shares are in percent.
--
-- grain:   complaint, fact
-- params:  $filters, $as_of
-- reads:   filtered.sides_terms, filtered.sides_rejected
-- needs:   handoffs
-- with:    handoffs=sides/handoff_cells, arrivals=sides/arrivals, levels=sides/levels, safe=capacity/safe_budget,
--          people=sides/campaign_people
-- then:    overlap.subjects.sides.steps.evidence.evidence
-- columns: place (number), complaint, fact, speaks, campaign_name, then_figure (number, evidence_figure), now_figure (number, evidence_figure),
--          number (number, evidence_number), of_number (number, evidence_number), won_count (count, won_after_rejection, of won),
--          behind, behind_count (count, handoffs_of_fact, of handoffs), short_count (count, weeks_short, of handoffs)
-- opens:   sides/won_after_rejection count=won_count
--          sides/handoffs state=behind count=behind_count
--          sides/weeks_short below=now_figure count=short_count
with

rejected as (

    select
        count(*) as rejected_count,
        count(*) filter (where is_won_later) as won_later_count
    from filtered.sides_rejected($filters, $as_of)

)

select
    terms.*,
    rejected.*
from filtered.sides_terms($filters, $as_of) as terms
cross join rejected
