-- What did sales write about these leads?
--
-- side: all; good (four or five stars), bad (one or two). term is a word, or two beside each other, as the themes count them.
--
-- formerly: feedback/comments
-- grain:   feedback_id
-- params:  $filters, $scope, $side varchar = 'all' in (all, good, bad), $term varchar = null
-- reads:   filtered.comments_scoped, marts.leads, marts.campaigns, marts.reps
-- needs:   handoffs, feedback
-- columns: feedback_id, handoff_id, lead_id, lead_name, company, campaign_name, rating (count), comment, rep_name, given_at (time)
select
    comments.feedback_id,
    comments.handoff_id,
    comments.lead_id,
    leads.lead_name,
    leads.company,
    filtered.campaign_called(campaigns.campaign_name, comments.campaign_id) as campaign_name,
    comments.rating,
    comments.comment,
    coalesce(reps.rep_name, comments.rep_id, 'unassigned') as rep_name,
    comments.given_at
from filtered.comments_scoped($filters, $scope) as comments
inner join marts.leads on comments.lead_id = leads.lead_id
left join marts.campaigns on comments.campaign_id = campaigns.campaign_id
left join marts.reps on comments.rep_id = reps.rep_id
where
    ($side = 'all' or comments.side = $side)
    and ($term is null or list_contains(comments.terms, $term))
order by comments.given_at desc, comments.feedback_id
