-- Days and limits that hold for every company, agreed by nobody; overlap/limits.py holds those that are also said or typed.

-- How long after the handoff a lead is to be reached.
create macro contact_days() as (14);

create macro contact_ends_at(handed_at) as (
    handed_at + to_days(contact_days())
);

-- How long after the handoff a rating is in time.
create macro rating_days() as (14);

-- The age at which a lead's pages and points are read (marts.lead_points.points_14d): what comes later is what they are to foretell.
create macro first_days() as (14);

create macro first_days_end_at(created_at) as (
    created_at + to_days(first_days())
);

-- How long a lead is held back that was sampled for it.
create macro hold_days() as (14);

-- What ratings say: of five stars.
create macro is_good_rating(rating) as (rating >= 4);

create macro is_bad_rating(rating) as (rating <= 2);

create macro is_extreme_rating(rating) as (rating in (1, 5));

-- For how long after an attempt a lead is left alone by lists of whom to call.
create macro left_alone_days() as (14);

-- Kinds of touches that stand in for where a lead came from, or for an answer to a campaign: they name no piece of content.
create macro is_stand_in(kind) as (kind in ('original_source', 'lead_source', 'campaign_response'));

-- The age of an open deal in whole weeks, as the first week of its band: the older, the wider; unknown: the oldest.
create macro deal_age_from(weeks) as (
    case
        when weeks < 4 then greatest(weeks, 0)
        when weeks < 6 then 4
        when weeks < 8 then 6
        when weeks < 10 then 8
        when weeks < 13 then 10
        when weeks < 17 then 13
        when weeks < 22 then 17
        when weeks < 28 then 22
        when weeks < 36 then 28
        when weeks < 52 then 36
        else 52
    end
);
