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
        ) as days_to_given
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

-- All feedback about a handoff. What a person typed replaces what was imported from the same person about the same handoff.
create macro filtered.feedback_on_handoffs() as table
    select
        feedback_id,
        true as is_typed,
        handoff_id,
        rep_id,
        given_by,
        rating,
        reasons,
        comment,
        given_at,
        is_date_only,
        days_to_given
    from filtered.typed_feedback()
    union all
    select
        ratings.feedback_id,
        false,
        ratings.handoff_id,
        ratings.rep_id,
        null,
        ratings.rating,
        list_filter(list_transform(string_split(ratings.reasons, ';'), lambda x: trim(x)), lambda x: x <> ''),
        ratings.comment,
        ratings.given_at,
        ratings.is_date_only,
        ratings.days_to_given
    from marts.ratings
    anti join filtered.typed_feedback() as typed
        on ratings.handoff_id = typed.handoff_id
        and ratings.rep_id = typed.rep_id;

-- Feedback by its handoff, under the filters on handoffs; `rep_id` is who rates (null: nobody known), `holder_id` who holds the
-- lead now, `given_by` the name of who typed it. Feedback about no handoff is left out.
create macro filtered.feedback(filters) as table
    select
        said.*,
        handed.lead_id,
        handed.holder_id,
        handed.team,
        handed.handed_at,
        handed.handed_on,
        handed.channel,
        handed.campaign_id,
        handed.region,
        handed.segment,
        handed.was_customer,
        handed.age_days
    from filtered.handoffs(filters) as handed
    inner join filtered.feedback_on_handoffs() as said on handed.handoff_id = said.handoff_id;

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
        days_to_given
    from filtered.feedback(filters)
    where rating is not null;
