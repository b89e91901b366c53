"""Days and limits that hold for every company and that nobody signs; SQL counts by those of macros/limits.sql."""

CONTACT_DAYS = 14
RATING_DAYS = 14
FIRST_DAYS = 14
HOLD_DAYS = 14
LEFT_ALONE_DAYS = 14
STARS = (1, 5)

LONGEST_COMMENT = 2_000  # of whatever is typed as free text: comments, notes, reasons why
LONGEST_VALUE = 500
