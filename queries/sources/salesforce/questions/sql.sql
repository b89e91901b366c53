-- Lead statuses, date fields and the conversion by the leads that have them; what is called SQL is taken, else converting is likely.
--
-- grain: choice
-- reads: raw.words_entered
with

words as (

    select
        word,
        count(distinct lead_id) as lead_count,
        regexp_matches(word, '^status:(sql|salesqualified(lead)?)$|^date:sql$') as is_called_so
    from raw.words_entered
    group by word

)

select
    word as choice,
    case
        when word = 'converted' then 'the lead is converted'
        when starts_with(word, 'date:') then 'the date field of ' || upper(split_part(word, ':', 2))
        else 'lead status ' || split_part(word, ':', 2)
    end as label,
    lead_count as choice_count,
    is_called_so or (word = 'converted' and not bool_or(is_called_so) over ()) as is_suggested,
    is_called_so as is_sure
from words
order by is_suggested desc, choice_count desc, choice
