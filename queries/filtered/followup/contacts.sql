-- Handoffs that were due and have had their fourteen days, and whether anybody really talked to the lead in them.

-- scoped: rep_id
create macro filtered.contacts(filters, as_of) as table
    select
        *,
        first_meaningful_at is not null as is_ever_met,
        coalesce(first_meaningful_at < contact_ends_at(handed_at), false) as is_met
    from filtered.followups(filters)
    where
        is_due
        and contact_ends_at(handed_at) <= cast(as_of as timestamptz);
