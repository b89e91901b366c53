-- Margins are no property of Salesforce's.
update deals set gross_margin = null;
