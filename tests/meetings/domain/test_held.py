from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from meetings.domain.fiche import compose_fiche
from meetings.domain.held import compose_held
from meetings.domain.kinds import MeetingKind
from meetings.domain.live.acts import NOTES
from meetings.domain.live.wording import CDAPH
from meetings.domain.measures import compose_measures
from partners.domain.worlds import World
from tests.meetings.domain.builders import (
    AESH,
    MOTHER,
    TEACHER,
    TODAY,
    aesh,
    case_1,
    convener,
    decide,
    dossier,
    item,
    mother,
    moved,
    pupil,
    slot,
    teacher,
)
from tests.meetings.domain.canaries import everything
from tests.meetings.domain.dossiers import dossiers
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


def held(acts, on=None, **changes):
    return compose_held(on or meeting(), acts.live(), session(**changes))


def one(note, text="Un texte.", point="2", **fields):
    """What is left of a meeting in which one thing was written."""
    acts = opened()
    acts.note(note, point, text, **fields)
    return held(acts)


def points(left):
    return {point.item: point for point in left.points}


# --- Each note once, in order ------------------------------------------------------------------


def written(left):
    """Every note of what is left, by where it stands, in the order of reading."""
    parts = [
        part
        for point in left.points
        for part in (*point.quotes, *point.agreements, *point.disagreements, *point.tensions)
    ]
    later = [part for part in left.later if not part.is_point]
    return [part.entry for part in (*parts, *left.decisions, *left.words, *later)]


ITEMS = ("accueil", "1", "2", "3", "7", "99", "q2", "q9", "relire")


@given(st.lists(st.tuples(st.sampled_from(NOTES), st.sampled_from(ITEMS)), max_size=60))
def test_whatever_is_written_stands_once(notes):
    acts = opened()
    entries = [acts.note(note, point, f"Texte {n}.") for n, (note, point) in enumerate(notes)]
    left = held(acts, meeting(agenda=(*AGENDA, moved(7))))
    assert sorted(written(left)) == sorted(entries)
    assert [decision.number for decision in left.decisions] == list(
        range(1, len(left.decisions) + 1)
    )


@given(st.lists(st.sampled_from(ITEMS), max_size=30))
def test_on_each_point_notes_stay_in_the_order_they_were_written(items):
    acts = opened()
    order = {acts.note("agreement", point, "Oui."): n for n, point in enumerate(items)}
    for point in held(acts).points:
        ranks = [order[line.entry] for line in point.agreements]
        assert ranks == sorted(ranks)


def test_points_come_in_the_order_of_the_agenda_with_what_is_beside_it():
    acts = opened()
    for point in ("relire", "3", "1", "accueil", "99"):
        acts.note("agreement", point, "Oui.")
    told = [(point.number, point.title) for point in held(acts).told_points]
    assert told == [
        (None, "En arrivant"),
        (1, "Ce que Yanis vit l’après-midi"),
        (2, "Les temps du SESSAD et les temps de classe"),
        (3, "Ce qu’on demande à la MDPH"),
        (None, "Hors de l’ordre du jour"),
        (None, "En relisant ensemble"),
    ]


def test_decisions_are_numbered_point_after_point():
    acts = opened()
    acts.note("decision", "3", "La seconde.")
    acts.note("decision", "2", "La première.")
    left = held(acts)
    assert [(d.number, d.text) for d in left.decisions] == [(1, "La première."), (2, "La seconde.")]
    assert [points(left)[point].decided for point in ("1", "2", "3")] == [
        "", "décision 1", "décision 2",
    ]  # fmt: skip


def test_what_was_taken_back_is_nowhere():
    acts = opened()
    entry = acts.note("decision", "2", "SECRET")
    acts.say("entry", entry=entry, note="decision", item="2", text="SECRET", gone=True,
             over=[acts.acts[-1].id])  # fmt: skip
    assert "SECRET" not in everything(held(acts))


def test_two_versions_are_both_printed_until_somebody_chooses():
    acts = opened()
    entry = acts.note("agreement", "1", "Le lundi.")
    acts.say("entry", entry=entry, note="agreement", item="1", text="Le mardi.")
    left = held(acts)
    (line,) = points(left)["1"].agreements
    assert line.written == f"Le mardi.\n(écrit aussi{NBSP}: Le lundi.)"
    assert left.to_look_at[-1] == (
        f"«{NBSP}Le mardi.{NBSP}» est écrit de deux façons{NBSP}: choisissez."
    )


# --- One note ----------------------------------------------------------------------------------


def test_who_holds_a_disagreement_is_named_with_their_consent_only():
    for consent, who in ((True, "son père"), (False, "")):
        (line,) = points(one("disagreement", who="p3", consent=consent))["2"].disagreements
        assert line.who == who


def test_words_are_quoted_once_as_they_were_said():
    (line,) = points(one("words", "« je sais pas où on en est »", who="p1"))["2"].quotes
    assert (line.who, line.text) == ("Yanis", f"«{NBSP}je sais pas où on en est{NBSP}»")


def test_a_tension_says_both_sides_and_what_it_became():
    (tension,) = points(held(held_case_1()))["2"].tensions
    assert tension.is_dilemma
    assert tension.between == "Entre l’enseignante et l’éducatrice spécialisée"
    assert tension.holds == (
        ("L’enseignante", "la suite de la leçon"),
        ("L’éducatrice spécialisée", "un vrai temps de travail à deux"),
    )
    assert tension.dilemma == "Continuité – discontinuité"
    assert tension.question == f"Comment rester avec la classe tout en étant aidé{THIN}?"
    assert tension.trial == (
        f"Nous essayons jusqu’au 4{NBSP}mars 2027. Regardent{NBSP}: la mère de Yanis et l’enseignante."
    )


def test_a_tension_nobody_made_a_dilemma_stays_one():
    (tension,) = points(one("tension", source="time"))["2"].tensions
    assert not tension.is_dilemma
    assert tension.source == "Elle vient des temps de chacun."


def test_a_dilemma_of_their_own_and_words_typed_twice():
    left = one("tension", dilemma="own", own_dilemma="aider – laisser faire",
               how="Comment aider ?", **{"while": "tout en laissant chercher."})  # fmt: skip
    (tension,) = points(left)["2"].tensions
    assert tension.dilemma == "Aider – laisser faire"
    assert tension.question == f"Comment aider tout en laissant chercher{THIN}?"


def test_a_decision_says_who_by_when_and_what_will_be_seen():
    left = held(held_case_1())
    first = left.decisions[0]
    assert first.who == "l’éducatrice spécialisée et l’enseignante"
    assert (first.by, first.by_iso) == (f"19{NBSP}mars 2027", "2027-03-19")
    assert first.seen == "Yanis suit la leçon du jeudi."
    assert first.positions == (f"Réserve de l’AESH{NBSP}: elle n’est pas payée l’après-midi",)


def test_a_disagreement_on_a_decision_comes_first_with_its_reason():
    acts = opened()
    entry = acts.note("decision", "2", "Oui.", people=["p2"], by="2027-02-01")
    acts.say("position", entry=entry, who="p2", say="agree")
    acts.say("position", entry=entry, who="p3", say="disagree", reason="trop tôt")
    assert held(acts).decisions[0].positions == (
        f"Désaccord du père de Yanis{NBSP}: trop tôt", f"D’accord{NBSP}: la mère de Yanis.",
    )  # fmt: skip


def test_what_a_decision_lacks_is_for_whoever_convenes():
    left = one("decision")
    assert left.to_look_at == (
        "La présence de dix personnes n’est pas notée.",
        f"Décision 1{NBSP}: il manque qui et pour quand.",
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Demander une aide humaine.", True), ("Écrire à la MDPH.", True),
        ("Revoir l’orientation.", True), ("L’AESH s’éloigne deux minutes.", False),
        ("Un carnet d’une ligne.", False),
    ],
)  # fmt: skip
def test_that_the_cdaph_decides_is_said_where_it_does(text, said):
    assert (one("decision", text).reminder == CDAPH) is said


def test_what_is_put_off_says_until_when():
    acts = opened(("settle", {"item": "3", "way": "postpone", "until": "2027-03-04", "text": ""}))
    acts.note("later", "2", "Le transport", until="2027-02-01")
    left = held(acts)
    assert [(one.text, one.until, one.is_point) for one in left.later] == [
        ("Ce qu’on demande à la MDPH", f"au 4{NBSP}mars 2027", True),
        ("Le transport", f"au 1er{NBSP}février 2027", False),
    ]
    assert points(left)["3"].settled == f"Nous avons reporté ce point au 4{NBSP}mars 2027."


def test_a_word_explained_in_the_room_is_not_explained_twice():
    acts = held_case_1()
    acts.note("word", "2", "SESSAD", meaning="Ce qu’Inès a expliqué.")
    fiche = compose_fiche(meeting(), TODAY, held(acts))
    assert [word.text for word in fiche.held.words] == ["notification", "SESSAD"]
    assert "SESSAD" not in {word for word, _ in fiche.words}
    assert "GEVA-Sco" in {word for word, _ in fiche.words}


# --- Speech, words, hours ----------------------------------------------------------------------


@given(
    st.dictionaries(st.sampled_from([w.value for w in World]), st.integers(0, 10**7), max_size=6),
    st.dictionaries(st.sampled_from(["p1", "p2", "p4", "p999"]), st.integers(0, 10**7), max_size=4),
)
def test_shares_make_a_hundred_or_are_not_told(shares, by_name):
    left = held(opened(("names", {"on": True})), shares=shares, by_name=by_name)
    for told in (left.shares, left.named_shares):
        assert sum(share.percent for share in told) in {0, 100}
    assert bool(left.shares) is any(shares.values())


def test_the_family_comes_first_and_what_runs_now_counts_with_what_was_kept():
    acts = opened(("floor", {"who": f"p{MOTHER}"}), ("floor", {"who": f"p{AESH}"}),
                  ("floor", {"who": ""}))  # fmt: skip
    left = held(acts, shares={"famille": 60_000, "ecole": 60_000}, closed=None)
    assert [(s.label, s.percent) for s in left.shares] == [("Famille et élève", 50), ("École", 50)]


@pytest.mark.parametrize("off", ["watch", "names"])
def test_nobody_is_told_by_name_nor_watched_who_did_not_agree(off):
    acts = opened(("names", {"on": off != "names"}), ("watch", {"on": off != "watch"}))
    left = held(acts, shares={"famille": 1}, by_name={"p2": 1})
    assert left.named_shares == ()
    assert bool(left.shares) is (off == "names")


def test_what_each_felt_is_a_count():
    acts = opened(("feeling", {"moment": "arrive", "who": "p2", "word": "SECRET"}))
    left = held(acts, arrived=2, left=1)
    assert left.feelings == (
        f"Dits à la table{NBSP}: trois mots en arrivant et un mot en repartant. "
        "Ces mots ne sont pas gardés."
    )
    assert "SECRET" not in everything(left)


def test_when_it_was_really_held():
    left = held(opened())
    assert left.when.startswith("jeudi 21")
    assert left.hours == f"Ouverte à 10{NBSP}h{NBSP}17, fermée à 11{NBSP}h{NBSP}31."
    other = held(opened(), opened="2027-01-22 09:00", closed="2027-01-22 10:00")
    assert other.when == f"vendredi 22{NBSP}janvier 2027, 9{NBSP}h – 10{NBSP}h"
    still = held(opened(), opened="2027-01-22 09:00", closed=None)
    assert still.when == f"vendredi 22{NBSP}janvier 2027, 9{NBSP}h"
    assert still.hours.endswith("pas encore fermée.")


def test_what_comes_next():
    left = held(held_case_1())
    assert left.next_day == f"jeudi 4{NBSP}mars 2027, 10{NBSP}h{NBSP}15"
    assert left.next_text == "Regarder ensemble le carnet."
    assert left.reread


# --- The fiche ---------------------------------------------------------------------------------


def test_before_it_opens_the_fiche_has_room_to_write_and_what_is_empty():
    fiche = compose_fiche(meeting(), TODAY)
    assert fiche.held is None
    assert fiche.empty


def test_once_opened_the_fiche_says_what_was():
    fiche = compose_fiche(meeting(), TODAY, held(held_case_1()))
    assert fiche.empty == ()
    assert [group.label for group in fiche.groups] == ["Présents", "Au téléphone"]
    assert len(fiche.table.seats) == 11


def test_the_four_questions_of_a_concertation_are_its_points():
    people = (aesh(), teacher(is_convener=True))
    plain = dossier(kind=MeetingKind.CONCERTATION_AESH, participants=people)
    acts = opened()
    acts.note("agreement", "q3", "Deux minutes.")
    told = held(acts, plain).told_points
    assert [point.number for point in told] == [1, 2, 3, 4]
    assert told[2].agreements[0].text == "Deux minutes."
    assert told[0].is_silent


def test_nothing_private_is_in_what_a_meeting_leaves():
    marked = tuple(
        replace(person, needs="SECRET", work="SECRET", reason="SECRET", supported=True)
        for person in meeting().participants
    )
    text = everything(held(held_case_1(), meeting(participants=marked)))
    assert "SECRET" not in text
    assert "soutenir" not in text


def test_a_person_taken_off_the_list_since_is_left_out():
    acts = opened(("role", {"role": "time", "who": f"p{TEACHER}"}))
    entry = acts.note("decision", "1", "Oui.", people=[f"p{TEACHER}", f"p{MOTHER}"])
    acts.note("words", "1", "Bien.", who=f"p{TEACHER}")
    acts.say("position", entry=entry, who=f"p{TEACHER}", say="reserve", reason="x")
    people = (pupil(), mother(), convener())
    left = held(acts, dossier(participants=people, agenda=AGENDA))
    assert left.decisions[0].who == "la mère de Yanis"
    assert left.decisions[0].positions == ()
    assert points(left)["1"].quotes[0].who == ""
    assert left.roles == ""


@given(
    dossiers(),
    st.lists(
        st.tuples(
            st.sampled_from(NOTES), st.integers(1, 7), st.integers(1, 14), st.integers(1, 14)
        ),
        max_size=12,
    ),
)
def test_any_meeting_leaves_a_fiche_that_holds_each_note_once(plain, notes):
    acts = opened()
    entries = [
        acts.note(note, str(point), f"Texte {n}.", who=f"p{one}", people=[f"p{one}", f"p{other}"],
                  between=[f"p{one}", f"p{other}"], by="2027-02-01")
        for n, (note, point, one, other) in enumerate(notes)
    ]  # fmt: skip
    acts.say("settle", item="1", way="postpone", until="", text="")
    left = compose_fiche(plain, TODAY, held(acts, plain)).held
    assert sorted(written(left)) == sorted(entries)
    compose_measures(plain, left)


def test_two_people_of_one_world_have_no_share_of_a_hundred():
    alone = replace(meeting(), participants=(teacher(), aesh()))
    spoken = session(shares={"ecole": 60_000})
    assert compose_held(meeting(), opened().live(), spoken).shares
    assert compose_held(alone, opened().live(), spoken).shares == ()
