select rep_name as "Name", email as "Email", team as "Primary team" from reps
