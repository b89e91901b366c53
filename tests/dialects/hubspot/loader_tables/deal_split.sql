select deal_id as hs_deal_id, rep_id as hubspot_owner_id, share as hs_deal_split_percentage
from deal_reps where is_overlay = 'false'
