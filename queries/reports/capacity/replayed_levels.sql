-- What service level does a replay give at more leads a week than have come?
--
-- Replays of the recorded handoffs at none to 150 percent more, as capacity/replay does one: up to the busiest week the level seen,
-- from there on falling as the replay falls. A replay, not something seen.
--
-- grain:   more
-- params:  $filters, $as_of
-- reads:   filtered.replays
-- needs:   handoffs, activities
-- with:    weeks=capacity/weeks_agreed
-- then:    overlap.subjects.capacity.steps.replay.levels
-- columns: more (number), intake (number, replay_intake, of activities), level (rate, replay_level, of activities),
--          level_low (rate,, of activities), level_high (rate,, of activities), target (rate, service_level_target),
--          is_safe (flag,, of activities)
select *
from filtered.replays($filters, $as_of)
order by rep_id, calendar_id, came_s, took_s
