-- Handoffs of the company that have had the days of the stage asked for; is_mine: the campaign's, of those that the filters leave.

-- scoped: rep_id
create macro filtered.campaign_handoffs(filters, campaign, outcome) as table
    select
        handoffs.*,
        handoffs.campaign_id is not distinct from campaign
        and filtered.keeps_lead(
            filters, handoffs.channel, handoffs.campaign_id, handoffs.rep_id, handoffs.team,
            handoffs.region, handoffs.segment, handoffs.was_customer
        ) as is_mine,
        case outcome
            when 'sal' then filtered.is_accepted(
                handoffs.days_to_accepted, handoffs.days_to_rejected, handoffs.days_to_sql, handoffs.within_days
            )
            when 'sql' then coalesce(handoffs.days_to_sql < handoffs.sql_within_days, false)
            else coalesce(handoffs.days_to_won < handoffs.won_within_days, false)
        end as is_made
    from marts.handoffs
    where
        filtered.in_period(filters, handoffs.handed_on)
        and filtered.is_mature(handoffs.age_days, case outcome
            when 'sal' then handoffs.within_days when 'sql' then handoffs.sql_within_days else handoffs.won_within_days
        end);
