"""A few records of Salesforce as its files hold them, and the answers under which they are read."""

LEAD = "Id,IsDeleted,MasterRecordId,CreatedDate,Status,OwnerId,IsConverted,ConvertedDate,ConvertedContactId"
LEADS = f"""{LEAD},ConvertedOpportunityId
L1,false,,2026-01-01T08:00:00Z,Open,U1,false,,,
L2,false,,2026-01-02T08:00:00Z,Converted,U1,true,2026-02-01,C2,O1
"""
CONTACT = "Id,IsDeleted,MasterRecordId,CreatedDate,Email,AccountId"
CONTACTS = f"{CONTACT}\nC2,false,,2026-02-01T09:00:00Z,bob@b.example,A2\n"
DEAL = "Id,IsDeleted,AccountId,OwnerId,StageName,Amount,CreatedDate,CloseDate,IsWon,IsClosed,Type"
ANSWERS = {"handoff": "none", "sql": "none", "mql": "none", "sal": "none", "recycled": "none"}
