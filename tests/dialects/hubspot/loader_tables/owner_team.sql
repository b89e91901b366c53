select rep_id as owner_id, 'T' || dense_rank() over (order by team) as team_id, 'true' as is_team_primary from reps
