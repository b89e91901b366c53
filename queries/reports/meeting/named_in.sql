-- Which leads, companies and deals does a text name?
--
-- By name or id, wherever it stands in the text and however it is written there; two letters and a number of under six digits are no name. A surname
-- alone is one if it has four letters, is written as in the data, and no other lead has it. What a pack leaves out of what people typed.
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

),

names_found as (

    select distinct
        name,
        kind
    from named
    where
        is_seen
        and contains(lower($text), lower(name))
        and (length(name) > 5 or (length(name) > 2 and regexp_matches(name, '\pL')))

),

-- the last word of a name of several, or what stands before the comma of `Long, Ada`
surnames as (

    select
        lead_id,
        case
            when contains(lead_name, ',') then trim(split_part(lead_name, ',', 1))
            when contains(trim(lead_name), ' ') then regexp_extract(trim(lead_name), '\S+$')
        end as name
    from marts.leads
    where filtered.sees($scope, rep_id)

),

surnames_found as (

    select name
    from surnames
    where contains($text, name) and length(name) > 3 and regexp_matches(name, '^\p{Lu}[\pL''’-]+$')
    group by name
    having count(distinct lead_id) = 1

),

found as (

    select name, kind from names_found
    union all
    select name, 'surname' from surnames_found

)

select *
from found
order by length(name) desc, name, kind
