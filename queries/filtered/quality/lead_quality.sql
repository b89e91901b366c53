-- How good leads are, as sales treats them: each handoff judged at its agreed ages, and the sums of groups of leads.

create macro filtered.group_of(by_what, campaign_id, channel, segment) as (
    case by_what when 'campaign' then campaign_id when 'channel' then channel when 'segment' then segment when 'house' then 'all' end
);

-- Money each, to the cent; of no lead there is none.
create macro filtered.per_lead(cents, leads) as (
    cast(round(cents / nullif(leads, 0)) * 0.01e0 as decimal(18, 2))
);

-- Under ten wins the amount says how many it rests on.
create macro filtered.rests_on(wins) as (
    case when wins < 10 then 'rests on ' || wins || case when wins = 1 then ' win' else ' wins' end end
);

-- A mean of stars plus so many standard errors, between one and five; of fewer than two stars, or of equal ones, there is none.
create macro filtered.stars_limit(ratings, total, squares, errors) as (
    case
        when ratings > 1 and ratings * squares > total * total then least(5e0, greatest(1e0,
            total / ratings + errors * sqrt(greatest(squares - total * total / ratings, 0e0) / (ratings - 1) / ratings)
        ))
    end
);

-- Judged when the marts were made, but for what a rule closed because nobody worked it: that nobody rejected, and whose a reason
-- is may be agreed anew at any time.
-- scoped: rep_id
create macro filtered.handoff_quality(filters) as table
    select
        handed.* exclude (is_returned, is_taken_back),
        handed.is_returned and rule.reason is null as is_rejected,
        handed.is_old_enough and not handed.is_accepted and not (handed.is_returned and rule.reason is null) as is_undecided,
        handed.is_taken_back and rule.reason is null as is_accepted_then_rejected
    from filtered.handoffs(filters) as handed
    left join agreements.owners as rule
        on handed.reject_reason = rule.reason
        and rule.team = 'rule'
        and handed.rejected_at >= rule.effective_from
        and handed.rejected_at < rule.effective_to;

-- Each group's counts. What leads brought is summed by account first, which is what an interval draws again. Of leads with several
-- handoffs alone it has to be told which are the same.
create macro filtered.quality_counts(filters, by_what) as table
    select
        filtered.group_of(by_what, campaign_id, channel, segment) as group_id,
        count(*) filter (where is_only) + count(distinct case when not is_only then lead_id end) as lead_count,
        count(*) as handoff_count,
        count(*) filter (where is_old_enough) as old_enough_count,
        count(*) filter (where is_accepted) as accepted_count,
        count(*) filter (where is_accepted_so_far) as accepted_so_far_count,
        count(*) filter (where is_rejected) as rejected_count,
        count(*) filter (where is_undecided) as undecided_count,
        count(*) filter (where is_implied) as implied_count,
        count(*) filter (where is_accepted_then_rejected) as taken_back_count,
        count(*) filter (where is_qualifiable) as qualifiable_count,
        count(*) filter (where is_qualified) as qualified_count,
        count(*) filter (where is_winnable) as winnable_count,
        count(*) filter (where is_won_in_time) as won_count,
        min(sql_within_days) as least_sql_days,
        max(sql_within_days) as most_sql_days
    from filtered.handoff_quality(filters)
    group by all
    union all by name
    select
        filtered.group_of(by_what, campaign_id, channel, segment) as group_id,
        count(*) as rating_count,
        sum(rating) as rating_sum,
        sum(rating * rating) as rating_squares
    from filtered.ratings(filters)
    group by all
    union all by name
    select
        filtered.group_of(by_what, campaign_id, channel, segment) as group_id,
        count(*) as opened_count,
        count(*) filter (where filtered.is_mature(age_days, won_within_days)) as opened_old_enough_count,
        count(*) filter (
            where filtered.is_mature(age_days, won_within_days)
                and is_won and filtered.is_within(days_to_close, is_date_only, won_within_days)
        ) as opened_won_count
    from filtered.deals_opened(filters)
    where opened_on is not null and filtered.is_wanted_kind(filters, kind)
    group by all
    union all by name
    select
        filtered.group_of(by_what, campaign_id, channel, segment) as group_id,
        count(*) as created_count,
        count(*) filter (where is_passable) as passable_count,
        count(*) filter (where is_passed) as passed_count,
        count(*) filter (where is_old_enough) as judged_lead_count,
        count(*) filter (where is_won_in_time) as won_lead_count
    from filtered.lead_outcomes(filters)
    group by all
    union all by name
    select
        group_id,
        sum(cents) as cents,
        filtered.sums(cast(cents as double), size * size) as sums
    from (
        select
            filtered.group_of(by_what, returns.campaign_id, returns.channel, returns.segment) as group_id,
            coalesce('account ' || returns.account_id, 'lead ' || returns.lead_id) as account,
            sum(returns.amount_cents) as cents,
            sum(returns.size) as size
        from filtered.returns_sized(filters) as returns
        group by all
    )
    group by all;

-- Each group's handoffs that are old enough, and the SALs among them: what the company's groups are asked for to draw others towards.
create macro filtered.accepted_by_group(filters, by_what) as table
    select
        filtered.group_of(by_what, campaign_id, channel, segment) as group_id,
        count(*) filter (where is_old_enough) as old_enough_count,
        count(*) filter (where is_accepted) as accepted_count
    from filtered.handoffs(filters)
    group by all;

create macro filtered.quality_groups(filters, by_what) as table
    select
        group_id,
        cast(coalesce(sum(lead_count), 0) as bigint) as lead_count,
        cast(coalesce(sum(handoff_count), 0) as bigint) as handoff_count,
        cast(coalesce(sum(old_enough_count), 0) as bigint) as old_enough_count,
        cast(coalesce(sum(accepted_count), 0) as bigint) as accepted_count,
        cast(coalesce(sum(accepted_so_far_count), 0) as bigint) as accepted_so_far_count,
        cast(coalesce(sum(rejected_count), 0) as bigint) as rejected_count,
        cast(coalesce(sum(undecided_count), 0) as bigint) as undecided_count,
        cast(coalesce(sum(implied_count), 0) as bigint) as implied_count,
        cast(coalesce(sum(taken_back_count), 0) as bigint) as taken_back_count,
        cast(coalesce(sum(qualifiable_count), 0) as bigint) as qualifiable_count,
        cast(coalesce(sum(qualified_count), 0) as bigint) as qualified_count,
        cast(coalesce(sum(winnable_count), 0) as bigint) as winnable_count,
        cast(coalesce(sum(won_count), 0) as bigint) as won_count,
        case when min(least_sql_days) = max(most_sql_days) then max(most_sql_days) end as sql_days,
        cast(coalesce(sum(opened_count), 0) as bigint) as opened_count,
        cast(coalesce(sum(opened_old_enough_count), 0) as bigint) as opened_old_enough_count,
        cast(coalesce(sum(opened_won_count), 0) as bigint) as opened_won_count,
        cast(coalesce(sum(rating_count), 0) as bigint) as rating_count,
        cast(coalesce(sum(rating_sum), 0) as bigint) as rating_sum,
        cast(coalesce(sum(rating_squares), 0) as bigint) as rating_squares,
        cast(coalesce(sum(created_count), 0) as bigint) as created_count,
        cast(coalesce(sum(passable_count), 0) as bigint) as passable_count,
        cast(coalesce(sum(passed_count), 0) as bigint) as passed_count,
        cast(coalesce(sum(judged_lead_count), 0) as bigint) as judged_lead_count,
        cast(coalesce(sum(won_lead_count), 0) as bigint) as won_lead_count,
        cast(coalesce(sum(cents), 0) as bigint) as cents,
        case when sum(created_count) > 0 then coalesce(any_value(sums), filtered.no_sums()) end as sums
    from filtered.quality_counts(filters, by_what)
    group by all;

-- Each group with its shares, stars and money; intervals of 95%: Wilson for shares, the standard error for stars.
create macro filtered.quality_of(filters, by_what) as table
    select
        group_id,
        lead_count,
        handoff_count,
        old_enough_count,
        accepted_count,
        rejected_count,
        undecided_count,
        filtered.rate(accepted_count, old_enough_count) as acceptance_rate,
        filtered.wilson_low(accepted_count, old_enough_count) as acceptance_rate_low,
        filtered.wilson_high(accepted_count, old_enough_count) as acceptance_rate_high,
        accepted_so_far_count,
        filtered.rate(accepted_so_far_count, handoff_count) as accepted_so_far,
        filtered.rate(rejected_count, old_enough_count) as rejection_rate,
        filtered.rate(undecided_count, old_enough_count) as undecided_rate,
        qualifiable_count,
        qualified_count,
        filtered.rate(qualified_count, qualifiable_count) as qualified_share,
        filtered.wilson_low(qualified_count, qualifiable_count) as qualified_share_low,
        filtered.wilson_high(qualified_count, qualifiable_count) as qualified_share_high,
        winnable_count,
        won_count,
        filtered.rate(won_count, winnable_count) as won_share,
        filtered.wilson_low(won_count, winnable_count) as won_share_low,
        filtered.wilson_high(won_count, winnable_count) as won_share_high,
        filtered.if_openings_are_known(opened_old_enough_count) as opened_old_enough_count,
        filtered.if_openings_are_known(opened_won_count) as opened_won_count,
        filtered.rate(opened_won_count, opened_old_enough_count) as win_rate,
        filtered.wilson_low(opened_won_count, opened_old_enough_count) as win_rate_low,
        filtered.wilson_high(opened_won_count, opened_old_enough_count) as win_rate_high,
        rating_count,
        rating_sum / nullif(rating_count, 0) as rating_mean,
        filtered.stars_limit(rating_count, rating_sum, rating_squares, -1.96e0) as rating_low,
        filtered.stars_limit(rating_count, rating_sum, rating_squares, 1.96e0) as rating_high,
        created_count,
        judged_lead_count,
        won_lead_count,
        cast(cents * 0.01e0 as decimal(18, 2)) as revenue,
        filtered.per_lead(cents, judged_lead_count) as revenue_per_lead,
        sums,
        case when judged_lead_count > 0 then filtered.rests_on(won_lead_count) end as rests_on,
        old_enough_count < handoff_count as is_young
    from filtered.quality_groups(filters, by_what);

-- Stars with what became of the handoff since. use: whether the stars can be held against the outcome, because they were given before
-- any (a day without a clock: on an earlier day) to a handoff old enough to be won.
-- A person may open what is said about the leads they hold, and what they said themselves.
-- scoped: holder_id, rep_id
create macro filtered.stars(filters) as table
    select
        said.*,
        handoffs.outcome,
        case
            when not filtered.is_mature(handoffs.age_days, handoffs.won_within_days) then 'not_counted'
            when coalesce(
                is_from(
                    handoffs.outcome_at, said.given_at, said.is_date_only or handoffs.outcome_is_date_only, house.time_zone
                ),
                false
            )
                then 'not_counted'
            when coalesce(handoffs.days_to_won < handoffs.won_within_days, false) then 'won'
            else 'not_won'
        end as use
    from filtered.feedback(filters) as said
    inner join marts.handoffs on said.handoff_id = handoffs.handoff_id
    cross join meta.house
    where said.rating is not null;

-- Handoffs with what sales said of them: how many stars were given, the first after how many days, and by whoever it was.
-- scoped: rep_id
create macro filtered.handoff_feedback(filters) as table
    select
        handed.*,
        filtered.is_mature(handed.age_days, rating_days()) as is_rateable,
        filtered.is_mature(handed.age_days, rating_days()) and coalesce(ratings.is_in_time, false) as is_rated,
        ratings.handoff_id is not null as is_rated_so_far,
        ratings.days_to_first,
        ratings.rating_count,
        ratings.rating_sum
    from filtered.handoffs(filters) as handed
    left join (
        select
            handoff_id,
            bool_or(filtered.is_rated_in_time(days_to_given)) as is_in_time,
            greatest(min(days_to_given), 0) as days_to_first,
            count(*) as rating_count,
            sum(rating) as rating_sum
        from filtered.ratings(filters)
        group by all
    ) as ratings on handed.handoff_id = ratings.handoff_id;
