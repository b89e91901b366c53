-- Leads that entered a stage in a month and have had the days to be won since, and those who had met a piece of content before.
--
-- A cell is what leads alike have in common: stage, channel, segment and fifth of how many contacts of that way they had had, with what
-- filters narrow to beside people and campaigns. Without a piece: all leads of the cell.
--
-- grain: began_month, stage, how, piece?, channel?, segment?, region?, was_customer?, band
-- scope: sum
-- reads: marts.landmarks, marts.landmark_fifths, marts.lead_pieces
with

mature as (

    select
        landmarks.lead_id,
        landmarks.stage,
        landmarks.began_at,
        landmarks.began_on,
        landmarks.is_date_only,
        landmarks.is_won,
        date_trunc('month', landmarks.began_on) as began_month,
        landmarks.channel,
        landmarks.segment,
        landmarks.region,
        landmarks.was_customer,
        fifth_of(landmarks.seen_count, fifths.seen) as seen_band,
        fifth_of(landmarks.sent_count, fifths.sent) as sent_band
    from marts.landmarks
    inner join marts.landmark_fifths as fifths on landmarks.stage = fifths.stage
    where is_mature(landmarks.age_days, landmarks.within_days)

),

everybody as (

    select
        mature.began_month,
        mature.stage,
        ways.how,
        cast(null as varchar) as piece,
        mature.channel,
        mature.segment,
        mature.region,
        mature.was_customer,
        case ways.how when 'seen' then mature.seen_band else mature.sent_band end as band,
        mature.is_won
    from mature
    cross join (values ('seen'), ('sent')) as ways (how)

),

met as (

    select
        mature.began_month,
        mature.stage,
        lead_pieces.how,
        lead_pieces.piece,
        mature.channel,
        mature.segment,
        mature.region,
        mature.was_customer,
        case lead_pieces.how when 'seen' then mature.seen_band else mature.sent_band end as band,
        mature.is_won
    from mature
    inner join marts.lead_pieces on mature.lead_id = lead_pieces.lead_id
    where comes_before(
        lead_pieces.first_at, lead_pieces.first_on, mature.began_at, mature.began_on,
        lead_pieces.is_date_only or mature.is_date_only
    )

),

either as (

    select * from everybody
    union all
    select * from met

)

select
    began_month,
    stage,
    how,
    piece,
    channel,
    segment,
    region,
    was_customer,
    band,
    count(*) as lead_count,
    count(*) filter (where is_won) as won_count
from either
group by all
order by began_month, stage, how, piece, channel, segment, region, was_customer, band
