-- Who shares a deal is an owner of a split; a collaborator stands beside without a share.
update deal_reps set role = case is_overlay when 'true' then 'collaborator' else 'owner' end;

update deal_reps set share = '0' where is_overlay = 'true';
