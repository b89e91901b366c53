-- Each sign by which a lead can be said to be passed on, with the leads it is known of.
--
-- grain: choice
-- reads: raw.ownership, raw.words_entered, raw.persons
select
    'owner_assigned' as choice,
    'a user becomes the owner, out of a queue or at once' as label,
    count(distinct lead_id) as choice_count,
    true as is_suggested
from raw.ownership
where rep_id is not null
having count(*) > 0
union all
select
    word,
    case
        when word = 'converted' then 'a lead is converted'
        when starts_with(word, 'date:') then 'the date field of ' || upper(split_part(word, ':', 2))
        else 'a lead enters the status ' || split_part(word, ':', 2)
    end,
    count(distinct lead_id),
    false
from raw.words_entered
group by word
union all
select
    'created',
    'a lead is created: every one goes to sales at once',
    count(*),
    false
from raw.persons
where is_lead
having count(*) > 0
order by is_suggested desc, choice_count desc, choice
