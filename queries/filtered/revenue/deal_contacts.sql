-- Whom marketing touched and sales worked: deals by the day they closed, and leads without a deal by the day they were created.

create macro filtered.contacted_by(has_touch, has_activity) as (
    case
        when has_touch and has_activity then 'both'
        when has_touch then 'only_marketing'
        when has_activity then 'only_sales'
        else 'neither'
    end
);

-- The newest steps in words, oldest first; an ellipsis stands for those before.
create macro filtered.contact_sequence(steps, step_count, wanted_count) as (
    case
        when step_count = 0 then 'nothing recorded'
        else concat(
            case when step_count > wanted_count then '… > ' else '' end,
            array_to_string(steps[7 - wanted_count:6], ' > ')
        )
    end
);

-- New business unless kinds are asked for: nobody need touch a customer for a renewal, and most that nobody met are such.
-- scoped: any rep_ids
create macro filtered.deal_contacts(filters) as table
    select
        deals.*,
        filtered.contacted_by(deal_contacts.has_touch, deal_contacts.has_activity) as contact,
        deal_contacts.step_count,
        [
            deal_contacts.step_6, deal_contacts.step_5, deal_contacts.step_4, deal_contacts.step_3, deal_contacts.step_2,
            deal_contacts.step_1
        ] as steps
    from filtered.deals_closed(filters) as deals
    inner join marts.deal_contacts on deals.deal_id = deal_contacts.deal_id
    where filtered.is_wanted_kind(filters, deals.kind);

-- Only those whose agreed days to win have passed: a younger lead may still become a deal.
-- scoped: rep_id
create macro filtered.never_opened(filters) as table
    select
        leads_without_deal.*,
        filtered.contacted_by(leads_without_deal.has_touch, leads_without_deal.has_activity) as contact
    from marts.leads_without_deal
    where
        filtered.in_period(filters, leads_without_deal.created_on)
        and filtered.keeps_lead(
            filters, leads_without_deal.channel, leads_without_deal.campaign_id, leads_without_deal.rep_id, leads_without_deal.team,
            leads_without_deal.region, leads_without_deal.segment, leads_without_deal.was_customer
        )
        and filtered.is_mature(leads_without_deal.age_days, leads_without_deal.won_within_days);
