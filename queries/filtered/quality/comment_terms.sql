-- What sales writes in comments, cut into terms: words and pairs of words that stand beside each other.

-- Words that say nothing by themselves, English and German.
create macro filtered.is_stop_word(word) as (
    list_contains(
        [
            'about', 'after', 'again', 'all', 'and', 'any', 'are', 'been', 'but', 'can', 'did', 'does', 'for', 'from', 'had', 'has',
            'have', 'her', 'him', 'his', 'how', 'into', 'its', 'just', 'more', 'not', 'now', 'off', 'one', 'only', 'our', 'out',
            'she', 'than', 'that', 'the', 'their', 'them', 'then', 'there', 'they', 'this', 'too', 'two', 'was', 'were', 'what',
            'when', 'who', 'will', 'with', 'you', 'your', 'aber', 'auch', 'auf', 'aus', 'bei', 'bin', 'das', 'dass', 'dem', 'den',
            'der', 'des', 'die', 'doch', 'durch', 'ein', 'eine', 'einen', 'einer', 'er', 'hat', 'hatte', 'ich', 'ihm', 'ihn', 'ihr',
            'im', 'ist', 'kann', 'kein', 'keine', 'mit', 'nach', 'nicht', 'noch', 'nur', 'oder', 'schon', 'sehr', 'sich', 'sie',
            'sind', 'über', 'und', 'uns', 'vom', 'von', 'vor', 'war', 'wenn', 'wir', 'wird', 'zum', 'zur'
        ],
        word
    )
);

create macro filtered.is_term(token) as (
    len(token) >= 3 and regexp_matches(token, '^\p{L}') and not filtered.is_stop_word(token)
);

-- Lower-case words and marks of punctuation in order; addresses and whatever holds a digit or belongs to the lead's own name are
-- a mark, so that no pair reaches over them.
create macro filtered.tokens_of(written, own_names) as (
    list_transform(
        regexp_extract_all(
            regexp_replace(lower(written), '\S+@\S+|https?://\S+|www\.\S+|\S*\d\S*', ' | ', 'g'), '\p{L}[\p{L}''’-]*|[^\p{L}\s]'
        ),
        lambda token: case when list_contains(own_names, token) then '|' else token end
    )
);

-- The words that say something, `kept`, and the pairs of them that stand beside each other.
create macro filtered.terms_in(tokens, kept) as (
    list_distinct(list_concat(
        list_where(tokens, kept),
        list_transform(
            list_filter(range(1, len(tokens)), lambda place: kept[place] and kept[place + 1]),
            lambda place: tokens[place] || ' ' || tokens[place + 1]
        )
    ))
);

-- The newest 50,000 comments with stars; good ones have four or five, bad ones one or two.
-- A person may open what is said about the leads they hold, and what they said themselves.
-- scoped: holder_id, rep_id
create macro filtered.comments(filters) as table
    select
        * exclude (tokens, kept),
        case when is_good_rating(rating) then 'good' when is_bad_rating(rating) then 'bad' else 'between' end as side,
        filtered.terms_in(tokens, kept) as terms
    from (
        select
            *,
            list_transform(tokens, lambda token: filtered.is_term(token)) as kept
        from (
            select
                said.*,
                filtered.tokens_of(said.comment, regexp_extract_all(lower(coalesce(leads.lead_name, '')), '\p{L}+')) as tokens
            from filtered.feedback(filters) as said
            inner join marts.leads on said.lead_id = leads.lead_id
            where said.comment is not null and said.rating is not null
            order by said.given_at desc, said.feedback_id
            limit 50000
        )
    );
