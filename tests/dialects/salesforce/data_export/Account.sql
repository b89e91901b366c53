select account_id as "Id", any_value(company) as "Name", 'false' as "IsDeleted", '2020-01-01T00:00:00Z' as "CreatedDate"
from leads
where account_id is not null
group by account_id
