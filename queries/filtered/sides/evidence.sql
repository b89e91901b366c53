-- What speaks for and against a complaint: single handoffs that anybody would accept as evidence.

-- Handoffs of the period of marketing's leads that sales rejected; is_won_later: the lead was won after that.
-- scoped: rep_id
create macro filtered.sides_rejected(filters, as_of) as table
    select
        handoffs.*,
        coalesce(leads.won_at >= handoffs.rejected_at, false) as is_won_later,
        leads.won_on
    from filtered.sides_handoffs(filters, as_of) as handoffs
    inner join marts.leads on handoffs.lead_id = leads.lead_id
    where handoffs.arm = 'now' and handoffs.is_marketing and handoffs.rejected_at is not null;
