-- What verdicts and their evidence rest on, in one row: the periods compared, what is recorded and supplied, what was promised, and the
-- shortfall that both teams have agreed matters.

create macro filtered.sides_terms(filters, as_of) as table
    with

    recorded as (

        select
            bool_or(is_recorded) filter (where stage = 'sal') as sal_is_recorded,
            bool_or(is_recorded) filter (where stage = 'sql') as sql_is_recorded,
            bool_or(is_recorded) filter (where stage = 'won') as won_is_recorded
        from marts.stages

    ),

    supplied as (

        select
            coalesce(bool_or(is_supplied) filter (where "table" = 'handoffs'), false) as handoffs_are_recorded,
            coalesce(bool_or(is_supplied) filter (where "table" = 'activities'), false) as activities_are_recorded
        from meta.tables

    ),

    promised as (

        select
            handoffs_per_week,
            qualified_share
        from agreements.promise
        where effective_from <= cast(as_of as timestamptz) and effective_to > cast(as_of as timestamptz)

    ),

    mattering as (

        select
            points,
            volume_share
        from agreements.delta
        where effective_from <= cast(as_of as timestamptz) and effective_to > cast(as_of as timestamptz)

    )

    select
        periods.*,
        recorded.*,
        supplied.*,
        promised.*,
        mattering.*,
        filtered.is_narrowed(filters) as is_narrowed
    from filtered.sides_periods(filters, as_of) as periods
    cross join recorded
    cross join supplied
    cross join promised
    cross join mattering;
