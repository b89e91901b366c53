-- Reports state times in minutes, and the creation of a record as a day.
update stage_entries set entered_at = minute(entered_at);
update handoffs set
    handed_at = minute(handed_at), qualified_at = minute(qualified_at), accepted_at = minute(accepted_at),
    rejected_at = minute(rejected_at);
update assignments set assigned_at = minute(assigned_at);
update lead_changes set changed_at = minute(changed_at);
update activities set occurred_at = minute(occurred_at);
update deal_stages set entered_at = minute(entered_at);
update deals set opened_at = berlin(opened_at, '%Y-%m-%d'), closed_at = minute(closed_at);
update leads set created_at = berlin(created_at, '%Y-%m-%d');
update stage_entries set entered_at = berlin(entered_at, '%Y-%m-%d') where stage in ('lead', 'opportunity');
