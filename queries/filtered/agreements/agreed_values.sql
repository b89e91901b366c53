-- What was agreed, value by value, with the time each version holds; applies_to is a region, touch kind, stage or month.

create macro filtered.agreed_values() as table
    select
        agreement,
        applies_to,
        agreement_id,
        case when isfinite(effective_from) then effective_from end as agreed_at,
        case when isfinite(effective_to) then effective_to end as replaced_at,
        struct_extract(pair, 'value_name') as value_name,
        coalesce(struct_extract(pair, 'value'), 'none') as value
    from (
        select
            *,
            unnest(pairs) as pair
        from (
            select
                'threshold' as agreement, 'all' as applies_to, effective_from, effective_to, agreement_id,
                [{'value_name': 'points', 'value': cast(points as varchar)}] as pairs
            from agreements.threshold
            union all
            select
                'response', 'all', effective_from, effective_to, agreement_id,
                [
                    {'value_name': 'limit_minutes', 'value': cast(limit_minutes as varchar)},
                    {'value_name': 'target', 'value': cast(target as varchar)}
                ]
            from agreements.response
            union all
            select
                'promise', 'all', effective_from, effective_to, agreement_id,
                [
                    {'value_name': 'handoffs_per_week', 'value': cast(handoffs_per_week as varchar)},
                    {'value_name': 'qualified_share', 'value': cast(qualified_share as varchar)}
                ]
            from agreements.promise
            union all
            select
                'conversion', 'all', effective_from, effective_to, agreement_id,
                [
                    {'value_name': 'sal', 'value': cast(sal as varchar)},
                    {'value_name': 'sql', 'value': cast(sql as varchar)},
                    {'value_name': 'opportunity', 'value': cast(opportunity as varchar)},
                    {'value_name': 'won', 'value': cast(won as varchar)}
                ]
            from agreements.conversion
            union all
            select
                'attribution', 'all', effective_from, effective_to, agreement_id,
                [
                    {'value_name': 'window_days', 'value': cast(window_days as varchar)},
                    {'value_name': 'half_life_days', 'value': cast(half_life_days as varchar)},
                    {'value_name': 'uncredited_channels', 'value': nullif(array_to_string(uncredited_channels, ', '), '')},
                    {'value_name': 'account_fallback', 'value': account_fallback},
                    {'value_name': 'model', 'value': model}
                ]
            from agreements.attribution
            union all
            select
                'attempts', 'all', effective_from, effective_to, agreement_id,
                [{'value_name': 'kinds', 'value': array_to_string(kinds, ', ')}]
            from agreements.attempts
            union all
            select
                'no_contact', 'all', effective_from, effective_to, agreement_id,
                [{'value_name': 'reasons', 'value': array_to_string(reasons, ', ')}]
            from agreements.no_contact
            union all
            select
                'rates', 'all', effective_from, effective_to, agreement_id,
                [{'value_name': 'max_age_days', 'value': cast(max_age_days as varchar)}]
            from agreements.rates
            union all
            select
                'hours', region, effective_from, effective_to, agreement_id,
                [
                    {'value_name': 'zone', 'value': zone},
                    {'value_name': 'country', 'value': country},
                    {'value_name': 'days', 'value': array_to_string(days, ', ')},
                    {'value_name': 'opens', 'value': opens},
                    {'value_name': 'closes', 'value': closes},
                    {'value_name': 'breaks', 'value': nullif(array_to_string(breaks, ', '), '')},
                    {'value_name': 'by_weekday', 'value': nullif(array_to_string(by_weekday, ', '), '')},
                    {'value_name': 'closed', 'value': nullif(array_to_string(closed, ', '), '')}
                ]
            from agreements.hours
            union all
            select
                'scoring', touch_kind, effective_from, effective_to, agreement_id,
                [{'value_name': 'points', 'value': cast(points as varchar)}]
            from agreements.scoring
            union all
            select
                'stages', stage, effective_from, effective_to, agreement_id,
                [{'value_name': 'definition', 'value': definition}]
            from agreements.stages
            union all
            select
                'delta', 'all', effective_from, effective_to, agreement_id,
                [{'value_name': 'points', 'value': cast(points as varchar)}]
            from agreements.delta
            union all
            select
                'samples', 'all', effective_from, effective_to, agreement_id,
                [
                    {'value_name': 'exploration_share', 'value': cast(exploration_share as varchar)},
                    {'value_name': 'hold_share', 'value': cast(hold_share as varchar)}
                ]
            from agreements.samples
            union all
            select
                'weights', 'all', effective_from, effective_to, agreement_id,
                [
                    {'value_name': 'first', 'value': cast("first" as varchar)},
                    {'value_name': 'lead', 'value': cast("lead" as varchar)},
                    {'value_name': 'opportunity', 'value': cast(opportunity as varchar)},
                    {'value_name': 'last', 'value': cast("last" as varchar)},
                    {'value_name': 'rest', 'value': cast(rest as varchar)}
                ]
            from agreements.weights
            union all
            select
                'seasonal', 'month ' || lpad(cast(month as varchar), 2, '0'), effective_from, effective_to, agreement_id,
                [{'value_name': 'weight', 'value': cast(weight as varchar)}]
            from agreements.seasonal
            union all
            select
                'fit', segment, effective_from, effective_to, agreement_id,
                [{'value_name': 'points', 'value': cast(points as varchar)}]
            from agreements.fit
            union all
            select
                'decay', 'all', effective_from, effective_to, agreement_id,
                [{'value_name': 'half_life_days', 'value': cast(half_life_days as varchar)}]
            from agreements.decay
            union all
            select
                'owners', reason, effective_from, effective_to, agreement_id,
                [{'value_name': 'team', 'value': team}]
            from agreements.owners
        )
    );
