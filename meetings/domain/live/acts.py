"""The acts of a meeting being held: what a device may say happened, and how it is read.

A meeting is the set of its acts. Each carries its own identifier, so that hearing one twice
changes nothing, and the moment it happened in the time of the server, so that the order in which
they arrive changes nothing either. Whatever comes from a device is read here and nowhere else:
of the wrong shape it is refused, and what the product does not know of is left out.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any
from unicodedata import category
from uuid import UUID

from partners.domain.worlds import World

LONGEST_TEXT, LONGEST_LINE, LONGEST_WORD = 2000, 300, 40
MOST_PEOPLE, MOST_OVER = 60, 50
# From 2020 to 2100: a moment outside is a clock that never was set.
EARLIEST, LATEST = 1_577_836_800_000, 4_102_444_800_000

PRESENCES = ("here", "late", "excused", "remote", "phone")
ROLES = ("time", "writer")
MOMENTS = ("arrive", "leave")
POSITIONS = ("", "agree", "reserve", "disagree")
WAYS = ("", "together", "part", "postpone")
NOTES = ("agreement", "disagreement", "tension", "word", "decision", "later", "words")
SOURCES = ("", "territory", "time")
# What became of what an earlier meeting decided, or tried.
BECAME = ("", "done", "not_yet", "help", "given_up")
DILEMMAS = ("", "protection", "continuity", "explicit", "sharing", "own")

# What says who spoke and how each one felt: erased once the meeting is closed.
PERSONAL = frozenset({"floor", "recast", "feeling"})

_KEPT = "\n\u200c\u200d"
_WHO = re.compile(r"p[1-9][0-9]{0,17}|g[0-9a-f]{8,32}")
_ITEM = re.compile(r"accueil|relire|q[1-9]|[1-9][0-9]{0,17}")
_BEFORE = re.compile(r"d[1-9][0-9]{0,17}|t[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DEVICE = re.compile(r"[A-Za-z0-9_-]{1,40}")
_DAY = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}")
_HOUR = re.compile(r"[0-9]{2}:[0-9]{2}(:[0-9]{2})?")

Read = Callable[[Any], Any]


class ActRefusedError(ValueError):
    """What a device sent is no act of ours; the message says why, in French."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that happened. `at` is in milliseconds since 1970, in the time of the server."""

    id: str
    kind: str
    at: int
    device: str
    payload: Mapping[str, Any] = field(default_factory=dict)

    @property
    def order(self) -> tuple[int, str]:
        """Where it stands among the others, the same on every device."""
        return (self.at, self.id)

    def as_json(self) -> dict[str, Any]:
        """As it travels: the payload beside the rest."""
        return {
            "id": self.id, "kind": self.kind, "at": self.at, "device": self.device, **self.payload
        }  # fmt: skip


def read_act(raw: object) -> Act:
    """The act that a device sent.

    Raises ActRefusedError when it is none.
    """
    if not isinstance(raw, Mapping):
        raise ActRefusedError("Ce qui a été reçu n’est pas lisible.")
    kind = raw.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        raise ActRefusedError("Cette page est plus ancienne ou plus récente que le site.")
    payload = {name: read(raw.get(name)) for name, read in KINDS[kind].items()}
    return Act(_uuid(raw.get("id")), kind, _at(raw.get("at")), _device(raw.get("device")), payload)


def written(payload: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an entry that say something, as a version shows them."""
    return {
        name: payload[name]
        for name in ENTRY
        if name not in _OF_VERSION and payload.get(name) not in ("", [], {}, False, None)
    }


def readable(text: str) -> str:
    """The text without what is not written: controls, and marks that turn the direction of a line.

    The spaces of French stay, and what joins or parts letters in Arabic and in Persian.
    """
    return "".join(c for c in text if c.isprintable() or c in _KEPT or category(c) == "Zs")


# --- How each field is read --------------------------------------------------------------------


def _uuid(value: Any) -> str:
    try:
        return str(UUID(value))
    except (ValueError, AttributeError, TypeError) as error:
        raise ActRefusedError("Cette note n’a pas d’identifiant lisible.") from error


def _at(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not EARLIEST <= value <= LATEST:
        raise ActRefusedError("L’heure de cette note n’est pas lisible.")
    return value


def _device(value: Any) -> str:
    if not isinstance(value, str) or not _DEVICE.fullmatch(value):
        raise ActRefusedError("L’appareil qui envoie n’a pas de nom lisible.")
    return value


def _text(longest: int) -> Read:
    def read(value: Any) -> str:
        if value is None:
            return ""
        if not isinstance(value, str):
            raise ActRefusedError("Un texte n’est pas lisible.")
        text = readable(value).strip()
        if len(text) > longest:
            raise ActRefusedError(f"Un texte dépasse {longest} signes : raccourcissez-le.")
        return text

    return read


def _one_of(words: tuple[str, ...]) -> Read:
    def read(value: Any) -> str:
        value = "" if value is None else value
        if value not in words:
            raise ActRefusedError("Un choix n’est pas de ceux que l’on connaît.")
        return str(value)

    return read


def _matching(pattern: re.Pattern[str], *, optional: bool = False) -> Read:
    def read(value: Any) -> str:
        if optional and value in (None, ""):
            return ""
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise ActRefusedError("La personne ou le point désigné n’est pas lisible.")
        return value

    return read


def _flag(value: Any) -> bool:
    if value is not None and not isinstance(value, bool):
        raise ActRefusedError("Un oui ou non n’est pas lisible.")
    return bool(value)


def _day(value: Any) -> str:
    return _iso(value, date.fromisoformat, _DAY, "Une date n’est pas lisible.")


def _hour(value: Any) -> str:
    return _iso(value, time.fromisoformat, _HOUR, "Une heure n’est pas lisible.")[: len("10:15")]


def _iso(value: Any, parse: Callable[[str], Any], form: re.Pattern[str], why: str) -> str:
    """The date or the hour, written as browsers write it: others would not be read on a device."""
    if value in (None, ""):
        return ""
    if not isinstance(value, str) or not form.fullmatch(value):
        raise ActRefusedError(why)
    try:
        parse(value)
    except ValueError as error:
        raise ActRefusedError(why) from error
    return value


def _many(read_one: Read, most: int) -> Read:
    def read(value: Any) -> list[str]:
        value = [] if value is None else value
        if not isinstance(value, list) or len(value) > most:
            raise ActRefusedError("Une liste n’est pas lisible.")
        return list(dict.fromkeys(read_one(one) for one in value))

    return read


def _holds(value: Any) -> dict[str, str]:
    value = {} if value is None else value
    if not isinstance(value, Mapping) or len(value) > MOST_PEOPLE:
        raise ActRefusedError("Une liste n’est pas lisible.")
    said = {_who(who): _line(text) for who, text in value.items()}
    return {who: said[who] for who in sorted(said) if said[who]}


_who, _anybody = _matching(_WHO), _matching(_WHO, optional=True)
_item = _matching(_ITEM)
_line, _long = _text(LONGEST_LINE), _text(LONGEST_TEXT)
_people = _many(_who, MOST_PEOPLE)

# A version of something written: its kind of note, where it stands, what it replaces, and the
# fields of all kinds, each kind using its own.
_OF_VERSION = frozenset({"entry", "over", "gone"})
ENTRY: Mapping[str, Read] = {
    "entry": _uuid,
    "note": _one_of(NOTES),
    "item": _item,
    "over": _many(_uuid, MOST_OVER),
    "gone": _flag,
    "text": _long,
    "who": _anybody,
    "consent": _flag,
    "between": _many(_who, 2),
    "source": _one_of(SOURCES),
    "holds": _holds,
    "how": _line,
    "while": _line,
    "dilemma": _one_of(DILEMMAS),
    "own_dilemma": _line,
    "invention": _long,
    "try_until": _day,
    "looks": _people,
    "meaning": _line,
    "people": _people,
    "by": _day,
    "seen": _line,
    "until": _day,
}

# Each kind of act, and how each of its fields is read.
KINDS: Mapping[str, Mapping[str, Read]] = {
    "open": {},
    "presence": {"who": _who, "state": _one_of(PRESENCES)},
    "guest": {
        "who": _who, "label": _text(80), "world": _one_of(tuple(World)),
        "with": _anybody, "gone": _flag,
    },
    "with": {"who": _who, "with": _anybody},
    "seats": {"order": _people},
    "role": {"role": _one_of(ROLES), "who": _anybody},
    "feeling": {"moment": _one_of(MOMENTS), "who": _who, "word": _text(LONGEST_WORD)},
    "point": {"item": _item},
    "floor": {"who": _anybody},
    "recast": {"act": _uuid, "who": _anybody},
    "watch": {"on": _flag},
    "names": {"on": _flag},
    "undo": {"act": _uuid},
    "entry": ENTRY,
    "position": {
        "entry": _uuid, "who": _who, "say": _one_of(POSITIONS), "reason": _line
    },
    "settle": {"item": _item, "way": _one_of(WAYS), "until": _day, "text": _line},
    "asked": {"item": _item},
    "became": {"what": _matching(_BEFORE), "said": _one_of(BECAME), "text": _line},
    "reread": {"on": _flag},
    "next": {"day": _day, "time": _hour, "text": _long},
    "close": {},
    "reopen": {},
}  # fmt: skip
