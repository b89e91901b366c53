-- Pieces that leads ever met, each with when.

-- scoped: rep_id
create macro filtered.pieces_ever() as table
    select *
    from marts.lead_pieces;
