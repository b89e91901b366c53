-- Who shares an opportunity has no role in it but to own a split, or an overlay split beside it.
update deal_reps set role = case is_overlay when 'true' then 'overlay' else 'owner' end;
