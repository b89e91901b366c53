-- Which leads ever met this piece of content?
--
-- grain:   lead_id, how, piece
-- params:  $scope, $how varchar = null in (seen, sent), $piece varchar = null
-- reads:   filtered.pieces_ever_scoped, marts.reps
-- columns: lead_id, how, piece, lead_name, company, first_on (date), last_on (date), times_count (count), rep_name
select
    met.lead_id,
    met.how,
    met.piece,
    met.lead_name,
    met.company,
    met.first_on,
    met.last_on,
    met.times_count,
    filtered.person(coalesce(reps.rep_name, met.rep_id), met.is_holder_unknown) as rep_name
from filtered.pieces_ever_scoped($scope) as met
left join marts.reps on met.rep_id = reps.rep_id
where
    ($how is null or met.how = $how)
    and ($piece is null or met.piece = $piece)
order by met.last_on desc, met.lead_id, met.how, met.piece
