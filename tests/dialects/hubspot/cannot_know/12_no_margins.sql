-- Margins are no property of HubSpot's.
update deals set gross_margin = null;
