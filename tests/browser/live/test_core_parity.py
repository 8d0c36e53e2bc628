"""The two folds of a meeting, the server's and the devices', make the same of the same acts."""

import random

import pytest
from django.templatetags.static import static

from meetings.domain.live import speech
from meetings.domain.live.acts import KINDS, read_act
from meetings.domain.live.fold import fold

pytestmark = pytest.mark.device

SETS, LONGEST = 400, 60
START = 1_800_000_000_000
SPAN = 40  # ms: so short that many acts happen at the same moment
PEOPLE = ("p1", "p2", "p3", "gabcdef01")
ITEMS = ("accueil", "1", "12", "q1", "relire")


def uuid(random_):
    return f"{random_.getrandbits(32):08x}-0000-4000-8000-{random_.getrandbits(48):012x}"


FIELDS = {
    "who": lambda r, _: r.choice(PEOPLE),
    "state": lambda r, _: r.choice(["here", "late", "excused", "remote", "phone"]),
    "label": lambda r, _: r.choice(["La tante", "Un voisin"]),
    "world": lambda r, _: r.choice(["famille", "soin"]),
    "with": lambda r, _: r.choice(["", *PEOPLE]),
    "gone": lambda r, _: r.random() < 0.3,
    "order": lambda r, _: r.sample(PEOPLE, 3),
    "role": lambda r, _: r.choice(["time", "writer"]),
    "moment": lambda r, _: r.choice(["arrive", "leave"]),
    "word": lambda r, _: r.choice(["", "serein", "  las "]),
    "item": lambda r, _: r.choice(ITEMS),
    "on": lambda r, _: r.random() < 0.6,
    "act": lambda r, known: r.choice(known),
    "entry": lambda r, known: known[r.randrange(min(3, len(known)))],
    "note": lambda r, _: r.choice(["tension", "decision", "word", "agreement"]),
    "over": lambda r, known: r.sample(known, min(len(known), r.randrange(3))),
    "say": lambda r, _: r.choice(["", "agree", "reserve", "disagree"]),
    "reason": lambda r, _: r.choice(["", "trop tôt"]),
    "way": lambda r, _: r.choice(["", "together", "part", "postpone"]),
    "until": lambda r, _: r.choice(["", "2027-02-01"]),
    "day": lambda r, _: r.choice(["", "2027-03-04"]),
    "time": lambda r, _: r.choice(["", "10:30"]),
    "text": lambda r, _: r.choice(["", "Un texte", "«\u00a0Deux\u00a0»"]),
    "what": lambda r, known: r.choice(["d1", "d27", f"t{known[0]}"]),
    "said": lambda r, _: r.choice(["", "done", "not_yet", "help", "given_up"]),
    "consent": lambda r, _: r.random() < 0.5,
    "between": lambda r, _: r.sample(PEOPLE, 2),
    "holds": lambda r, _: {who: r.choice(["", "tient"]) for who in r.sample(PEOPLE, 2)},
    "people": lambda r, _: r.sample(PEOPLE, r.randrange(3)),
}
# What stays out of a device's act where nobody said anything.
MAY_LACK = ("consent", "between", "holds", "people", "until", "reason", "gone", "over")
OPTIONAL = {"position": ("reason",), "settle": ("until", "text"), "next": ("day", "time", "text")}
# Kinds on which the rest hangs, drawn more often than one in twenty.
OFTEN = ("floor", "floor", "point", "entry", "entry", "undo", "recast", "close", "reopen")


def drawn(random_, known):
    """One act as a device would send it, about acts already drawn or not."""
    kind = random_.choice([*KINDS, *OFTEN])
    lacking = {*OPTIONAL.get(kind, ()), *(MAY_LACK if kind == "entry" else ())}
    payload = {
        name: FIELDS[name](random_, known)
        for name in KINDS[kind]
        if name in FIELDS and not (name in lacking and random_.random() < 0.4)
    }
    if kind in {"floor", "recast", "role"} and random_.random() < 0.3:
        payload["who"] = ""
    return {
        "id": random_.choice(known), "kind": kind, "at": START + random_.randrange(SPAN),
        "device": random_.choice(["d1", "d2"]), **payload,
    }  # fmt: skip


def some_acts(seed):
    """Acts as the server gives them back: each identifier once, in whatever order, some twice."""
    random_ = random.Random(seed)
    known = [uuid(random_) for _ in range(LONGEST)]
    raws = {
        raw["id"]: raw for raw in (drawn(random_, known) for _ in range(random_.randrange(LONGEST)))
    }
    acts = [read_act(raw) for raw in raws.values()]
    acts += random_.sample(acts, len(acts) // 4)
    random_.shuffle(acts)
    return acts


FOLD_ALL = """async ({ module, sets, now }) => {
    const { fold } = await import(module);
    return sets.map((acts) => fold(acts, now));
}"""


@pytest.fixture
def modules(visit, live_server):
    """A page with nothing in it, from which the modules of the site can be asked."""
    page = visit()
    page.goto(f"{live_server.url}/reunions/hors-ligne")
    return page


def test_both_folds_make_the_same_meeting(modules):
    sets = [some_acts(seed) for seed in range(SETS)]
    now = START + SPAN + 5
    of_devices = modules.evaluate(
        FOLD_ALL,
        {
            "module": static("js/live/fold.js"),
            "sets": [[act.as_json() for act in acts] for acts in sets],
            "now": now,
        },
    )
    of_server = [fold(acts, now).as_json() for acts in sets]
    for seed, (theirs, ours) in enumerate(zip(of_devices, of_server, strict=True)):
        assert theirs == ours, f"seed {seed}"
    # The acts drawn reach every part of a meeting.
    assert all(any(state[part] for state in of_server) for part in of_server[0])


def test_both_share_out_speech_alike(modules):
    random_ = random.Random(7)
    amounts = [[random_.randrange(10**random_.randrange(7)) for _ in range(random_.randrange(7))]
               for _ in range(SETS)]  # fmt: skip
    of_devices = modules.evaluate(
        """async ({ module, amounts }) => {
            const { shares } = await import(module);
            return amounts.map(shares);
        }""",
        {"module": static("js/live/speech.js"), "amounts": amounts},
    )
    assert of_devices == [speech.shares(some) for some in amounts]
