-- Handoffs by the day of handing over; channel and campaign are the lead's source, the rep is who held it at the first attempt or
-- when it was due, whichever came first.

create macro seen.handoffs_seen(filters) as table
    select handoffs.*
    from marts.handoffs
    where
        seen.in_period(filters, handoffs.handed_on)
        and seen.keeps_lead(
            filters, handoffs.channel, handoffs.campaign_id, handoffs.rep_id, handoffs.team,
            handoffs.region, handoffs.segment, handoffs.was_customer
        );

create macro seen.handoffs_scoped(filters, scope) as table
    select *
    from seen.handoffs_seen(filters)
    where seen.sees(scope, rep_id);
