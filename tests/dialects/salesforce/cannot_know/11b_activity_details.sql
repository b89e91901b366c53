-- A task says neither what was sent nor whether an e-mail was answered or bounced, and has no direction but of calls.
update activities set content = null, is_meaningful = null;
update activities set direction = null where kind in ('meeting', 'message');
update activities set direction = 'outbound', outcome = 'sent' where kind = 'email';
update activities set outcome = 'sent' where kind = 'message';
update activities set duration_s = (duration_s::bigint // 60 * 60)::varchar where kind = 'meeting';
