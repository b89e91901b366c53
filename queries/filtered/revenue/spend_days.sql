-- What campaigns cost on the days of the period, and which of these days all leads have had their time since; only channel and campaign
-- apply.

create macro filtered.spend_days(filters) as table
    select
        spend_days.*,
        mature_days.is_old_enough
    from marts.spend_days
    inner join marts.mature_days on spend_days.day = mature_days.day
    where
        filtered.in_period(filters, spend_days.day)
        and filtered.keeps((filters::filters).channels, spend_days.channel)
        and filtered.keeps((filters::filters).campaigns, spend_days.campaign_id);

-- How many days of the period there are, and how many of them are old enough.
create macro filtered.return_days(filters) as table
    select
        count(*) as day_count,
        count(*) filter (where is_old_enough) as judged_day_count,
        max(day) filter (where is_old_enough) as judged_to
    from marts.mature_days
    where filtered.in_period(filters, day);
