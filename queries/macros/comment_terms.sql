-- What sales writes in comments, cut into terms: words and pairs of words that stand beside each other.

-- Words that say nothing by themselves, English and German.
create macro is_stop_word(word) as (
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

create macro is_term(token) as (
    len(token) >= 3 and regexp_matches(token, '^\p{L}') and not is_stop_word(token)
);

-- Lower-case words and marks of punctuation in order; addresses and whatever holds a digit or belongs to the lead's own name are
-- a mark, so that no pair reaches over them.
create macro tokens_of(written, own_names) as (
    list_transform(
        regexp_extract_all(
            regexp_replace(lower(written), '\S+@\S+|https?://\S+|www\.\S+|\S*\d\S*', ' | ', 'g'), '\p{L}[\p{L}''’-]*|[^\p{L}\s]'
        ),
        lambda token: case when list_contains(own_names, token) then '|' else token end
    )
);

-- The words that say something, `kept`, and the pairs of them that stand beside each other.
create macro terms_in(tokens, kept) as (
    list_distinct(list_concat(
        list_where(tokens, kept),
        list_transform(
            list_filter(range(1, len(tokens)), lambda place: kept[place] and kept[place + 1]),
            lambda place: tokens[place] || ' ' || tokens[place + 1]
        )
    ))
);

-- The words of a name, none of which is a term in what is said about its bearer.
create macro words_of_name(name) as (
    regexp_extract_all(lower(coalesce(name, '')), '\p{L}+')
);
