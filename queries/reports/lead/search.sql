-- Which leads match these words, by id, name, company or e-mail?
--
-- Without words: the leads with the latest creation. At most row_count rows.
--
-- formerly: leads/search
-- grain:   lead_id
-- params:  $scope, $words varchar = '', $row_count integer = 50
-- reads:   filtered.leads_scoped, marts.reps
-- columns: lead_id, lead_name, company, created_on (date), channel, segment, stage, rep_name
with

leads as (

    select *
    from filtered.leads_scoped(null::filters, $scope)
    where
        case
            when trim(coalesce($words, '')) = '' then true
            else list_bool_and(
                list_transform(
                    list_filter(string_split(lower($words), ' '), lambda word: word <> ''),
                    lambda word: contains(lower(concat_ws(' ', lead_id, lead_name, company, email)), word)
                )
            ) is not false
        end
    order by lower(lead_id) = lower(coalesce($words, '')) desc, created_on desc, lead_id
    limit $row_count

)

select
    leads.lead_id,
    leads.lead_name,
    leads.company,
    leads.created_on,
    coalesce(leads.channel, 'not recorded') as channel,
    coalesce(leads.segment, 'not recorded') as segment,
    leads.latest_stage as stage,
    filtered.person(coalesce(reps.rep_name, leads.rep_id), leads.is_holder_unknown) as rep_name
from leads
left join marts.reps on leads.rep_id = reps.rep_id
order by lower(leads.lead_id) = lower(coalesce($words, '')) desc, leads.created_on desc, leads.lead_id
