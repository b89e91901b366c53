-- An activity says neither what was sent nor whether it mattered, a meeting and a message have no direction.
update activities set content = null, is_meaningful = null;

update activities set direction = null where kind in ('meeting', 'message');

update activities set outcome = 'sent' where kind = 'message';
