-- How many leads alike entered a stage, of them all (no piece) and of those that had met a piece before, and how many of them were won.
--
-- Whole months are counted beforehand, where no people and no campaigns are chosen; what the period holds of other months, row by row.

create macro filtered.piece_cells(filters) as table
    select
        stage,
        how,
        piece,
        channel,
        segment,
        band,
        lead_count,
        won_count
    from marts.landmark_months
    where
        filtered.is_in_counted_month(filters, began_month)
        and filtered.keeps_lead(filters, channel, null, null, null, region, segment, was_customer)
    union all
    select
        landmarks.stage,
        ways.how,
        null,
        landmarks.channel,
        landmarks.segment,
        case ways.how when 'seen' then landmarks.seen_band else landmarks.sent_band end,
        1,
        cast(landmarks.is_won as integer)
    from filtered.landmarks(filters) as landmarks
    cross join (values ('seen'), ('sent')) as ways (how)
    where not filtered.is_in_counted_month(filters, landmarks.began_on)
    union all
    select
        stage,
        how,
        piece,
        channel,
        segment,
        band,
        1,
        cast(is_won as integer)
    from filtered.pieces_before(filters)
    where not filtered.is_in_counted_month(filters, began_on);
