-- What did sales say about this lead, handoff by handoff?
--
-- A handoff nobody rated is a row without stars; what was said about no known handoff is a row without one. Typed feedback stands
-- here at once.
--
-- formerly: feedback/on_lead
-- grain:   handoff_id?, feedback_id?
-- params:  $scope, $lead_id varchar required
-- reads:   filtered.leads_scoped, filtered.feedback, marts.handoffs, marts.ratings, marts.reps
-- needs:   handoffs
-- columns: handoff_id, round (count), handed_on (date), holder_name, feedback_id, rater_id, rater_name, rating (count), reasons,
--          comment, given_at (time), is_date_only (flag), is_typed (flag)
with

visible as (

    select lead_id
    from filtered.leads_scoped(null::filters, $scope)
    where lead_id = $lead_id

),

handed as (

    select handoffs.*
    from visible
    inner join marts.handoffs on visible.lead_id = handoffs.lead_id
    where handoffs.lead_id = $lead_id

),

rated as (

    select
        said.handoff_id,
        said.feedback_id,
        said.rep_id,
        coalesce(said.given_by, said.rep_id) as rater,
        said.rating,
        array_to_string(said.reasons, '; ') as reasons,
        said.comment,
        said.given_at,
        said.is_date_only,
        said.is_typed
    from visible
    inner join filtered.feedback(null::filters) as said on visible.lead_id = said.lead_id
    where said.lead_id = $lead_id
    union all
    select
        null, ratings.feedback_id, ratings.rep_id, ratings.rep_id, ratings.rating, ratings.reasons, ratings.comment,
        ratings.given_at, ratings.is_date_only, false
    from visible
    inner join marts.ratings on visible.lead_id = ratings.lead_id
    where ratings.lead_id = $lead_id and ratings.handoff_id is null

)

select
    coalesce(handed.handoff_id, rated.handoff_id) as handoff_id,
    cast(handed.round as bigint) as round,
    handed.handed_on,
    filtered.holder_row(
        coalesce(holders.rep_name, handed.rep_id), case when handed.is_holder_unknown then 'yes' else 'no' end
    ) as holder_name,
    rated.feedback_id,
    rated.rep_id as rater_id,
    coalesce(raters.rep_name, rated.rater) as rater_name,
    cast(rated.rating as bigint) as rating,
    nullif(rated.reasons, '') as reasons,
    rated.comment,
    rated.given_at,
    rated.is_date_only,
    rated.is_typed
from handed
full join rated on handed.handoff_id = rated.handoff_id
left join marts.reps as holders on handed.rep_id = holders.rep_id
left join marts.reps as raters on rated.rep_id = raters.rep_id
order by handed.round nulls last, rated.given_at, rated.feedback_id
