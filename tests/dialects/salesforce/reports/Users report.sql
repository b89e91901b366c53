select email as "Username", rep_name as "Full Name", email as "Email", team as "Role", '1' as "Active" from reps
