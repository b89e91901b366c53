-- A lead has no account before it is converted.
update leads set account_id = null where lead_id not in (select lead_id from deal_leads);
