-- Deals that were in the pipeline in the period: what each was worth where it came in and where it is by the end, and how it left.
--
-- A deal is in the pipeline from the day it was opened up to the day it was won or lost; one whose opening day is not known was
-- open before.

create macro filtered.pipeline_stays(filters) as table
    select
        deals.*,
        coalesce((filters::filters).starts_on, date '0001-01-01') as starts_on,
        coalesce((filters::filters).ends_on, date '9999-12-31') as ends_on,
        coalesce(deals.opened_on, date '0001-01-01') < coalesce((filters::filters).starts_on, date '0001-01-01') as was_open,
        case when deals.closed_on < coalesce((filters::filters).ends_on, date '9999-12-31') then deals.outcome else 'open' end as left_as
    from marts.deals
    where
        ((filters::filters).ends_on is null or coalesce(deals.opened_on, date '0001-01-01') < (filters::filters).ends_on)
        and ((filters::filters).starts_on is null or coalesce(deals.closed_on >= (filters::filters).starts_on, true))
        and filtered.keeps_deal(
            filters, deals.channel, deals.campaign_id, deals.region, deals.segment, deals.kind
        );

-- What a person shares of an amount; one that nobody shares is nobody's, whole.
create macro filtered.shared_cents(cents, b, bps, bt) as (
    case when bt is null then cents else cell(cents, b - bps, b, bt) end
);

-- A day's amount is the latest one written before it, else the first one written, else the deal's own; at its close, and where
-- nothing was written since the period's end, it is the deal's own. A deal without any counts with 0. is_dated: at least one amount was
-- written with its day; what imports before held of a deal is not kept, so that no other deal is seen to be resized.
create macro filtered.pipeline_amounts(filters) as table
    select
        stays.*,
        written.deal_id is not null as is_dated,
        coalesce(written.cents_before, written.first_cents, stays.amount_cents, 0) as whole_then,
        coalesce(
            case when stays.left_as = 'open' and written.last_on >= stays.ends_on then coalesce(written.cents_by_end, written.first_cents) end,
            stays.amount_cents,
            0
        ) as whole_now
    from filtered.pipeline_stays(filters) as stays
    left join (
        select
            stays.deal_id,
            max_by(amounts.amount_cents, amounts.known_on) filter (where amounts.known_on < stays.starts_on) as cents_before,
            max_by(amounts.amount_cents, amounts.known_on) filter (where amounts.known_on < stays.ends_on) as cents_by_end,
            min_by(amounts.amount_cents, amounts.known_on) as first_cents,
            max(amounts.known_on) as last_on
        from filtered.pipeline_stays(filters) as stays
        inner join marts.deal_amounts as amounts on stays.deal_id = amounts.deal_id
        group by stays.deal_id
    ) as written on stays.deal_id = written.deal_id;

-- The cents of both are what the wanted people share of them.
create macro filtered.pipeline_moves(filters) as table
    select
        amounts.*,
        shared.cents_then,
        shared.cents_now,
        shared.share
    from filtered.pipeline_amounts(filters) as amounts
    inner join (
        select
            amounts.deal_id,
            sum(filtered.shared_cents(amounts.whole_then, deal_shares.b, deal_shares.bps, deal_shares.bt)) as cents_then,
            sum(filtered.shared_cents(amounts.whole_now, deal_shares.b, deal_shares.bps, deal_shares.bt)) as cents_now,
            sum(coalesce(deal_shares.bps, 1)) / max(coalesce(deal_shares.bt, 1)) as share
        from filtered.pipeline_amounts(filters) as amounts
        left join marts.deal_shares on amounts.deal_id = deal_shares.deal_id
        left join marts.reps on deal_shares.rep_id = reps.rep_id
        where
            filtered.keeps((filters::filters).reps, deal_shares.rep_id)
            and filtered.keeps((filters::filters).teams, reps.team)
        group by amounts.deal_id
    ) as shared on amounts.deal_id = shared.deal_id;

-- A row for each part of the bridge that a deal belongs to. What is due later in a period that still runs has not slipped.
-- scoped: any rep_ids
create macro filtered.pipeline_parts(filters, as_of) as table
    select
        moves.*,
        parts.part,
        case parts.part
            when 'resized' then moves.cents_now - moves.cents_then
            when 'won' then -moves.cents_now
            when 'lost' then -moves.cents_now
            when 'open_now' then moves.cents_now
            when 'slipped' then moves.cents_now
            else moves.cents_then
        end as cents
    from filtered.pipeline_moves(filters) as moves
    cross join filtered.data_days(as_of) as days
    cross join (select unnest(['open_then', 'opened', 'resized', 'won', 'lost', 'open_now', 'slipped']) as part) as parts
    where
        case parts.part
            when 'open_then' then moves.was_open
            when 'opened' then not moves.was_open
            when 'resized' then moves.cents_now <> moves.cents_then
            when 'won' then moves.left_as = 'won'
            when 'lost' then moves.left_as = 'lost'
            when 'open_now' then moves.left_as = 'open'
            when 'slipped' then
                moves.was_open and moves.left_as = 'open'
                and moves.expected_close_on >= moves.starts_on
                and moves.expected_close_on < least(moves.ends_on, days.whole_until)
        end;
