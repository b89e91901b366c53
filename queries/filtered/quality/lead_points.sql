-- Leads created in the period with the points they had gathered at fixed ages; filters as for leads.

create macro filtered.lead_points(filters) as table
    select lead_points.*
    from marts.lead_points
    where
        filtered.in_period(filters, lead_points.created_on)
        and filtered.keeps_lead(
            filters, lead_points.channel, lead_points.campaign_id, lead_points.rep_id, lead_points.team,
            lead_points.region, lead_points.segment, lead_points.was_customer
        );
