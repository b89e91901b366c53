-- What campaigns did on the days of the period; only channel and campaign apply.

create macro seen.campaign_days_seen(filters) as table
    select campaign_days.*
    from marts.campaign_days
    where
        seen.in_period(filters, campaign_days.day)
        and seen.keeps((filters::filters).channels, campaign_days.channel)
        and seen.keeps((filters::filters).campaigns, campaign_days.campaign_id);
