-- With winning in which segment does each piece of content go?
--
-- As content/pieces, each segment held against itself; how sure a line is does not depend on which segments are chosen.
--
-- grain:   segment, stage, how, piece
-- params:  $filters, $all_segments_filters
-- reads:   filtered.piece_sums
-- then:    overlap.subjects.content.steps.pieces.by_segment
-- columns: segment, stage, position (count), how, piece, had_count (count, piece_had, handoffs), won_count (count, piece_won, of won, handoffs),
--          won_rate (rate, piece_rate, of won, handoffs), others_rate (rate, piece_others_rate, of won, handoffs),
--          expected_rate (rate, piece_expected, of won, handoffs), points (number, piece_points, of won, handoffs),
--          points_low (number,, of won, handoffs), points_high (number,, of won, handoffs),
--          false_share (rate, piece_false_share, of won, handoffs), tested_count (count, piece_tested), verdict
-- opens:   content/leads segments=segment stage=stage how=how piece=piece count=had_count
--          content/leads segments=segment stage=stage how=how piece=piece state='won' count=won_count
select
    *,
    filtered.keeps(($filters::filters).segments, nullif(part, 'not recorded')) as is_chosen
from filtered.piece_sums($all_segments_filters, 'segment')
order by all
