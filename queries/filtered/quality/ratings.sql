-- What sales says about handoffs: imported, and typed here, which counts at once, even when it is typed after the data's as-of.

-- Typed feedback that stands, on the handoff its own belongs to now: a source may pass on rows that become one handoff. Then a
-- person's newest word counts.
create macro filtered.typed_feedback() as table
    select
        feedback.feedback_id,
        handoffs.handoff_id,
        handoffs.lead_id,
        feedback.rep_id,
        feedback.given_by,
        feedback.rating,
        feedback.reasons,
        nullif(feedback.comment, '') as comment,
        feedback.given_at,
        coalesce(handoffs.is_date_only, false) as is_date_only,
        whole_days(
            handoffs.handed_at, feedback.given_at, coalesce(handoffs.is_date_only, false), house.time_zone
        ) as days_to_given,
        handoffs.handed_at,
        handoffs.handed_on,
        handoffs.age_days,
        handoffs.rep_id as held_by,
        handoffs.team,
        handoffs.holder_id,
        handoffs.channel,
        handoffs.campaign_id,
        handoffs.region,
        handoffs.segment,
        handoffs.was_customer
    from store.feedback
    inner join marts.handoff_rounds on feedback.handoff_id = handoff_rounds.handoff_id
    inner join marts.handoffs
        on handoff_rounds.lead_id = handoffs.lead_id
        and handoff_rounds.round = handoffs.round
    cross join meta.house
    where feedback.withdrawn_at is null
    qualify row_number() over (
        partition by handoffs.handoff_id, feedback.rep_id
        order by feedback.given_at desc, feedback.feedback_id desc
    ) = 1;

-- All feedback about a handoff, with what handoffs are chosen by. What a person typed replaces what was imported from the same
-- person about the same handoff. `rep_id` is who rates (null: nobody known), `given_by` the name of who typed it, `held_by` the
-- handoff's rep, `holder_id` who holds the lead now.
create macro filtered.feedback_on_handoffs() as table
    with

    typed as materialized (

        select *
        from filtered.typed_feedback()

    )

    select
        *,
        true as is_typed
    from typed
    union all by name
    select
        ratings.* exclude (reasons),
        list_filter(list_transform(string_split(ratings.reasons, ';'), lambda x: trim(x)), lambda x: x <> '') as reasons,
        false as is_typed
    from marts.ratings
    anti join typed
        on ratings.handoff_id = typed.handoff_id
        and ratings.rep_id = typed.rep_id
    where ratings.handoff_id is not null;

-- The same under the filters on handoffs. Feedback about no handoff is left out.
create macro filtered.feedback(filters) as table
    select *
    from filtered.feedback_on_handoffs()
    where
        filtered.in_period(filters, handed_on)
        and filtered.keeps_lead(filters, channel, campaign_id, held_by, team, region, segment, was_customer);

-- Stars by the handoff they speak about.
create macro filtered.ratings(filters) as table
    select
        feedback_id,
        lead_id,
        handoff_id,
        rep_id,
        rating,
        given_at,
        is_date_only,
        days_to_given,
        channel,
        campaign_id,
        segment
    from filtered.feedback(filters)
    where rating is not null;
