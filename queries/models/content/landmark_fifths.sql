-- The edges of the fifths of how many contacts the leads at a stage had had before they entered it, of the whole company.
--
-- grain: stage
-- scope: house
-- reads: marts.landmarks
select
    stage,
    quantile_disc(seen_count, [0.2, 0.4, 0.6, 0.8]) as seen,
    quantile_disc(sent_count, [0.2, 0.4, 0.6, 0.8]) as sent
from marts.landmarks
group by all
order by stage
