-- Handoffs of the company that have had their days, in cells alike in all that may explain a campaign's rate; is_mine: the campaign's.
--
-- The campaign's are those that the filters leave. score_third: of the scores of these handoffs.

create macro filtered.campaign_cells(filters, campaign, outcome) as table
    with

    judged as (

        select
            channel,
            segment,
            score,
            case when is_holder_unknown then 'transferred' else rep_id end as person,
            is_mine,
            is_made
        from filtered.campaign_handoffs(filters, campaign, outcome)

    ),

    thirds as (

        select
            quantile_disc(score, 1.0 / 3) as lower_third,
            quantile_disc(score, 2.0 / 3) as middle_third
        from judged

    )

    select
        channel,
        segment,
        1 + cast(score > thirds.lower_third as bigint) + cast(score > thirds.middle_third as bigint) as score_third,
        person as rep_id,
        is_mine,
        count(*) as judged_count,
        count(*) filter (where is_made) as made_count
    from judged
    cross join thirds
    group by all;
