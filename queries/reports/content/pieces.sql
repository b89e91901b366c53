-- Which pieces of content go with winning: those leads had seen, or sales had sent, before a stage was entered?
--
-- Of leads that entered the stage in the period for the first time, were still to be won, and have had the days to be won since. A piece
-- counts only if it was met before: those who stay longer meet more, and winning would seem to come of it. Each is held against leads
-- alike (channel, segment, fifth of how many contacts of that way they had had) at `expected_rate`; `others_rate` is the plain rate of all
-- who had not met it. `points` is the difference when luck is taken out of the rate. Of all that is called more or fewer, one in ten may be chance.
-- It goes with winning; nothing here shows that it causes it: sales sends a piece to whom it believes in.
--
-- grain:   stage, how, piece
-- params:  $filters
-- reads:   filtered.piece_sums
-- then:    overlap.subjects.content.steps.pieces.pieces
-- columns: stage, position (count), how, piece, had_count (count, piece_had, handoffs), won_count (count, piece_won, of won, handoffs),
--          won_rate (rate, piece_rate, of won, handoffs), others_rate (rate, piece_others_rate, of won, handoffs),
--          expected_rate (rate, piece_expected, of won, handoffs), points (number, piece_points, of won, handoffs),
--          points_low (number,, of won, handoffs), points_high (number,, of won, handoffs),
--          false_share (rate, piece_false_share, of won, handoffs), tested_count (count, piece_tested), verdict
-- opens:   content/leads stage=stage how=how piece=piece count=had_count
--          content/leads stage=stage how=how piece=piece state='won' count=won_count
select *
from filtered.piece_sums($filters, 'stage')
order by all
