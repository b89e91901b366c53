-- Kinds of activity that were logged by people; a task of no kind that says so counts only where that is answered.
--
-- grain: choice
-- reads: raw.activities_logged
select
    kind as choice,
    count(*) as choice_count,
    kind <> 'task' as is_suggested,
    bool_and(kind <> 'task') over () as is_sure
from raw.activities_logged
where not is_gone
group by kind
order by is_suggested desc, choice_count desc, choice
