-- Stars by the handoff they speak about, under the filters on handoffs; those about no handoff are left out.

create macro seen.ratings_seen(filters) as table
    select ratings.*
    from seen.handoffs_seen(filters) as handed
    inner join marts.ratings on handed.handoff_id = ratings.handoff_id;
