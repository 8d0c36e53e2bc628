"""Acts of a meeting being held, written by hand or drawn at random."""

import json
import uuid

from django.urls import reverse
from hypothesis import strategies as st

from meetings.domain.live import acts
from meetings.domain.live.acts import read_act

# 21 January 2027, 10 h 15 in Paris, in milliseconds.
T0 = 1_800_522_900_000
MINUTE = 60_000


def uid():
    return str(uuid.uuid4())


def make(kind, *, at=T0, act_id=None, device="d1", **payload):
    """An act as a device writes it."""
    return {"id": act_id or uid(), "kind": kind, "at": at, "device": device, **payload}


def entry(text, *, note="agreement", item="accueil", of=None, over=(), **fields):
    """A version of something written."""
    fields = {"note": note, "item": item, "text": text, "over": list(over), **fields}
    return make("entry", entry=of or uid(), **fields)


def send(client, meeting, *sent, since=0, **said):
    """POST acts as a device does."""
    body = {"acts": sent, "since": since, "device": "d1", **said}
    address = reverse("meetings:live_acts", args=[meeting.reference])
    return client.post(address, json.dumps(body), content_type="application/json")


# --- At random ---------------------------------------------------------------------------------

UUIDS = [str(uuid.UUID(int=n)) for n in range(1, 40)]
_idents = st.sampled_from(UUIDS)
_people = st.sampled_from(["p1", "p2", "p3", "gaaaaaaaa"])
_lists = st.lists(_people, max_size=3, unique=True)
_days = st.sampled_from(["", "2027-03-19"])
_texts = st.sampled_from(["", "Il rate les maths", "il n’y a pas d’autre créneau"])

_FIELDS = {
    "who": _people,
    "state": st.sampled_from(acts.PRESENCES),
    "label": st.just("La tante"),
    "world": st.sampled_from(["famille", "ecole"]),
    "with": st.sampled_from(["", "p1"]),
    "gone": st.booleans(),
    "order": _lists,
    "role": st.sampled_from(acts.ROLES),
    "moment": st.sampled_from(acts.MOMENTS),
    "word": st.sampled_from(["", "curieuse"]),
    "item": st.sampled_from(["accueil", "1", "2", "relire"]),
    "act": _idents,
    "on": st.booleans(),
    "entry": st.sampled_from(UUIDS[:3]),
    "note": st.sampled_from(acts.NOTES),
    "text": _texts,
    "over": st.lists(_idents, max_size=3, unique=True),
    "between": st.lists(_people, max_size=2, unique=True),
    "source": st.sampled_from(acts.SOURCES),
    "holds": st.dictionaries(_people, _texts, max_size=2),
    "dilemma": st.sampled_from(acts.DILEMMAS),
    "people": _lists,
    "by": _days,
    "say": st.sampled_from(acts.POSITIONS),
    "reason": _texts,
    "way": st.sampled_from(acts.WAYS),
    "until": _days,
    "day": _days,
    "time": st.sampled_from(["", "10:15"]),
    "consent": st.booleans(),
    "what": st.sampled_from(["d1", "d2", f"t{UUIDS[0]}"]),
    "said": st.sampled_from(acts.BECAME),
}
_OPTIONAL_WHO = {"floor": st.sampled_from(["", "p1", "p2", "p3"])}
_OFTEN = ["entry"] * 4 + ["floor"] * 4 + ["point"] * 2


@st.composite
def random_acts(draw, least=0, most=40):
    """The acts of a meeting: any kinds, times close to each other, identifiers all different."""
    idents = draw(st.lists(_idents, min_size=least, max_size=most, unique=True))
    return [draw(_act(ident)) for ident in idents]


@st.composite
def _act(draw, ident):
    kind = draw(st.sampled_from([*acts.KINDS, *_OFTEN]))
    fields = {name: draw(_FIELDS[name]) for name in acts.KINDS[kind] if name in _FIELDS}
    if kind == "floor":
        fields["who"] = draw(_OPTIONAL_WHO["floor"])
    at = T0 + draw(st.integers(0, 40)) * 1000
    return read_act(make(kind, at=at, act_id=ident, device=draw(st.sampled_from("ab")), **fields))
