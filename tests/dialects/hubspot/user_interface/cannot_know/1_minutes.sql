-- Exports of the pages state times in minutes.
update leads set created_at = minute(created_at);
update touches set touched_at = minute(touched_at);
update stage_entries set entered_at = minute(entered_at);
update assignments set assigned_at = minute(assigned_at);
update activities set
    duration_s = case
        when kind = 'meeting' then date_diff(
            'second', minute(occurred_at)::timestamptz,
            minute(strftime(occurred_at::timestamptz + to_seconds(duration_s::bigint), '%Y-%m-%dT%H:%M:%SZ'))::timestamptz
        )::varchar
        else duration_s
    end,
    occurred_at = minute(occurred_at);
update deals set opened_at = minute(opened_at), closed_at = minute(closed_at);
