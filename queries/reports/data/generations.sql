-- Which builds are kept, when were they made, from what?
--
-- grain:   generation
-- params:
-- reads:   meta.generations
-- columns: generation, built_at (time), as_of (time), app_version, seconds (seconds), records (count), accepted (count),
--          rejected (count), passed (count), warned (count)
select
    generation,
    built_at,
    as_of,
    app_version,
    seconds,
    records,
    accepted,
    rejected,
    passed,
    warned
from meta.generations
order by generation desc
