-- Deals that were in play in either of two periods: open at its start or opened in it, and what became of them by its end.

-- The period asked for against the one compared with, else against the same days a year before; `quarter`: the one the data reach.
create macro filtered.closing_arms(filters, before, as_of, which) as table
    with

    now_period as (

        select
            case
                when which = 'quarter' then cast(
                    date_trunc('month', data_days.reaches_on)
                    - to_months(cast((12 + month(data_days.reaches_on) - fiscal_year.first_month) % 3 as integer)) as date
                )
                else coalesce((filters::filters).starts_on, cast(data_days.whole_until - interval 12 month as date))
            end as starts_on,
            case
                when which = 'quarter' then greatest(data_days.whole_until, cast(date_trunc('month', data_days.reaches_on) as date))
                else least(coalesce((filters::filters).ends_on, data_days.whole_until), data_days.whole_until)
            end as ends_on
        from filtered.data_days(as_of) as data_days
        inner join agreements.fiscal_year
            on fiscal_year.effective_from <= cast(as_of as timestamptz)
            and fiscal_year.effective_to > cast(as_of as timestamptz)

    ),

    compared as (

        select
            *,
            which <> 'quarter' and coalesce((before::filters).starts_on < starts_on, false) as is_chosen
        from now_period
        where starts_on < ends_on

    )

    select 'now' as arm, starts_on, ends_on
    from compared
    union all
    select
        'then',
        case when is_chosen then (before::filters).starts_on else cast(starts_on - interval 12 month as date) end,
        case
            when is_chosen then least(coalesce((before::filters).ends_on, starts_on), starts_on)
            else least(cast(ends_on - interval 12 month as date), starts_on)
        end
    from compared;

-- scoped: any rep_ids
create macro filtered.closing_deals(filters, before, as_of, which) as table
    select
        arms.arm,
        deals.deal_id,
        cast(hash(coalesce(deals.account_id, 'deal ' || deals.deal_id)) % 200 as bigint) as bucket,
        deals.outcome <> 'open' and coalesce(deals.closed_on >= arms.starts_on and deals.closed_on < arms.ends_on, false) as is_closed,
        deals.is_won and coalesce(deals.closed_on >= arms.starts_on and deals.closed_on < arms.ends_on, false) as is_won,
        deals.rep_ids,
        deal_parts.selected_cents as cents
    from marts.deals
    inner join filtered.deal_parts(filters) as deal_parts on deals.deal_id = deal_parts.deal_id
    inner join filtered.closing_arms(filters, before, as_of, which) as arms
        on
            (deals.outcome <> 'open' and deals.closed_on >= arms.starts_on and deals.closed_on < arms.ends_on)
            or (deals.opened_on < arms.ends_on and (deals.outcome = 'open' or deals.closed_on >= arms.ends_on))
    where filtered.keeps_deal(filters, deals.channel, deals.campaign_id, deals.region, deals.segment, deals.kind);
