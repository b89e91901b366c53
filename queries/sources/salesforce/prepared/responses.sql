-- Members of campaigns who responded; the day is the first response, else the day they became a member.
--
-- grain: member_id
-- reads: raw.campaign_members, raw.campaigns, raw.lead_ids
with

members as (

    select
        members.*,
        lead_ids.lead_id as person_id,
        coalesce(members.responded_at, members.created_at) as touched_at,
        case when members.responded_at is not null then members.responded_at_is_date_only
        else members.created_at_is_date_only end as is_date_only
    from raw.campaign_members as members
    left join raw.lead_ids on coalesce(members.contact_id, members.lead_id) = lead_ids.known_as
    where not coalesce(members.is_deleted, false)

)

select
    coalesce(id, concat_ws('-', campaign_id, person_id, row_number() over (
        partition by campaign_id, person_id, id order by touched_at, member_status
    ))) as member_id,
    person_id as lead_id,
    campaign_id,
    member_status,
    touched_at,
    is_date_only
from members
where
    person_id is not null
    and touched_at is not null
    and coalesce(has_responded, responded_at is not null)
