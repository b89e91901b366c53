-- The rules every population shares: membership, periods, maturity, money, rates and who may see a row.

create macro filtered.keeps(wanted, value) as (
    wanted is null or list_position(wanted, value) is not null
);

-- Leads and handoffs know only whether the person already was a customer.
create macro filtered.keeps_customer(kinds, was_customer) as (
    kinds is null
    or (list_contains(kinds, 'new') and not coalesce(was_customer, false))
    or (list_has_any(kinds, ['expansion', 'renewal']) and coalesce(was_customer, false))
);

-- Here, in keeps_lead and in keeps_deal nothing is cast and no list is looked at by a macro of its own: that was most of what it took
-- to plan a population. Who has no filters says `null::filters`.
create macro filtered.in_period(filters, day) as (
    ((filters).starts_on is null or day >= (filters).starts_on)
    and ((filters).ends_on is null or day < (filters).ends_on)
);

-- As the models count them.
create macro filtered.is_mature(age_days, within_days) as (
    is_mature(age_days, within_days)
);

create macro filtered.is_within(days, is_date_only, within_days) as (
    is_within(days, is_date_only, within_days)
);

-- Whether a day lies in a month that is whole in the period and counted beforehand: by what filters narrow to beside people and campaigns.
create macro filtered.is_in_counted_month(filters, day) as (
    (filters::filters).campaigns is null
    and (filters::filters).reps is null
    and (filters::filters).teams is null
    and (
        (filters::filters).starts_on is null
        or day >= date_trunc('month', (filters::filters).starts_on - 1) + interval 1 month
    )
    and ((filters::filters).ends_on is null or day < date_trunc('month', (filters::filters).ends_on))
);

-- The first day of the week a day lies in, by the agreed weekday.
create macro filtered.week_of(day) as (
    week_start(day, (select week_starts.first_day from marts.week_starts as week_starts))
);

create macro filtered.money(cents) as (
    cast(sum(cents) * 0.01 as decimal(18, 2))
);

-- How many whole deals the credit is worth; it touches more. A deal without an amount has none to share.
create macro filtered.deals_worth(cents, amount_cents) as (
    coalesce(round(sum(cents / nullif(amount_cents, 0)), 6), 0e0)
);

create macro filtered.rate(events, total) as (
    events / nullif(total, 0)
);

-- Wilson 1927, z = 1.96; no events of none is unknown, not 0.
create macro filtered.wilson_low(events, total) as (
    case when total > 0 and events = 0 then 0e0 when total > 0 then greatest(
        0e0,
        (events + 1.9208e0 - 1.96e0 * sqrt(events * (total - events) / total + 0.9604e0)) / (total + 3.8416e0)
    ) end
);

create macro filtered.wilson_high(events, total) as (
    case when total > 0 and events = total then 1e0 when total > 0 then least(
        1e0,
        (events + 1.9208e0 + 1.96e0 * sqrt(events * (total - events) / total + 0.9604e0)) / (total + 3.8416e0)
    ) end
);

-- The variance of a rate. None, or all, is no certainty: there one more and one less is taken to be known.
create macro filtered.rate_variance(events, total) as (
    case
        when total > 0 and events in (0, total) then (events + 1e0) * (total - events + 1e0) / (total + 2e0) ** 2 / total
        when total > 0 then events / total * (1 - events / total) / total
    end
);

-- Who has a lead or a handoff, in words: passed on to nobody knows whom, or held by nobody.
create macro filtered.person(name, is_holder_unknown) as (
    case when is_holder_unknown then 'transferred' else coalesce(name, 'unassigned') end
);

-- A campaign by its name, or by its id where the export names none.
create macro filtered.campaign_called(name, campaign_id) as (
    coalesce(name, campaign_id, 'no known campaign')
);

create macro filtered.sees(scope, rep_id) as (
    (scope::scope).sees_all is true or coalesce(list_contains((scope::scope).reps, rep_id), false)
);

create macro filtered.sees_any(scope, rep_ids) as (
    (scope::scope).sees_all is true or coalesce(list_has_any((scope::scope).reps, rep_ids), false)
);

-- Accepted within N days, as the models count it.
create macro filtered.is_accepted(days_to_accepted, days_to_rejected, days_to_sql, within_days) as (
    is_taken(days_to_accepted, days_to_rejected, days_to_sql, within_days)
);

-- The same whenever it was, young handoffs included: what sales has taken by now.
create macro filtered.is_accepted_so_far(days_to_accepted, days_to_rejected, days_to_sql) as (
    filtered.is_accepted(days_to_accepted, days_to_rejected, days_to_sql, 2147483647)
);

create macro filtered.is_rejected(days_to_rejected, within_days) as (
    coalesce(days_to_rejected between 0 and within_days - 1, false)
);

-- What was said before the handing over, on an earlier day too, is no rating in time.
create macro filtered.is_rated_in_time(days_to_given) as (
    coalesce(days_to_given between 0 and rating_days() - 1, false)
);

-- A lead's conversion: so far over all leads (no limit given), or within N days over those old enough.
create macro filtered.counts_as_won(is_won, days_to_won, is_date_only, age_days, within_days) as (
    case
        when within_days is null then is_won
        else filtered.is_mature(age_days, within_days) and filtered.is_within(days_to_won, is_date_only, within_days)
    end
);

-- The row of a ledger by channel: a blank channel is not the same as no touch at all.
create macro filtered.channel_row(channel, has_touch) as (
    case when channel is not null then channel when has_touch then 'not recorded' else 'no known campaign' end
);

-- Win rates are about new business unless a kind is asked for.
create macro filtered.is_wanted_kind(filters, kind) as (
    (filters::filters).kinds is not null or kind = 'new'
);

-- The chain funnel: whether a round old enough reached the stage within so many days of qualifying.
create macro filtered.reached_in_time(
    stage, days_to_sal, days_to_sql, days_to_opportunity, days_to_won, age_days, within_days
) as (
    filtered.is_mature(age_days, within_days)
    and coalesce(
        case stage
            when 'mql' then 0 when 'sal' then days_to_sal when 'sql' then days_to_sql
            when 'opportunity' then days_to_opportunity when 'won' then days_to_won
        end < within_days,
        false
    )
);

-- Whether anything but the period is filtered; where not, what is shown is the company already.
create macro filtered.is_narrowed(filters) as (
    (filters::filters).channels is not null
    or (filters::filters).campaigns is not null
    or (filters::filters).reps is not null
    or (filters::filters).teams is not null
    or (filters::filters).regions is not null
    or (filters::filters).segments is not null
    or (filters::filters).kinds is not null
);

-- The shared filters on whatever belongs to one lead.
create macro filtered.keeps_lead(filters, channel, campaign_id, rep_id, team, region, segment, was_customer) as (
    ((filters).channels is null or list_position((filters).channels, channel) is not null)
    and ((filters).campaigns is null or list_position((filters).campaigns, campaign_id) is not null)
    and ((filters).reps is null or list_position((filters).reps, rep_id) is not null)
    and ((filters).teams is null or list_position((filters).teams, team) is not null)
    and ((filters).regions is null or list_position((filters).regions, region) is not null)
    and ((filters).segments is null or list_position((filters).segments, segment) is not null)
    and filtered.keeps_customer((filters).kinds, was_customer)
);

-- The shared filters on a deal but for people: its lead's source and place, its own kind.
create macro filtered.keeps_deal(filters, channel, campaign_id, region, segment, kind) as (
    ((filters).channels is null or list_position((filters).channels, channel) is not null)
    and ((filters).campaigns is null or list_position((filters).campaigns, campaign_id) is not null)
    and ((filters).regions is null or list_position((filters).regions, region) is not null)
    and ((filters).segments is null or list_position((filters).segments, segment) is not null)
    and ((filters).kinds is null or list_position((filters).kinds, kind) is not null)
);

-- Where no deal carries the day it was opened, how many were opened is unknown, not zero.
create macro filtered.if_openings_are_known(number) as (
    case when (select count(opened_on) > 0 or count(*) = 0 from marts.deals) then number end
);
