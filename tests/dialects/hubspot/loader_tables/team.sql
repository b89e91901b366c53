select 'T' || dense_rank() over (order by team) as id, team as name from reps group by team
