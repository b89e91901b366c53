-- Pieces that leads ever met, each with when.

-- scoped: rep_id
create macro filtered.pieces_ever() as table
    select
        lead_pieces.*,
        leads.lead_name,
        leads.company,
        leads.rep_id,
        leads.is_holder_unknown
    from marts.lead_pieces
    inner join marts.leads on lead_pieces.lead_id = leads.lead_id;
