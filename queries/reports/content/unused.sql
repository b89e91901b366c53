-- Which pieces of content has nobody used since the period began?
--
-- Pieces that leads saw, or sales sent, before it and not since, whoever asks: people, places and campaigns change nothing here. What no
-- export ever names is not known, and so not listed. Over all time nothing is unused.
--
-- grain:   how, piece
-- params:  $filters
-- reads:   marts.pieces_met
-- columns: how, piece, lead_count (count, piece_leads), first_on (date), last_on (date)
-- opens:   content/met how=how piece=piece count=lead_count
select
    how,
    piece,
    count(*) as lead_count,
    min(first_on) as first_on,
    max(last_on) as last_on
from marts.pieces_met
group by all
having max(last_on) < ($filters::filters).starts_on
order by last_on desc, lead_count desc, how, piece
