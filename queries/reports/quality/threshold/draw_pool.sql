-- Which leads could be sampled at random now?
--
-- exploration: leads 14 to 59 days old, never handed over, below the threshold agreed now by their points. hold: leads never
-- handed over at or above it. None closed, opted out, or sampled before. `share` and `agreement` are what is agreed about samples
-- now.
--
-- grain:   lead_id
-- params:  $scope, $as_of, $kind varchar = 'exploration' in (exploration, hold)
-- reads:   filtered.pool_scoped, filtered.sampled, marts.leads, agreements.samples
-- needs:   touches
-- columns: lead_id, lead_name, company, created_on (date), points (count, points_gathered, of touches), age_days (days), channel,
--          segment, share (rate, sample_share), agreement_id
select
    pool.lead_id,
    leads.lead_name,
    leads.company,
    pool.created_on,
    pool.points_now as points,
    pool.age_days,
    coalesce(pool.channel, 'not recorded') as channel,
    coalesce(pool.segment, 'not recorded') as segment,
    case $kind when 'hold' then samples.hold_share else samples.exploration_share end as share,
    samples.agreement_id
from filtered.pool_scoped(null::filters, $scope) as pool
inner join marts.leads on pool.lead_id = leads.lead_id
inner join agreements.samples
    on samples.effective_from <= cast($as_of as timestamptz)
    and samples.effective_to > cast($as_of as timestamptz)
left join filtered.sampled($kind) as drawn on pool.lead_id = drawn.lead_id
where
    drawn.lead_id is null
    and pool.days_to_handed is null
    and case $kind
        when 'hold' then pool.points_now >= filtered.agreed_threshold($as_of)
        else pool.points_now < filtered.agreed_threshold($as_of) and pool.age_days >= first_days() and pool.age_days < 60
    end
order by pool.lead_id
