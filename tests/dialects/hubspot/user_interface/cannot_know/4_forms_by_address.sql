-- The submissions of a form name an address and have no id; who clicked in an e-mail is exported e-mail by e-mail.
delete from touches where kind = 'email_click';
delete from touches
where lead_id not in (
    select any_value(lead_id) from leads where email is not null group by lower(trim(email)) having count(*) = 1
);
update touches set touch_id = numbered.new_id
from (
    select
        touch_id as old_id,
        'form-' || lead_id || '-'
        || row_number() over (partition by lead_id order by touched_at, content, link(campaign_id, channel)) as new_id
    from touches
) as numbered
where touches.touch_id = numbered.old_id;
