-- No CRM holds spend or visits by day: those are of the ad systems.
delete from campaign_days;
