"""The canonical file of an import: what other sources brought, this one's rows, and what would stop its publication."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import duckdb

from overlap.choices import Question
from overlap.errors import InputError
from overlap.personal import Handling, Key
from overlap.reading import Account, Source
from overlap.warehouse import canonical
from overlap.warehouse.canonical.file_accounts import keep_earlier
from overlap.warehouse.canonical.hidden import drop_addresses
from overlap.warehouse.canonical.joining import Joined, Precedence, join, word_questions
from overlap.warehouse.canonical.merged_leads import merge
from overlap.warehouse.canonical.prefixing import meet, prefix, start_of
from overlap.warehouse.connections import attach, attach_unfinished
from overlap.warehouse.generations.accepting import Stop
from overlap.warehouse.generations.manifest import Manifest
from overlap.warehouse.importing.keeping_out import KeptOut, Unwanted, keep_out, rewrite
from overlap.warehouse.importing.links import broken_as_read, broken_in_canonical
from overlap.warehouse.importing.own_currency import in_own_currency
from overlap.warehouse.importing.shrinking import mostly_gone, mostly_rejected

NO_CURRENCY = "XXX"  # ISO 4217 for "no currency": a house without money


@dataclass(frozen=True)
class Filled:
    """A canonical file that was written: its manifest, with the as-of and currency of the data, and what stops it.

    `supplied` are the tables that any source supplies, `joined` the leads of several sources by how they were joined,
    `kept_out` those of people who are forgotten. `asks`: whose word counts where sources differ.
    """

    draft: Manifest
    stops: tuple[Stop, ...]
    supplied: frozenset[str]
    joined: tuple[Joined, ...]
    kept_out: KeptOut
    asks: tuple[Question, ...]


def write_canonical(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    source: Source,
    account: Account,
    draft: Manifest,
    published: Path | None,
    now: datetime,
    held: frozenset[str],
    personal: Handling,
    key: Key | None,
    currency: str | None,
    unwanted: Unwanted,
    *,
    is_update: bool,
) -> Filled:
    """Write the canonical file beside the one `published`."""
    stops = [*mostly_rejected(connection, account), *broken_as_read(connection, source, account)]
    attach_unfinished(connection, path, "built")
    connection.execute("use built")
    canonical.create_tables(connection)
    if published:
        attach(connection, published, "previous")
        canonical.copy_other_sources(connection, "previous", source.name)
    loaded_at = datetime.fromisoformat(draft.built_at)
    canonical.fill(connection, source, account, loaded_at, draft.time_zone, held, personal)
    draft = _prefixed(connection, source.name, draft)
    if published and is_update:
        keep_earlier(connection, "previous", source.name)
    kept_out = keep_out(connection, unwanted)
    if currency and draft.reporting_currency not in ("", currency):
        in_own_currency(connection, source.name, currency, draft.reporting_currency)
    merge(connection)
    drop_addresses(connection, source.name, personal)
    named = {stop.sentence for stop in stops}
    stops += [stop for stop in broken_in_canonical(connection, source, account) if stop.sentence not in named]
    if published and not is_update:
        stops += mostly_gone(connection, "previous", source.name)
    newest = canonical.newest_event(connection, now)
    as_of = draft.as_of or (newest.isoformat() if newest else draft.built_at)
    supplied = canonical.supplied(connection)
    draft = replace(draft, as_of=as_of, reporting_currency=draft.reporting_currency or _only_currency(connection))
    canonical.cut(connection, draft.as_of_at, draft.time_zone)
    precedence = Precedence(draft.precedence)
    joined = join(connection, precedence, key, draft.same_email)
    asks = word_questions.questions(connection, precedence)
    connection.execute("checkpoint built")
    connection.execute("use scratch")
    if kept_out.texts:
        rewrite(connection, "built", path)
    connection.execute("detach built")
    if published:
        connection.execute("detach previous")
    return Filled(draft, tuple(stops), supplied, joined, kept_out, asks)


def _prefixed(connection: duckdb.DuckDBPyConnection, source: str, draft: Manifest) -> Manifest:
    """The draft that knows whether the source's ids are prefixed, and they are; decided once, where it is new.

    Later its ids are what people have typed about: whether they become others is the company's to say.
    """
    entry = draft.sources[source]
    is_prefixed = bool(entry["prefixed"])
    if not is_prefixed and (met := meet(connection, source)):
        if entry["prefixed"] is not None:
            raise InputError(
                f"{source} has {met[0]} {met[1]}, and so has another source: whose is it? Correct the export, or put "
                f'prefix_ids = true into its house.toml: its ids then are "{start_of(source)}{met[1]}", and what was '
                "typed about its leads under the old ids is theirs no more (accept it once with --accept shrink)."
            )
        is_prefixed = True
    if is_prefixed:
        prefix(connection, source)
    return replace(draft, sources={**draft.sources, source: {**entry, "prefixed": is_prefixed}})


def _only_currency(connection: duckdb.DuckDBPyConnection) -> str:
    found = connection.sql(
        "select distinct currency from canonical.deals where currency is not null order by 1"
    ).fetchall()
    if len(found) > 1:
        listed = ", ".join(row[0] for row in found)
        raise InputError(
            f"The deals are in {listed}, and nothing says which one to report in. "
            'Put a house.toml with reporting_currency = "EUR" (say) beside the files.'
        )
    return found[0][0] if found else NO_CURRENCY
