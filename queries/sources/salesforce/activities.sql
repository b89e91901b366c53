-- What sales did: completed tasks of the kinds that count, and meetings; mass mails and cadences told apart.
--
-- A task that is open is planned, and no attempt. Whether a meeting took place is known only where a field says so.
--
-- grain: activity_id
-- reads: raw.activities_logged, raw._choices
-- needs: raw.tasks, raw.events
select
    activity_id,
    lead_id,
    deal_id,
    rep_id,
    case kind when 'task' then 'message' else kind end as kind,
    occurred_at,
    is_date_only as occurred_at_is_date_only,
    case
        when direction = 'inbound' then 'inbound'
        when direction is not null or kind in ('call', 'email') then 'outbound'
    end as direction,
    case
        when kind = 'call' then case
            when regexp_matches(outcome, '^(connected|spoke|conversation|answered|reached)') then 'connected'
            when regexp_matches(outcome, 'voicemail|leftmessage|lvm') then 'voicemail'
            when regexp_matches(outcome, 'noanswer|notanswered|busy|unanswered|nocontact') then 'no_answer'
        end
        when kind = 'meeting' then case
            when regexp_matches(outcome, 'noshow') then 'no_show'
            when regexp_matches(outcome, 'held|completed|attended|tookplace') then 'held'
        end
        when kind = 'email' then case
            when direction = 'inbound' or regexp_matches(outcome, 'repl') then 'replied'
            when regexp_matches(outcome, 'bounce') then 'bounced'
            else 'sent'
        end
        else 'sent'
    end as outcome,
    case when is_done then 'done' else 'planned' end as status,
    duration_s,
    is_automated
from raw.activities_logged
where
    not is_gone
    and occurred_at is not null
    and (lead_id is not null or deal_id is not null)
    and kind in (select choice from raw._choices where question = 'activities')
