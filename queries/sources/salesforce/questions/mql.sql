-- Lead statuses and date fields by the leads that have them; one that is called so is taken.
--
-- grain: choice
-- reads: raw.words_entered
select
    word as choice,
    case
        when word = 'converted' then 'the lead is converted'
        when starts_with(word, 'date:') then 'the date field of ' || upper(split_part(word, ':', 2))
        else 'lead status ' || split_part(word, ':', 2)
    end as label,
    count(distinct lead_id) as choice_count,
    regexp_matches(word, '^status:(mql|marketingqualified(lead)?)$|^date:mql$') as is_suggested,
    regexp_matches(word, '^status:(mql|marketingqualified(lead)?)$|^date:mql$') as is_sure
from raw.words_entered
where word <> 'converted'
group by word
order by is_suggested desc, choice_count desc, choice
