-- Did the attempts lead to a conversation? The check beside the service level.
--
-- Of the handoffs that were due and are at least 14 days old: how many had a meaningful contact within 14 days, and how many ever,
-- before the lead was closed. A level that rises while this falls is attempts made for the level.
--
-- grain:   one row
-- params:  $filters, $as_of
-- reads:   filtered.contacts
-- needs:   handoffs, activities
-- columns: old_enough_count (count, contact_old_enough, of activities), met_count (count, contact_met, of conversations),
--          contact_rate (rate, contact_rate, of conversations), contact_rate_low (rate,, of conversations),
--          contact_rate_high (rate,, of conversations), ever_met_count (count, contact_met, of conversations),
--          ever_rate (rate, contact_rate, of conversations), ever_rate_low (rate,, of conversations),
--          ever_rate_high (rate,, of conversations)
-- opens:   followup/contacts count=old_enough_count
--          followup/contacts met='in_14_days' count=met_count
--          followup/contacts met='ever' count=ever_met_count
with

counted as (

    select
        count(*) as old_enough_count,
        count(*) filter (where is_met) as met_count,
        count(*) filter (where is_ever_met) as ever_met_count
    from filtered.contacts($filters, $as_of)

)

select
    old_enough_count,
    met_count,
    filtered.rate(met_count, old_enough_count) as contact_rate,
    filtered.wilson_low(met_count, old_enough_count) as contact_rate_low,
    filtered.wilson_high(met_count, old_enough_count) as contact_rate_high,
    ever_met_count,
    filtered.rate(ever_met_count, old_enough_count) as ever_rate,
    filtered.wilson_low(ever_met_count, old_enough_count) as ever_rate_low,
    filtered.wilson_high(ever_met_count, old_enough_count) as ever_rate_high
from counted
