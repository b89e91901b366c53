-- What sales writes in comments, cut into terms: words and pairs of words that stand beside each other.

-- The newest 50,000 comments with stars; good ones have four or five, bad ones one or two. Imported ones were cut into their terms
-- when the marts were made, typed ones are cut here.
-- A person may open what is said about the leads they hold, and what they said themselves.
-- scoped: holder_id, rep_id
create macro filtered.comments(filters) as table
    select
        newest.* exclude (terms),
        case when is_good_rating(rating) then 'good' when is_bad_rating(rating) then 'bad' else 'between' end as side,
        coalesce(newest.terms, typed.terms) as terms
    from (
        select *
        from filtered.feedback(filters)
        where comment is not null and rating is not null
        order by given_at desc, feedback_id
        limit 50000
    ) as newest
    left join filtered.typed_terms() as typed on newest.feedback_id = typed.feedback_id and newest.is_typed;

create macro filtered.typed_terms() as table
    select
        feedback_id,
        terms_in(tokens, kept) as terms
    from (
        select
            feedback_id,
            tokens,
            list_transform(tokens, lambda token: is_term(token)) as kept
        from (
            select
                said.feedback_id,
                tokens_of(said.comment, words_of_name(leads.lead_name)) as tokens
            from filtered.typed_feedback() as said
            inner join marts.leads on said.lead_id = leads.lead_id
            where said.comment is not null and said.rating is not null
        )
    );
