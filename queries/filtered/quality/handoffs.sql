-- Handoffs by the day of handing over; channel and campaign are the lead's source, the rep is who held it at the first attempt or
-- when it was due, whichever came first.

-- scoped: rep_id
create macro filtered.handoffs(filters) as table
    select handoffs.*
    from marts.handoffs
    where
        filtered.in_period(filters, handoffs.handed_on)
        and filtered.keeps_lead(
            filters, handoffs.channel, handoffs.campaign_id, handoffs.rep_id, handoffs.team,
            handoffs.region, handoffs.segment, handoffs.was_customer
        );
