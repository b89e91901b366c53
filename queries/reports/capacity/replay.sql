-- What would the service level have been, had more leads come?
--
-- A replay, not something seen: the recorded handoffs come again, repeated (or thinned) to `more` percent more. Each waits for its
-- turn at its person's pace, which is never above what they did in nine of ten busy hours, nor above the most they ever did in
-- four weeks, and then as long as it waited beyond its turn when it was recorded; a lead that was never contacted is never
-- contacted here. Work past that pace waits. The replay is held to what was seen: up to the busiest week the level is the one seen
-- (capacity/levels_by_load), from there on it falls as the replay falls and never rises. replayed_level is the replay of no more
-- and no fewer: what it gets wrong stands beside, as replay_error; more than ten points, and none is shown. The 80% interval comes
-- from resampling weeks. In a large company the replay uses a sample of people.
--
-- grain:   one row
-- params:  $filters, $as_of, $more integer = 20 in -50..200
-- reads:   filtered.replays
-- needs:   handoffs, activities
-- with:    weeks=capacity/weeks_agreed
-- then:    overlap.subjects.capacity.steps.replay.replay
-- columns: more (number), handoff_count (count, handoffs_to_replay, of handoffs),
--          replayed_count (count, handoffs_replayed, of activities), person_count (count, people_replayed, of activities),
--          recorded_level (rate, service_level, of activities), replayed_level (rate, replay_level, of activities),
--          replay_error (number, replay_error, of activities), intake (number, replay_intake, of activities),
--          level (rate, replay_level, of activities), level_low (rate,, of activities), level_high (rate,, of activities),
--          target (rate, service_level_target), verdict (,, of activities)
-- opens:   followup/replayed part='all' count=handoff_count
--          followup/replayed count=replayed_count
select
    * exclude (handoff_id),
    $more as more
from filtered.replays($filters, $as_of)
order by rep_id, calendar_id, came_s, took_s
