-- The words that leads entered, by how many did; what is called as ours is sure, what is likely only where nothing is.
--
-- grain: choice
-- params: sure, likely, never
-- reads: raw.words_entered
with

words as (

    select
        word,
        any_value(label) as label,
        count(distinct lead_id) as lead_count,
        regexp_matches(word, $sure) as is_sure
    from raw.words_entered
    where not regexp_matches(word, $never)
    group by word

)

select
    word as choice,
    label,
    lead_count as choice_count,
    is_sure or (regexp_matches(word, $likely) and not bool_or(is_sure) over ()) as is_suggested,
    is_sure
from words
order by is_suggested desc, choice_count desc, choice
