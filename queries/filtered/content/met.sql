-- Pieces that leads ever met, each with when.

-- scoped: rep_id
create macro filtered.pieces_ever() as table
    select
        pieces_met.*,
        leads.lead_name,
        leads.company,
        leads.rep_id,
        leads.is_holder_unknown
    from marts.pieces_met
    inner join marts.leads on pieces_met.lead_id = leads.lead_id;
