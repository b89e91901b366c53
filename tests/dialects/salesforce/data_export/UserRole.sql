select '00E' || team as "Id", team as "Name" from reps group by team
