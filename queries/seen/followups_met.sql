-- Handoffs that were due and have had their fourteen days, and whether anybody really talked to the lead in them.

create macro seen.contacts_seen(filters, as_of) as table
    select
        *,
        first_meaningful_at is not null as is_ever_met,
        coalesce(first_meaningful_at < handed_at + interval 14 day, false) as is_met
    from seen.followups_seen(filters)
    where
        is_due
        and handed_at + interval 14 day <= cast(as_of as timestamptz);

create macro seen.contacts_scoped(filters, scope, as_of) as table
    select *
    from seen.contacts_seen(filters, as_of)
    where seen.sees(scope, rep_id);
