-- Which leads had met this piece of content before they entered the stage, and which of them were won?
--
-- grain:   lead_id, stage, how, piece
-- params:  $filters, $scope, $rows, $stage varchar = null in (mql, sal, sql, opportunity), $how varchar = null in (seen, sent),
--          $piece varchar = null, $state varchar = 'all' in (all, won)
-- reads:   filtered.pieces_before_scoped, marts.landmark_months, marts.landmarks, marts.leads, marts.reps
-- columns: lead_id, stage, how, piece, lead_name, company, first_on (date), began_on (date), is_won (flag), channel, segment, rep_name
with

-- The last month with which there are as many rows as wanted, by what months are counted beforehand: none before it is read.
-- Who sees only some people's leads has fewer than are counted.
counted_since as (

    select max(began_month) as month
    from (
        select
            began_month,
            sum(sum(case when $state = 'won' then won_count else lead_count end)) over (order by began_month desc) as row_count
        from marts.landmark_months
        where
            piece is not null
            and filtered.sees($scope, null)
            and filtered.is_in_counted_month($filters, began_month)
            and filtered.keeps_lead($filters, channel, null, null, null, region, segment, was_customer)
            and ($stage is null or stage = $stage)
            and ($how is null or how = $how)
            and ($piece is null or piece = $piece)
        group by began_month
    )
    where row_count >= $rows

),

-- A list of days, not a day: it narrows the leads before they are joined with their pieces.
days_read as (

    select distinct landmarks.began_on as day
    from marts.landmarks
    cross join counted_since
    where landmarks.began_on >= coalesce(counted_since.month, date '0001-01-01')

),

asked as (

    select *
    from filtered.pieces_before_scoped($filters, $scope) as met
    where
        met.began_on in (
            select day
            from days_read
        )
        and ($stage is null or met.stage = $stage)
        and ($how is null or met.how = $how)
        and ($piece is null or met.piece = $piece)
        and ($state = 'all' or met.is_won)

),

-- The last day with which there are as many rows as wanted: whole rows are read and sorted from it on.
since as (

    select max(began_on) as day
    from (
        select
            began_on,
            sum(count(*)) over (order by began_on desc) as row_count
        from asked
        group by began_on
    )
    where row_count >= $rows

),

first_rows as (

    select asked.*
    from asked
    cross join since
    where asked.began_on >= coalesce(since.day, date '0001-01-01')
    order by asked.began_on desc, asked.lead_id, asked.position, asked.how, asked.piece
    limit $rows

)

select
    met.lead_id,
    met.stage,
    met.how,
    met.piece,
    leads.lead_name,
    leads.company,
    met.first_on,
    met.began_on,
    met.is_won,
    coalesce(met.channel, 'not recorded') as channel,
    coalesce(met.segment, 'not recorded') as segment,
    filtered.person(coalesce(reps.rep_name, met.rep_id), leads.is_holder_unknown) as rep_name
from first_rows as met
inner join marts.leads on met.lead_id = leads.lead_id
left join marts.reps on met.rep_id = reps.rep_id
order by met.began_on desc, met.lead_id, met.position, met.how, met.piece
