-- How is the credit of one deal worked out: which touches at what weight, which people, how many cents?
--
-- Oldest touch first, a row a touch and person; the rows add up to the deal's amount. weight is the touch's part of the deal under
-- the model, share the person's part after the recorded shares were divided by their sum. place names the touches a model may
-- single out: the newest at or before the lead was created, and at or before the opportunity. Open and lost deals are taken apart
-- alike.
--
-- grain:   j, rep_id?
-- params:  $scope, $deal_id varchar required, @credit_rule
-- reads:   filtered.waterfall_scoped, marts.deal_touches, marts.lead_events, marts.leads, marts.campaigns, marts.reps
-- columns: j, touch_id, touched_at (time), kind, content, campaign_id, campaign_name, channel, lead_id, lead_name, place,
--          weight (rate, touch_weight), rep_id, rep_name, share_booked (rate, deal_share_booked), share (rate, deal_share),
--          credit (money, deal_credit)
with

cells as (

    select *
    from filtered.waterfall_scoped($scope, $deal_id, $model, $window_days, $half_life_days, $weights::bigint[])

),

touches as (

    select *
    from marts.deal_touches
    where deal_id = $deal_id

),

kinds as (

    select
        lead_events.lead_id,
        lead_events.event_key as touch_id,
        lead_events.what as kind,
        lead_events.detail as content
    from marts.lead_events
    inner join (select distinct lead_id from touches) as group_leads on lead_events.lead_id = group_leads.lead_id
    where lead_events.event = 'touch'

)

select
    cells.j,
    touches.touch_id,
    touches.touched_at,
    kinds.kind,
    kinds.content,
    cells.campaign_id,
    filtered.campaign_called(campaigns.campaign_name, cells.campaign_id) as campaign_name,
    filtered.channel_row(cells.channel, cells.has_touch) as channel,
    touches.lead_id,
    leads.lead_name,
    case
        when not cells.has_touch then 'no touch in the window'
        else concat_ws(
            ', ',
            case when cells.j = cells.n then 'first touch' end,
            case when cells.j = touches.j_lead then 'lead creation' end,
            case when cells.j = touches.j_opportunity then 'opportunity' end,
            case when cells.j = 1 then 'last touch' end
        )
    end as place,
    cells.weight,
    cells.rep_id,
    coalesce(reps.rep_name, cells.rep_id, 'unassigned') as rep_name,
    cells.bps / 10000 as share_booked,
    cells.bps / cells.bt as share,
    cast(cells.cents * 0.01 as decimal(18, 2)) as credit
from cells
left join touches on cells.touch_id = touches.touch_id
left join kinds on touches.lead_id = kinds.lead_id and touches.touch_id = kinds.touch_id
left join marts.leads on touches.lead_id = leads.lead_id
left join marts.campaigns on cells.campaign_id = campaigns.campaign_id
left join marts.reps on cells.rep_id = reps.rep_id
order by cells.j desc, share desc, cells.rep_id
