-- Handoffs with their scores, judged: was the promised thing reached in its agreed days?

-- Of the label asked for: its agreed days, and whether they brought it.
create macro filtered.label_days(label, accepted_days, sql_days, won_days) as (
    case label when 'accepted' then accepted_days when 'sql' then sql_days else won_days end
);

create macro filtered.lead_scores(filters) as table
    select lead_scores.*
    from marts.lead_scores
    where
        filtered.in_period(filters, lead_scores.handed_on)
        and filtered.keeps_lead(
            filters, lead_scores.channel, lead_scores.campaign_id, lead_scores.rep_id, lead_scores.team,
            lead_scores.region, lead_scores.segment, lead_scores.was_customer
        );

-- measured is the score asked for; the scorecard's only where it never saw the account. handoffs 'held_out' keeps these alone.
-- scoped: rep_id
create macro filtered.scores_judged(filters, label, measure, handoffs) as table
    select
        scores.*,
        case measure
            when 'score' then scores.score
            when 'points' then scores.points
            when 'scorecard' then case when card.is_held_out then card.points end
        end as measured,
        case when card.is_held_out then card.chance end as chance,
        filtered.label_days(label, scores.within_days, scores.sql_within_days, scores.won_within_days) as label_days,
        filtered.is_mature(
            scores.age_days, filtered.label_days(label, scores.within_days, scores.sql_within_days, scores.won_within_days)
        ) as is_old_enough,
        case label
            when 'accepted' then filtered.is_accepted(
                scores.days_to_accepted, scores.days_to_rejected, scores.days_to_sql, scores.within_days
            )
            when 'sql' then coalesce(scores.days_to_sql < scores.sql_within_days, false)
            else coalesce(scores.days_to_won < scores.won_within_days, false)
        end as is_good
    from filtered.lead_scores(filters) as scores
    left join marts.scorecard_points as card on scores.handoff_id = card.handoff_id
    where handoffs = 'all' or coalesce(card.is_held_out, false);

-- What a score promises is learnt from the whole house: a year of handoffs that were over when the period began.
create macro filtered.scores_before(filters, label, measure) as table
    select *
    from filtered.scores_judged(null::filters, label, measure, 'all')
    where
        date_add(handed_on, to_days(cast(label_days as integer))) <= (filters::filters).starts_on
        and date_add(handed_on, to_days(cast(label_days + 365 as integer))) > (filters::filters).starts_on;
