-- Where every lead stands today, each in exactly one state: its latest stage, or sent back by sales since.

-- scoped: rep_id
create macro filtered.lead_states(filters) as table
    with

    sent_back as (

        select rejected.lead_id
        from marts.episodes as rejected
        anti join (select lead_id, episode from marts.episodes where episode > 1) as again
            on rejected.lead_id = again.lead_id
            and rejected.episode < again.episode
        where rejected.rejected_at is not null

    )

    select
        leads.*,
        case
            when leads.latest_stage in ('won', 'lost', 'recycled') then leads.latest_stage
            when sent_back.lead_id is not null then 'rejected'
            else leads.latest_stage
        end as state
    from marts.leads
    left join sent_back on leads.lead_id = sent_back.lead_id
    where
        filtered.in_period(filters, leads.created_on)
        and filtered.keeps_lead(
            filters, leads.channel, leads.campaign_id, leads.rep_id, leads.team, leads.region, leads.segment,
            leads.was_customer
        );
