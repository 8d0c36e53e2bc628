"""Who was really at the table, on what a meeting leaves."""

from hypothesis import given, strategies as st

from meetings.domain.fiche import compose_fiche
from meetings.domain.held import compose_held
from meetings.domain.held_people import table_as_held
from meetings.domain.kinds import Presence, PupilPlace, Role
from tests.meetings.domain.builders import (
    SPEECH,
    TODAY,
    case_1,
    convener,
    decide,
    dossier,
    father,
    item,
    mother,
    participant,
    pupil,
    slot,
    teacher,
)
from tests.meetings.domain.canaries import everything
from tests.meetings.domain.lives import Acts, held_case_1, session

NBSP, THIN = "\u00a0", "\u202f"
AGENDA = (item(1), decide(2), decide(3, title="Ce qu’on demande à la MDPH"))


def meeting(**changes):
    plain = {"agenda": AGENDA, "slots": (slot(1, is_chosen=True),)}
    return case_1(**(plain | changes))


def opened(*acts):
    """A meeting opened, then these acts: (kind, payload)."""
    said = Acts()
    said.say("open")
    for kind, payload in acts:
        said.say(kind, **payload)
    return said


def held(acts, on=None):
    return compose_held(on or meeting(), acts.live(), session())


def groups(left):
    return {group.label: group.names for group in left.groups}


def test_who_was_there_and_with_whom():
    said = groups(held(held_case_1()))
    assert said["Présents"].startswith(
        f"Yanis{THIN}; sa mère, avec une amie{THIN}; son père{THIN}; l’AESH, Nadia Roux"
    )
    assert said["Au téléphone"] == "l’orthophoniste, Anne Leroy"
    assert set(said) == {"Présents", "Au téléphone"}


def test_a_presence_nobody_noted_is_not_made_up():
    acts = opened(
        ("presence", {"who": "p2", "state": "here"}), ("presence", {"who": "p3", "state": "excused"}),
        ("presence", {"who": "p7", "state": "late"}),
        ("guest", {"who": "gabcdef01", "label": "Le coach", "world": "social"}),
    )  # fmt: skip
    people = (pupil(), mother(), father(), convener(), teacher(name=""))
    said = groups(held(acts, dossier(participants=people)))
    assert said["Présents"] == "sa mère"
    assert said["Excusés"] == "son père"
    assert said["Arrivés plus tard"].startswith("l’enseignante")
    assert said["Aussi avec nous"] == "Le coach"
    assert said["Présence non notée"].startswith(f"Yanis{THIN}; l’enseignante référente")


def test_a_pupil_who_stays_away_as_agreed_is_nowhere_unless_they_came():
    away = meeting(pupil_place=PupilPlace.WORDS)
    assert "Yanis;" not in everything(held(opened(), away).groups).replace(THIN, "")
    came = opened(("presence", {"who": "p1", "state": "here"}))
    assert groups(held(came, away))["Présents"] == "Yanis"


WHOS = st.sampled_from(["p1", "p2", "p3", "p4", "p5", "gaaaaaaaa", "gbbbbbbbb", "p999"])


@given(
    st.lists(
        st.tuples(WHOS, st.sampled_from(["here", "late", "excused", "remote", "phone"])), max_size=8
    ),
    st.lists(st.tuples(WHOS, WHOS), max_size=6),
)
def test_everybody_is_listed_once_whoever_comes_with_whom(presences, pairs):
    acts = opened(*(("presence", {"who": who, "state": state}) for who, state in presences))
    for who in ("gaaaaaaaa", "gbbbbbbbb"):
        acts.say("guest", who=who, label=f"Nom{who}", world="famille")
    for who, host in pairs:
        acts.say("with", who=who, **{"with": host})
    people = tuple(
        participant(n, name="", called=f"Personne{n}", institution="") for n in range(1, 6)
    )
    said = everything(held(acts, dossier(participants=people)).groups)
    for name in (*(f"Personne{n}" for n in range(1, 6)), "Nomgaaaaaaaa", "Nomgbbbbbbbb"):
        assert said.count(name) == 1


def test_the_table_is_the_one_that_was_sat_at():
    acts = held_case_1()
    acts.say("presence", who="p9", state="excused")
    acts.say("seats", order=["p2", "gaaaaaaaa", "p1"])
    table = held(acts).table
    keys = [seat.spec.key for seat in table.seats]
    assert keys[:3] == ["p2", "gaaaaaaaa", "p1"]
    assert "p9" not in keys
    assert len(keys) == 10
    assert [seat.spec.key for seat in table.seats if seat.spec.remote] == [f"p{SPEECH}"]
    assert not table.has_supported
    assert not any(seat.spec.empty for seat in table.seats)


def test_a_carer_of_the_child_is_never_named():
    carer = father(name="Rose Diop", title="famille d’accueil", called="la famille d’accueil (Rose Diop)",
                   parental_authority=False)  # fmt: skip
    people = (pupil(), mother(), carer, convener())
    acts = opened(("presence", {"who": "p3", "state": "here"}), ("names", {"on": True}),
                  ("floor", {"who": "p3"}), ("role", {"role": "time", "who": "p3"}))  # fmt: skip
    acts.note("words", "1", "Oui.", who="p3")
    acts.note("decision", "1", "Oui.", people=["p3"], by="2027-02-01")
    left = held(acts, dossier(participants=people, agenda=AGENDA))
    assert "Rose" not in everything(compose_fiche(dossier(participants=people), TODAY, left))


def test_those_who_came_sign_with_their_name_and_an_interpreter_does_not():
    people = (
        pupil(), mother(), convener(),
        participant(20, role=Role.INTERPRETER, called="l’interprète", name="Ali"),
        teacher(presence=Presence.WRITTEN),
    )  # fmt: skip
    states = [("presence", {"who": f"p{p.id}", "state": "here"}) for p in people[:4]]
    assert held(opened(*states), dossier(participants=people)).signers == (
        "Yanis", "La mère de Yanis, Samia Belkacem",
        "L’enseignante référente, Hélène Faure (Secteur Lyon 3)",
    )  # fmt: skip


def test_who_came_unforeseen_sits_under_a_word_that_says_who():
    acts = Acts()
    acts.say("open")
    labels = {"gaaaaaaaa": "une amie", "gbbbbbbbb": "L’oncle", "gcccccccc": "Lamine"}
    for who, label in labels.items():
        acts.say("guest", who=who, label=label, world="famille")
    seats = table_as_held(case_1(), acts.live()).seats
    assert {"Amie", "Oncle", "Lamine"} <= {seat.label for seat in seats}
