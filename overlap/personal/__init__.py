"""Personal data: what a company keeps of it in clear, the key it is hashed with, and who is forgotten.

    handling = handling_of(answers, key_file)        # e-mails kept, hashed or dropped; names; other texts
    key.address("Maria@Example.com")                 # "#3f0c...": the same for every way to write one address
    key.address_sql("email", bind)                   # the same in SQL; what is hashed already stays as it is

Two sources of a company find one person by `address_sql` of their e-mails, whether they keep them in clear or hashed.
The room is pure but for `key_file`: it knows neither sources nor warehouses.
"""

from overlap.personal.handling import HANDLED, KEPT_AS_IT_IS, Handling, handling_of, handling_questions
from overlap.personal.key import Key
from overlap.personal.key_file import KeyFile

__all__ = ["HANDLED", "KEPT_AS_IT_IS", "Handling", "Key", "KeyFile", "handling_of", "handling_questions"]
