"""The key of a company, and what is hashed with it: HMAC-SHA-256, in Python and in SQL alike, cut to 128 bits."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256

Bind = Callable[[object], str]
HASH = "#[0-9a-f]{32}"
HASHED = f"^{HASH}$"
_DIGITS, _BLOCK = 32, 64
_BLANKS = " \t\r\n\v\f\N{NO-BREAK SPACE}"
_FINGERPRINT_OF = "the key of this company"


@dataclass(frozen=True)
class Key:
    """Whoever has it can tell whether a hash is of somebody they know; without it a hash says nothing."""

    secret: bytes = field(repr=False)

    @property
    def fingerprint(self) -> str:
        """What tells it from another key, and nothing else of it."""
        return self.hashed(_FINGERPRINT_OF)

    def hashed(self, text: str) -> str:
        """`#` and 32 hexadecimal digits."""
        return f"#{hmac.new(self.secret, text.encode(), sha256).hexdigest()[:_DIGITS]}"

    def address(self, text: str) -> str:
        """The hash of an e-mail address or a name; case and outer blanks make no other one."""
        return self.hashed(text.strip(_BLANKS).lower())

    def hashed_sql(self, text: str, bind: Bind) -> str:
        """`hashed` of the SQL of a text; null of null."""
        block = self.secret.ljust(_BLOCK, b"\0")
        inner, outer = (bind(bytes(each ^ pad for each in block)) for pad in (0x36, 0x5C))
        digest = f"sha256({outer} || unhex(sha256({inner} || encode({text}))))"
        return f"('#' || left({digest}, {_DIGITS}))"

    def address_sql(self, text: str, bind: Bind) -> str:
        """`address` of the SQL of a text; null of null, and what is hashed already stays as it is."""
        trimmed = f"lower(trim({text}, {bind(_BLANKS)}))"
        return f"case when regexp_full_match({text}, '{HASHED}') then {text} else {self.hashed_sql(trimmed, bind)} end"
