-- How much of all winning is gone when a campaign is taken out of every journey.
--
-- The chain of campaign steps, solved exactly; weight is the effect in millionths, at least 1.
--
-- grain: campaign_id
-- scope: house
-- reads: marts.campaign_transitions
-- then:  overlap.credit.markov.removal_effects
select
    from_id,
    to_id,
    ends,
    journey_count
from marts.campaign_transitions
