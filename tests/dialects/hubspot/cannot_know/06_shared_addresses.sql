-- A click names an e-mail address: one that several people share, or that nobody has, is nobody's.
delete from touches
where kind = 'email_click' and lead_id not in (
    select any_value(lead_id) from leads where email is not null group by lower(trim(email)) having count(*) = 1
);
