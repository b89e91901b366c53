-- What sales did: done calls, meetings, e-mails and messages of the kinds that count; sequences and workflows told apart.
--
-- A meeting that is only scheduled, cancelled or moved and a task that is open are planned, and no attempt.
--
-- grain: activity_id
-- reads: raw.activities_logged, raw._choices
-- needs: raw.calls, raw.meetings, raw.emails, raw.messages
select
    activity_id,
    lead_id,
    deal_id,
    rep_id,
    case kind when 'task' then 'message' else kind end as kind,
    occurred_at,
    is_date_only as occurred_at_is_date_only,
    case
        when regexp_matches(direction, 'inbound|incoming') then 'inbound'
        when direction is not null then 'outbound'
    end as direction,
    case kind
        when 'call' then case
            when outcome in ('connected', 'f240bbac87c94f6ebf70924b57d47db7') then 'connected'
            when outcome in ('noanswer', '73a0d17f11634015bdd5ec830791da20', 'busy', '9d9162e76cf34944bf634dff82258764')
                then 'no_answer'
            when outcome in (
                'leftvoicemail', 'b2cf5968551e4856978352b3da59a7d0', 'leftlivemessage', 'a4c4c377d2464b32a13b75a56a4cd0ff'
            ) then 'voicemail'
        end
        when 'meeting' then case
            when outcome = 'completed' then 'held'
            when outcome = 'noshow' then 'no_show'
        end
        when 'email' then case
            when regexp_matches(direction, 'inbound|incoming') or replies > 0 then 'replied'
            when outcome = 'bounced' then 'bounced'
            else 'sent'
        end
        when 'message' then 'sent'
    end as outcome,
    case
        when kind = 'meeting' and outcome in ('scheduled', 'canceled', 'cancelled', 'rescheduled') then 'planned'
        when kind = 'task' and state is distinct from 'completed' then 'planned'
        when kind = 'email' and outcome in ('scheduled', 'failed', 'sending') then 'planned'
        when kind = 'call' and state in ('queued', 'canceled', 'cancelled', 'failed', 'missed') then 'planned'
        else 'done'
    end as status,
    case
        when ends_at > occurred_at then date_diff('second', occurred_at, ends_at)
        when regexp_full_match(duration, '\d+(\.0+)?') then cast(try_cast(duration as double) / 1000 as bigint)
        when regexp_full_match(duration, '(\d+:)?\d{1,2}:\d{2}') then
            list_sum(list_transform(
                list_reverse(string_split(duration, ':')),
                lambda part, place: cast(part as bigint) * cast(power(60, place - 1) as bigint)
            ))
    end as duration_s,
    coalesce(
        sequence is not null
        or regexp_matches(made_by, 'sequence|workflow|automation|marketing|chatflow|bot\b'),
        false
    ) as is_automated
from raw.activities_logged
where
    not is_gone
    and occurred_at is not null
    and (lead_id is not null or deal_id is not null)
    and kind in (select choice from raw._choices where question = 'activities')
