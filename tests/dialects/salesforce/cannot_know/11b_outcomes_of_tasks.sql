-- A task does not say whether an e-mail was answered or bounced; a meeting is as long as its minutes.
update activities set direction = 'outbound', outcome = 'sent' where kind = 'email';
update activities set duration_s = (duration_s::bigint // 60 * 60)::varchar where kind = 'meeting';
