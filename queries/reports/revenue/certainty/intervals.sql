-- How certain is the credit of each campaign, channel or person, and which of them really differ?
--
-- low and high: where the credit this rule gives lies on average, over many such periods; next_low and next_high: in the next such
-- period. Both estimate no effect. The deals of one account count as one; below 5 accounts' worth of revenue there is no interval,
-- below 10 the next period may bring nothing. Ranks are those of 200 resampled periods, given from 30 deals and 10 accounts' worth of
-- revenue on. A filter on campaigns, channels or people chooses rows, not what they are held against: share is of all that was booked,
-- and a rank is among all campaigns or channels of the same people, or all people of the same campaigns and channels. models_low and
-- models_high are the least and the most that any of the ten models gives at the agreed settings.
--
-- grain:   group_id?
-- params:  $filters, $deal_filters, $by varchar = 'campaign' in (campaign, channel, rep), @credit_rule
-- reads:   filtered.credit, marts.credit, marts.deals, marts.campaigns, marts.reps
-- then:    overlap.subjects.revenue.steps.credit_intervals.credited
-- columns: group_id, group_name, deal_count (count, deals_touched), count_credit (number, deals_credited),
--          revenue (money, credited_to), low (money, credit_interval), high (money, credit_interval),
--          next_low (money, credit_next_period), next_high (money, credit_next_period),
--          share (rate, credit_share), share_low (rate, credit_share), share_high (rate, credit_share),
--          n_eff (number, credit_breadth), largest_share (rate, credit_largest), rank_low (count, credit_rank),
--          rank_high (count, credit_rank), verdict, models_low (money, credit_by_any_model),
--          models_high (money, credit_by_any_model)
with

cells as (

    select
        case $by
            when 'campaign' then campaign_id when 'channel' then filtered.channel_row(channel, has_touch) else rep_id
        end as group_id,
        case $by when 'campaign' then campaign_id when 'channel' then channel else rep_id end is not null as is_known,
        deal_id,
        coalesce('account ' || account_id, 'deal ' || deal_id) as unit,
        cents,
        filtered.keeps(($filters::filters).channels, channel) and filtered.keeps(($filters::filters).campaigns, campaign_id) as is_from_here,
        filtered.keeps(($filters::filters).reps, rep_id) and filtered.keeps(($filters::filters).teams, team) as is_theirs
    from filtered.credit($deal_filters, $model, $window_days, $half_life_days, $weights::bigint[])

),

by_deal as (

    select
        group_id,
        is_known,
        unit,
        deal_id,
        bool_or(is_from_here and is_theirs) as is_wanted,
        cast(coalesce(sum(cents) filter (where is_from_here and is_theirs), 0) as double) as cents,
        cast(coalesce(sum(cents) filter (where case $by when 'rep' then is_from_here else is_theirs end), 0) as double) as peer_cents,
        cast(sum(cents) as double) as booked_cents
    from cells
    group by all

),

-- How large one would expect each deal won in the period to be, whatever the other filters.
sized as (

    select
        deal_id,
        amount_cents,
        filtered.expected_size(cast(amount_cents as double), kind, segment) as size
    from marts.deals
    where is_won and filtered.in_period($filters, closed_on)

),

-- What each deal gives as one deal rather than as money; one without an amount gives nothing to share.
deals_credited as (

    select
        by_deal.*,
        sized.size,
        coalesce(by_deal.cents / nullif(sized.amount_cents, 0), 0) as weight,
        coalesce(by_deal.booked_cents / nullif(sized.amount_cents, 0), 0) as booked_weight
    from by_deal
    inner join sized on by_deal.deal_id = sized.deal_id

),

by_unit as (

    select
        group_id,
        is_known,
        unit,
        count(*) filter (where is_wanted) as deal_count,
        sum(cents) as cents,
        sum(peer_cents) as peer_cents,
        sum(booked_cents) as booked_cents,
        sum(weight) as count_credit,
        coalesce(sum(weight * size), 0) as size,
        coalesce(sum(booked_weight * size), 0) as booked_size
    from deals_credited
    group by all

),

units as (

    select
        unit,
        sum(booked_cents) as cents,
        sum(booked_size) as size
    from by_unit
    group by all

),

overall as (

    select
        coalesce(sum(cents), 0) as amount_total,
        coalesce(sum(cents * cents), 0) as amount_squares,
        coalesce(sum(size * size), 0) as amount_expected
    from units

),

measured as (

    select
        by_unit.group_id,
        by_unit.is_known,
        cast(sum(by_unit.deal_count) as bigint) as deal_count,
        sum(by_unit.count_credit) as count_credit,
        sum(by_unit.cents) as cents,
        filtered.sums(by_unit.cents, by_unit.size * by_unit.size) as sums,
        sum(by_unit.cents * by_unit.cents) as squares,
        sum(by_unit.cents * units.cents) as products,
        sum(by_unit.size * by_unit.size) as expected,
        sum(by_unit.size * units.size) as expected_products
    from by_unit
    inner join units on by_unit.unit = units.unit
    group by all

),

buckets as (

    select
        group_id,
        cast(hash(unit) % 1024 as integer) as bucket,
        sum(peer_cents) as cents
    from by_unit
    group by all

),

spread as (

    select
        group_id,
        list({'bucket': bucket, 'cents': cents}) as by_bucket
    from buckets
    group by all

),

models_of_cells as (

    select
        case $by
            when 'campaign' then campaign_id when 'channel' then filtered.channel_row(channel, has_touch) else rep_id
        end as group_id,
        [
            first_cents, last_cents, linear_cents, position_cents, u_shaped_cents, w_shaped_cents, full_path_cents,
            time_decay_cents, shapley_cents, markov_cents
        ] as cents
    from marts.credit
    where
        filtered.in_period($filters, closed_on)
        and filtered.keeps_cell($filters, channel, campaign_id, rep_id, team, region, segment, kind)

),

models as (

    select
        group_id,
        [
            sum(cents[1]), sum(cents[2]), sum(cents[3]), sum(cents[4]), sum(cents[5]), sum(cents[6]), sum(cents[7]),
            sum(cents[8]), sum(cents[9]), sum(cents[10])
        ] as cents
    from models_of_cells
    group by all

)

select
    measured.*,
    coalesce(
        campaigns.campaign_name, reps.rep_name, measured.group_id,
        case when $by = 'rep' then 'unassigned' else 'no known campaign' end
    ) as group_name,
    cast(measured.cents * 0.01 as decimal(18, 2)) as revenue,
    cast(list_min(models.cents) * 0.01 as decimal(18, 2)) as models_low,
    cast(list_max(models.cents) * 0.01 as decimal(18, 2)) as models_high,
    spread.by_bucket,
    overall.*
from measured
cross join overall
inner join spread on measured.group_id is not distinct from spread.group_id
left join models on measured.group_id is not distinct from models.group_id
left join marts.campaigns on $by = 'campaign' and measured.group_id = campaigns.campaign_id
left join marts.reps on $by = 'rep' and measured.group_id = reps.rep_id
order by measured.cents desc, group_name, measured.group_id
