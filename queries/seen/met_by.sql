-- Whom marketing touched and sales worked: deals by the day they closed, and leads without a deal by the day they were created.

create macro seen.contact(has_touch, has_activity) as (
    case
        when has_touch and has_activity then 'both'
        when has_touch then 'only_marketing'
        when has_activity then 'only_sales'
        else 'neither'
    end
);

-- The newest steps in words, oldest first; an ellipsis stands for those before.
create macro seen.sequence(steps, step_count, wanted_count) as (
    case
        when step_count = 0 then 'nothing recorded'
        else concat(
            case when step_count > wanted_count then '… > ' else '' end,
            array_to_string(steps[7 - wanted_count:6], ' > ')
        )
    end
);

-- New business unless kinds are asked for: nobody need touch a customer for a renewal, and most that nobody met are such.
create macro seen.deal_contacts_seen(filters) as table
    select
        deals.*,
        seen.contact(deal_contacts.has_touch, deal_contacts.has_activity) as contact,
        deal_contacts.step_count,
        [
            deal_contacts.step_6, deal_contacts.step_5, deal_contacts.step_4, deal_contacts.step_3, deal_contacts.step_2,
            deal_contacts.step_1
        ] as steps
    from seen.deals_closed_seen(filters) as deals
    inner join marts.deal_contacts on deals.deal_id = deal_contacts.deal_id
    where seen.is_wanted_kind(filters, deals.kind);

create macro seen.deal_contacts_scoped(filters, scope) as table
    select *
    from seen.deal_contacts_seen(filters)
    where seen.sees_any(scope, rep_ids);

-- Only those whose agreed days to win have passed: a younger lead may still become a deal.
create macro seen.never_opened_seen(filters) as table
    select
        lead_contacts.*,
        seen.contact(lead_contacts.has_touch, lead_contacts.has_activity) as contact
    from marts.lead_contacts
    where
        seen.in_period(filters, lead_contacts.created_on)
        and seen.keeps_lead(
            filters, lead_contacts.channel, lead_contacts.campaign_id, lead_contacts.rep_id, lead_contacts.team,
            lead_contacts.region, lead_contacts.segment, lead_contacts.was_customer
        )
        and seen.is_old_enough(lead_contacts.age_days, lead_contacts.won_within_days);

create macro seen.never_opened_scoped(filters, scope) as table
    select *
    from seen.never_opened_seen(filters)
    where seen.sees(scope, rep_id);
