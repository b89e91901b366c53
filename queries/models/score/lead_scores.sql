-- What every handed-over lead had earned at that moment: the agreed points of its touches before it, and of its segment then.
--
-- A touch counts the points in force when it happened, halved for each agreed half-life of whole days up to the handoff; a touch
-- of the same day counts only where both are known by the clock. The segment is the one known then; where a house keeps no history
-- of it, today's counts only if it is blank about as often (10 points) among the won as among the others, since what sales fills
-- in while winning foretells nothing. The score is the source's own where it has one. Points are null where no touch was ever
-- recorded. later_points and points_30d are what the touches of the 60 and of the 30 days after the handoff added.
--
-- grain: handoff_id
-- scope: cluster
-- reads: marts.handoffs, marts.leads, marts.points_before_handoff, marts.points_after_handoff, marts.score_basis, agreements.fit
with

pointed as (

    select
        handoffs.*,
        coalesce(leads.account_id, 'lead ' || handoffs.lead_id) as account_id,
        case when score_basis.is_segment_fair then points_before_handoff.segment_then end as fair_segment,
        case
            when score_basis.has_touches
                then cast(floor(points_before_handoff.thousandths / 1000e0 + 0.5e0) as bigint)
        end as points_behaviour,
        case when score_basis.is_segment_fair then coalesce(fit.points, 0) else 0 end as points_fit
    from marts.handoffs
    inner join marts.leads on handoffs.lead_id = leads.lead_id
    inner join marts.points_before_handoff on handoffs.handoff_id = points_before_handoff.handoff_id
    cross join marts.score_basis
    left join agreements.fit
        on points_before_handoff.segment_then = fit.segment
        and handoffs.handed_at >= fit.effective_from
        and handoffs.handed_at < fit.effective_to

)

select
    pointed.handoff_id,
    pointed.lead_id,
    pointed.account_id,
    pointed.handed_at,
    pointed.handed_on,
    pointed.rep_id,
    pointed.team,
    pointed.is_holder_unknown,
    pointed.channel,
    pointed.campaign_id,
    pointed.region,
    pointed.segment,
    pointed.was_customer,
    pointed.fair_segment,
    pointed.points_behaviour,
    pointed.points_fit,
    pointed.points_behaviour + pointed.points_fit as points,
    pointed.score as source_score,
    coalesce(pointed.score, pointed.points_behaviour + pointed.points_fit) as score,
    coalesce(points_after_handoff.points, 0) as later_points,
    coalesce(points_after_handoff.points_30d, 0) as points_30d,
    pointed.days_to_accepted,
    pointed.days_to_rejected,
    pointed.days_to_sql,
    pointed.days_to_won,
    pointed.age_days,
    pointed.within_days,
    pointed.sql_within_days,
    pointed.won_within_days,
    pointed.is_qualifiable,
    pointed.is_qualified,
    pointed.is_winnable,
    pointed.is_won_in_time
from pointed
left join marts.points_after_handoff on pointed.handoff_id = points_after_handoff.handoff_id
order by pointed.handed_on, pointed.handoff_id
