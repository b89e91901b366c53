-- Which leads ever met this piece of content?
--
-- grain:   lead_id, how, piece
-- params:  $scope, $rows, $how varchar = null in (seen, sent), $piece varchar = null
-- reads:   filtered.pieces_ever_scoped, marts.leads, marts.reps
-- columns: lead_id, how, piece, lead_name, company, first_on (date), last_on (date), times_count (count), rep_name
with

first_rows as (

    select *
    from filtered.pieces_ever_scoped($scope) as met
    where
        ($how is null or met.how = $how)
        and ($piece is null or met.piece = $piece)
    order by met.last_on desc, met.lead_id, met.how, met.piece
    limit $rows

)

select
    met.lead_id,
    met.how,
    met.piece,
    leads.lead_name,
    leads.company,
    met.first_on,
    met.last_on,
    met.times_count,
    filtered.person(coalesce(reps.rep_name, met.rep_id), leads.is_holder_unknown) as rep_name
from first_rows as met
inner join marts.leads on met.lead_id = leads.lead_id
left join marts.reps on met.rep_id = reps.rep_id
order by met.last_on desc, met.lead_id, met.how, met.piece
