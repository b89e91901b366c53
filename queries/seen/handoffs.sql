-- Handoffs by the day of handing over; channel and campaign are the lead's source, the rep is the one who held it last.

create macro seen.handoffs_seen(filters) as table
    select handoffs.*
    from marts.handoffs
    where
        seen.in_period(filters, handoffs.handed_on)
        and seen.keeps((filters::filters).channels, handoffs.channel)
        and seen.keeps((filters::filters).campaigns, handoffs.campaign_id)
        and seen.keeps((filters::filters).reps, handoffs.rep_id)
        and seen.keeps((filters::filters).teams, handoffs.team)
        and seen.keeps((filters::filters).regions, handoffs.region)
        and seen.keeps((filters::filters).segments, handoffs.segment)
        and seen.keeps_customer((filters::filters).kinds, handoffs.was_customer);

create macro seen.handoffs_scoped(filters, scope) as table
    select *
    from seen.handoffs_seen(filters)
    where seen.sees(scope, rep_id);
