-- Leads at a stage they entered in the period and have had the days to be won since; filters as for leads.
--
-- seen_band, sent_band: 1 to 5, the fifth of all the company's leads at that stage that the number of contacts before it lies in.

create macro filtered.landmarks(filters) as table
    select
        landmarks.*,
        fifth_of(landmarks.seen_count, fifths.seen) as seen_band,
        fifth_of(landmarks.sent_count, fifths.sent) as sent_band
    from marts.landmarks
    inner join marts.landmark_fifths as fifths on landmarks.stage = fifths.stage
    where
        filtered.in_period(filters, landmarks.began_on)
        and filtered.is_mature(landmarks.age_days, landmarks.within_days)
        and filtered.keeps_lead(
            filters, landmarks.channel, landmarks.campaign_id, landmarks.rep_id, landmarks.team, landmarks.region,
            landmarks.segment, landmarks.was_customer
        );

-- These with each piece that the lead had met before it entered the stage.
-- scoped: rep_id
create macro filtered.pieces_before(filters) as table
    select
        landmarks.*,
        lead_pieces.how,
        lead_pieces.piece,
        lead_pieces.first_on as first_on,
        case lead_pieces.how when 'seen' then landmarks.seen_band else landmarks.sent_band end as band
    from filtered.landmarks(filters) as landmarks
    inner join marts.lead_pieces on landmarks.lead_id = lead_pieces.lead_id
    where filtered.comes_before(
        lead_pieces.first_at, lead_pieces.first_on, landmarks.began_at, landmarks.began_on,
        lead_pieces.is_date_only or landmarks.is_date_only
    );

create macro filtered.comes_before(first_at, first_on, began_at, began_on, by_date) as (
    comes_before(first_at, first_on, began_at, began_on, by_date)
);
