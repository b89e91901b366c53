-- In every file, records read = accepted + rejected, and each rejected record has its line or id and its reason.
--
-- group: Counts add up
-- level: stop
-- scope: house
-- reads: meta.files, meta.rejects
select
    files.source,
    files.file,
    files.records,
    files.accepted,
    files.rejected,
    count(distinct rejects.line) + count(distinct rejects.value) filter (where rejects.line is null) as rejected_records
from meta.files
left join meta.rejects
    on files.source = rejects.source
    and files.file = rejects.file
group by all
having
    files.records <> files.accepted + files.rejected
    or rejected_records <> files.rejected
