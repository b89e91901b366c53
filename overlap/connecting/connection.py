"""A connection as the house keeps it: the name of the environment variable that holds the token, never the token."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from overlap.connecting import guides
from overlap.connecting.place import Place
from overlap.errors import UsageError, nearest
from overlap.folders import private_folder
from overlap.tomlfile import read_toml
from overlap.warehouse.generations.durable import write_whole
from overlap.words import shown

_TABLE = "connection"
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True)
class Crm:
    """A CRM that can be connected: its name, the variable its token usually stands in, how one gets a token."""

    name: str
    called: str
    variable: str
    guide: str


CRMS = {
    "hubspot": Crm("hubspot", "HubSpot", "HUBSPOT_TOKEN", guides.HUBSPOT),
    "salesforce": Crm("salesforce", "Salesforce", "SALESFORCE_LOGIN", guides.SALESFORCE),
}


def crm_named(name: str) -> Crm:
    """The CRM of that name. Raises UsageError with the nearest one."""
    if name not in CRMS:
        raise UsageError(f'"{name}" cannot be connected: only {" and ".join(CRMS)} can.{nearest(name, tuple(CRMS))}')
    return CRMS[name]


def variable_of(place: Place) -> str:
    """The variable that the house names. Raises UsageError: it is not connected, or it names none."""
    path = place.folder / "house.toml"
    try:
        declared = read_toml(path).get(_TABLE)
    except FileNotFoundError:
        raise UsageError(f"{place.name} is not connected. Run `overlap connect {place.name}` first.") from None
    named = declared.get("variable") if isinstance(declared, Mapping) else None
    if not isinstance(named, str) or not _VARIABLE.fullmatch(named):
        raise UsageError(f"{path} names no variable. Run `overlap connect {place.name}` again.")
    return named


def token_in(variable: str, environment: Mapping[str, str] = os.environ) -> str:
    """What the variable holds. Raises UsageError, which never says what it holds."""
    if not _VARIABLE.fullmatch(variable):
        raise UsageError(f"{shown(variable)} is no name of an environment variable. Use one like HUBSPOT_TOKEN.")
    token = environment.get(variable, "").strip()
    if not token:
        raise UsageError(f"The environment variable {variable} is not set: nothing can be asked without the token.")
    if not token.isascii() or not token.isprintable() or " " in token:
        raise UsageError(f"What {variable} holds is no token: it has characters that none has. Copy it again.")
    return token


def keep(place: Place, variable: str) -> Path:
    """Write the variable's name into the connection's house.toml; what else it says stays."""
    private_folder(place.folder)
    path = place.folder / "house.toml"
    line = f'variable = "{variable}"'
    try:
        declared, text = read_toml(path), path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        declared, text = {}, "# Settings of the company that is pulled: time_zone, reporting_currency, [choices].\n"
    if _TABLE not in declared:
        text = f"{text.rstrip()}\n\n# The token itself stands in this environment variable, and nowhere else.\n"
        text += f"[{_TABLE}]\n{line}\n"
    elif declared[_TABLE].get("variable") != variable:
        text = re.sub(r"(?m)^\s*variable\s*=.*$", line, text, count=1)
    write_whole(path, text)
    return path
