-- Lifecycle stages and lead statuses by the leads that entered them; HubSpot's own one for it is taken where it is used.
--
-- grain: choice
-- reads: raw.words_entered
select
    word as choice,
    case split_part(word, ':', 1) when 'stage' then 'lifecycle stage ' else 'lead status ' end
    || split_part(word, ':', 2) as label,
    count(distinct lead_id) as choice_count,
    word = 'status:unqualified' as is_suggested,
    word = 'status:unqualified' as is_sure
from raw.words_entered
where
    word not in (
        'stage:subscriber', 'stage:lead', 'stage:marketingqualifiedlead', 'stage:salesqualifiedlead', 'stage:opportunity',
        'stage:customer', 'stage:evangelist', 'stage:other', 'stage:salesacceptedlead'
    )
group by word
order by is_suggested desc, choice_count desc, choice
