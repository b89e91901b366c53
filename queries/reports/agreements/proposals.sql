-- Which changes of agreements were proposed, by whom, and what became of them?
--
-- Open ones wait for the other team's signature. The values are those that would change, as JSON.
--
-- formerly: definitions/proposals
-- grain:   proposal_id
-- params:  $state varchar = 'open' in (open, signed, withdrawn, all)
-- reads:   store.proposals
-- columns: proposal_id, agreement, state, effective_from (time), proposed_at (time), signed_marketing, signed_sales, note,
--          proposed_values, agreement_id
select
    proposal_id,
    kind as agreement,
    state,
    effective_from,
    proposed_at,
    nullif(signed_marketing, '') as signed_marketing,
    nullif(signed_sales, '') as signed_sales,
    nullif(note, '') as note,
    values_json as proposed_values,
    agreement_id
from store.proposals
where $state = 'all' or state = $state
order by proposed_at desc, proposal_id
