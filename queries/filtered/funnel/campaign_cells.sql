-- Handoffs of the company that have had their days, in cells alike in all that may explain a campaign's rate; is_mine: the campaign's.
--
-- The campaign's are those that the filters leave. score_third: of the scores of these handoffs.

create macro filtered.campaign_cells(filters, campaign, outcome) as table
    with

    judged as (

        select
            handoffs.channel,
            handoffs.segment,
            handoffs.score,
            case when handoffs.is_holder_unknown then 'transferred' else handoffs.rep_id end as rep_id,
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
            end)

    ),

    thirds as (

        select
            quantile_disc(score, 1.0 / 3) as lower_third,
            quantile_disc(score, 2.0 / 3) as middle_third
        from judged

    )

    select
        channel,
        segment,
        1 + cast(score > thirds.lower_third as bigint) + cast(score > thirds.middle_third as bigint) as score_third,
        rep_id,
        is_mine,
        count(*) as judged_count,
        count(*) filter (where is_made) as made_count
    from judged
    cross join thirds
    group by all;
