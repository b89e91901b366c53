"""What stands on a viewer's screen after a run, put together from the messages as a browser does it, as one digest."""

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256

from google.protobuf.json_format import MessageToDict
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

# The one block that looking at it changes: the visits of this very test are counted there.
_COUNTS_VISITS = "## Who looks at it"
# Names that a session gives; what they name is compared, not they.
_NAMES = ("id", "formId", "fragmentId", "elementHash", "activeScriptHash", "previousId", "deferredFileId")


def digest(messages: Iterable[ForwardMsg]) -> str:
    """One digest of every text, figure and table, and of where each stands."""
    return sha256("\n".join(said(messages)).encode()).hexdigest()


def said(messages: Iterable[ForwardMsg]) -> Iterator[str]:
    """Each element that stands at the end with its place, in order of places.

    As in a browser, a block in the place of one of its kind inherits what stands in that: of a block drawn twice in a
    run the parts may arrive before the second block, since a part that waits to be sent is replaced where it waits.
    """
    stands: dict[tuple[int, ...], str] = {}
    kinds: dict[tuple[int, ...], str | None] = {}
    for message in messages:
        if message.WhichOneof("type") != "delta":
            continue
        place = tuple(message.metadata.delta_path)
        kind = message.delta.add_block.WhichOneof("type") if message.delta.HasField("add_block") else None
        if place in stands and kinds[place] != kind:
            for below in [each for each in stands if each[: len(place)] == place]:
                del stands[below], kinds[below]
        kinds[place] = kind
        stands[place] = json.dumps(_plain(MessageToDict(message.delta)), sort_keys=True)
    for block in [place[:-2] for place, text in stands.items() if _COUNTS_VISITS in text]:
        stands = {place: text for place, text in stands.items() if place[: len(block)] != block}
    return (f"{place} {text}" for place, text in sorted(stands.items()))


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items() if name not in _NAMES}
    return [_plain(inner) for inner in value] if isinstance(value, list) else value
