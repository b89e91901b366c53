-- Each piece at each stage: who met it before, who of them was won, and how many would have been of leads alike (Mantel-Haenszel).
--
-- Alike: of one channel, segment and fifth of how many contacts of that way they had had. spread: the variance of the wins if meeting the
-- piece made no difference. grouping: segment tells segments apart, stage does not.

create macro filtered.piece_sums(filters, grouping) as table
    with

    cells as (

        select
            stage,
            case when grouping = 'segment' then coalesce(segment, 'not recorded') end as part,
            how,
            piece,
            coalesce(channel, '') as channel,
            coalesce(segment, '') as segment,
            band,
            cast(sum(lead_count) as bigint) as n,
            cast(sum(won_count) as bigint) as won
        from filtered.piece_cells(filters)
        group by all

    ),

    at_stage as (

        select
            cells.*,
            stages.position
        from cells
        inner join marts.stages on cells.stage = stages.stage
        where cells.piece is null

    ),

    met as (

        select *
        from cells
        where piece is not null

    ),

    everybody as (

        select
            stage,
            part,
            how,
            sum(n) as n,
            sum(won) as won
        from at_stage
        group by all

    ),

    summed as (

        select
            met.stage,
            at_stage.position,
            met.part,
            met.how,
            met.piece,
            sum(met.n) as had_count,
            sum(met.won) as won_count,
            sum(met.n * cast(at_stage.won as double) / at_stage.n order by at_stage.channel, at_stage.segment, at_stage.band)
                as expected,
            sum(
                cast(met.n as double) * (at_stage.n - met.n) * at_stage.won * (at_stage.n - at_stage.won)
                / nullif(cast(at_stage.n as double) * at_stage.n * (at_stage.n - 1), 0)
                order by at_stage.channel, at_stage.segment, at_stage.band
            ) as spread
        from met
        inner join at_stage
            on met.stage = at_stage.stage
            and met.part is not distinct from at_stage.part
            and met.how = at_stage.how
            and met.channel = at_stage.channel
            and met.segment = at_stage.segment
            and met.band = at_stage.band
        group by all

    )

    select
        summed.stage,
        cast(summed.position as bigint) as position,
        summed.part,
        summed.how,
        summed.piece,
        cast(summed.had_count as bigint) as had_count,
        cast(summed.won_count as bigint) as won_count,
        cast(everybody.n as bigint) as all_count,
        cast(everybody.won as bigint) as all_won_count,
        summed.expected,
        coalesce(summed.spread, 0) as spread
    from summed
    inner join everybody
        on summed.stage = everybody.stage
        and summed.part is not distinct from everybody.part
        and summed.how = everybody.how;
