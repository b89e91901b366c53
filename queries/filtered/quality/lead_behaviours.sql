-- What leads did in their first 14 days, judged by what they reached in the agreed days to win after them.

-- scoped: rep_id
create macro filtered.lead_behaviours(filters, label) as table
    select
        lead_behaviours.*,
        filtered.is_mature(age_days, won_within_days + first_days()) as is_old_enough,
        case label
            when 'sql' then coalesce(days_to_sql >= first_days() and days_to_sql < won_within_days + first_days(), false)
            else coalesce(days_to_won >= first_days() and days_to_won < won_within_days + first_days(), false)
        end as is_good,
        case label when 'sql' then days_to_sql is not null else days_to_won is not null end as is_good_ever
    from marts.lead_behaviours
    where
        filtered.in_period(filters, lead_behaviours.created_on)
        and filtered.keeps_lead(
            filters, lead_behaviours.channel, lead_behaviours.campaign_id, lead_behaviours.rep_id, lead_behaviours.team,
            lead_behaviours.region, lead_behaviours.segment, lead_behaviours.was_customer
        );
