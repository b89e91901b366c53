-- Which pieces of content has nobody used since the period began?
--
-- Pieces that leads saw, or sales sent, before it and not since, whoever asks: people, places and campaigns change nothing here. What no
-- export ever names is not known, and so not listed. Over all time: in the last year.
--
-- grain:   how, piece
-- params:  $filters, $as_of
-- reads:   marts.lead_pieces
-- columns: how, piece, lead_count (count, piece_leads), first_on (date), last_on (date)
-- opens:   content/ever how=how piece=piece count=lead_count
select
    how,
    piece,
    count(*) as lead_count,
    min(first_on) as first_on,
    max(last_on) as last_on
from marts.lead_pieces
group by all
having max(last_on) < coalesce(($filters::filters).starts_on, cast(cast($as_of as timestamptz) - interval 365 day as date))
order by last_on desc, lead_count desc, how, piece
