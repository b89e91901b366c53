-- Which leads, companies and deals does a text name?
--
-- By name or id, wherever it stands in the text and however it is written there; two letters and a number of under six digits are no name. What a
-- pack leaves out of what people typed.
--
-- grain:   name, kind
-- params:  $scope, $text varchar required
-- reads:   marts.leads, marts.deals
-- columns: name, kind
with

named as (

    select lead_name as name, 'lead' as kind, filtered.sees($scope, rep_id) as is_seen
    from marts.leads
    union all
    select lead_id, 'lead', filtered.sees($scope, rep_id)
    from marts.leads
    union all
    select company, 'company', filtered.sees($scope, rep_id)
    from marts.leads
    union all
    select account_id, 'company', filtered.sees($scope, rep_id)
    from marts.leads
    union all
    select deal_id, 'deal', filtered.sees_any($scope, rep_ids)
    from marts.deals

)

select distinct
    name,
    kind
from named
where
    is_seen
    and contains(lower($text), lower(name))
    and (length(name) > 5 or (length(name) > 2 and regexp_matches(name, '\pL')))
order by length(name) desc, name, kind
