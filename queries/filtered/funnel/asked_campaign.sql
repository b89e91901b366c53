-- The campaign that is asked for by its id or its name; none is the leads without a known campaign.

create macro filtered.asked_campaign(named) as table
    select
        coalesce(
            (select max(campaign_id) from marts.campaigns where campaign_id = named),
            (select max(campaign_id) from marts.campaigns where campaign_name = named),
            named
        ) as campaign_id;
