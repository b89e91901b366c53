-- What the four complaints compare: the period asked for with the agreed reference of twelve months, else the twelve before it.

create macro filtered.sides_periods(filters, as_of) as table
    select
        period.starts_on,
        period.ends_on,
        coalesce(agreed.starts_on, cast(period.starts_on - interval 12 month as date)) as reference_starts_on,
        coalesce(cast(agreed.starts_on + interval 12 month as date), period.starts_on) as reference_ends_on
    from (
        select
            coalesce((filters::filters).starts_on, cast(data_days.whole_until - interval 12 month as date)) as starts_on,
            least(coalesce((filters::filters).ends_on, data_days.whole_until), data_days.whole_until) as ends_on
        from filtered.data_days(as_of) as data_days
    ) as period
    left join (
        select try_cast(starts_on as date) as starts_on
        from agreements.reference
        where
            effective_from <= cast(as_of as timestamptz)
            and effective_to > cast(as_of as timestamptz)
    ) as agreed on true;

-- Both periods as rows, `now` and `reference`.
create macro filtered.sides_arms(filters, as_of) as table
    select
        unnest(['now', 'reference']) as arm,
        unnest([starts_on, reference_starts_on]) as starts_on,
        unnest([ends_on, reference_ends_on]) as ends_on
    from filtered.sides_periods(filters, as_of);

-- Handoffs of both; what nobody said is not marketing's is marketing's. rep_key: nobody, and nobody knows who, are a person each.
create macro filtered.sides_handoffs(filters, as_of) as table
    select
        arms.arm,
        handoffs.*,
        case
            when handoffs.is_holder_unknown then 'transferred'
            else coalesce('rep ' || handoffs.rep_id, 'unassigned')
        end as rep_key,
        filtered.week_of(handoffs.handed_on) as first_on
    from marts.handoffs
    inner join filtered.sides_arms(filters, as_of) as arms
        on handoffs.handed_on >= arms.starts_on and handoffs.handed_on < arms.ends_on
    where
        filtered.keeps_lead(
            filters, handoffs.channel, handoffs.campaign_id, handoffs.rep_id, handoffs.team,
            handoffs.region, handoffs.segment, handoffs.was_customer
        );
