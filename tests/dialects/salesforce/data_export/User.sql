select
    rep_id as "Id", rep_name as "Name", split_part(rep_name, ' ', 1) as "FirstName", email as "Email",
    '00E' || team as "UserRoleId", 'true' as "IsActive"
from reps
