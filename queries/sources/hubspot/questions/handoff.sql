-- Each sign by which a lead can be said to be passed on, with the leads it is known of.
--
-- grain: choice
-- reads: raw.ownership, raw.words_entered, raw.lead_ids
select
    'owner_assigned' as choice,
    'a contact gets an owner' as label,
    count(distinct lead_id) as choice_count,
    true as is_suggested
from raw.ownership
where rep_id is not null
having count(*) > 0
union all
select
    word,
    'a contact enters the ' || case split_part(word, ':', 1) when 'stage' then 'lifecycle stage ' else 'lead status ' end
    || split_part(word, ':', 2),
    count(distinct lead_id),
    false
from raw.words_entered
group by word
union all
select
    'created',
    'a contact is created: every one goes to sales at once',
    count(distinct lead_id),
    false
from raw.lead_ids
order by is_suggested desc, choice_count desc, choice
