select * from (values ('149a', 'Revenue', 'true'), ('149b', 'Overlay', 'false')) as types("Id", "DeveloperName", "IsTotalValidated")
