"""What holds of every principle, and of all of them together."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from meetings.domain.kinds import Step
from meetings.domain.principles import PRINCIPLES, look_at, review
from meetings.domain.principles.moves import is_too_much, propose_moves
from tests.meetings.domain.builders import TODAY, dossier, mother, place, pupil, set_aside
from tests.meetings.domain.cases import case_1, case_2, case_3, case_4, prepared_case_1
from tests.meetings.domain.dossiers import dossiers

# What each page carries as `id`, by step: what `anchors` promises.
ANCHORS = {
    Step.PROBLEM: r"id_problem|id_viewpoint_\d+",
    Step.GUESTS: r"add-person|pupil-place|companion|person-\d+",
    Step.PLACE: r"add-place|place-\d+",
    Step.SLOT: r"add-slot|slot-\d+",
    Step.AGENDA: r"times|moves|item-\d+",
    Step.INFORMATION: r"item-\d+|information-\d+",
}
# Words that would judge somebody, or that are ours and not the reader’s.
NEVER_SAID = re.compile(
    r"\b(score|erreur|alerte|danger|faute|manquement|refus|dominés?|findings?)\b"
)

any_dossier = settings(max_examples=200, deadline=None)


@any_dossier
@given(dossiers())
def test_every_finding_says_a_fact_why_and_something_to_do(meeting):
    for finding in look_at(meeting, TODAY):
        assert finding.fact.endswith(".")
        assert finding.fact[0].isupper() or finding.fact[0] in "«0123456789"
        assert finding.weighs_on
        assert finding.why.sentence.endswith(".")
        assert finding.why.place
        assert 1 <= len(finding.acts) <= 3
        for act in finding.acts:
            assert act.label
            assert re.fullmatch(ANCHORS[act.step], act.anchor)


@any_dossier
@given(dossiers())
def test_keys_are_unique_short_and_safe_in_an_address(meeting):
    keys = [finding.key for finding in look_at(meeting, TODAY)]

    assert len(keys) == len(set(keys))
    assert all(re.fullmatch(r"[a-z_]+\.[a-z_]+(\.[\w-]+)?", key) for key in keys)
    assert all(len(key) <= 80 for key in keys)


@any_dossier
@given(dossiers())
def test_looking_twice_sees_the_same(meeting):
    assert look_at(meeting, TODAY) == look_at(replace(meeting), TODAY)


@any_dossier
@given(dossiers())
def test_the_order_people_are_seated_in_never_brings_a_finding_back(meeting):
    reseated = replace(meeting, participants=meeting.participants[::-1])

    keys = {finding.key for finding in look_at(meeting, TODAY)}
    assert {finding.key for finding in look_at(reseated, TODAY)} == keys


@any_dossier
@given(dossiers())
def test_no_rule_says_a_word_that_judges(meeting):
    for finding in look_at(meeting, TODAY):
        assert not NEVER_SAID.search(finding.why.sentence.lower())
        assert not NEVER_SAID.search(finding.fact.lower())


@any_dossier
@given(dossiers())
def test_moves_are_kept_points_each_once_and_leave_one(meeting):
    moves = propose_moves(meeting)
    kept = [item.id for item in meeting.kept_items]

    assert len({move.item for move in moves}) == len(moves)
    assert {move.item for move in moves} <= set(kept)
    assert not kept or len(moves) < len(kept)
    assert not moves or is_too_much(meeting.kept_items, meeting)


def test_eight_principles_in_the_order_of_the_source_each_with_its_name():
    assert [principle.TITLE for principle in PRINCIPLES] == [
        "Dépayser la réunion",
        "Intérêts, habitudes, routines",
        "Un temps plus long, moins de points",
        "Horaires de ceux qui ont le moins de marge",
        "Codes et règles",
        "Instruire le travail",
        "Légitimité",
        "Contrat de collaboration",
    ]


def test_a_fresh_meeting_hears_of_nothing_but_what_the_texts_expect():
    fresh = dossier(participants=(pupil(),))

    assert [f.key.rsplit(".", 1)[0] for f in look_at(fresh, TODAY)] == ["legitimacy.expected"]


def test_a_cancelled_meeting_has_nothing_to_look_at():
    assert look_at(case_3(cancelled_on=date(2027, 1, 2)), TODAY) == ()


def test_what_is_set_aside_no_longer_stands_and_keeps_its_reason():
    seen = look_at(case_3(), TODAY)
    reason = set_aside(seen[0].key, "L’interprète est réservé.")
    meeting = case_3(set_asides=(reason, set_aside("another_ground.gone.7")))

    assert review(meeting, TODAY).standing == seen[1:]
    assert review(meeting, TODAY).put_aside == ((seen[0], reason),)


def test_the_latest_reason_is_the_one_shown():
    first = look_at(case_3(), TODAY)[0]
    old = set_aside(first.key, "On verra.")
    new = replace(old, reason="L’interprète est réservé.", at=old.at.replace(hour=11))

    assert review(case_3(set_asides=(new, old)), TODAY).put_aside == ((first, new),)


def test_a_finding_set_aside_comes_back_when_its_fact_changes():
    here = (place(1, is_chosen=True),)
    before = look_at(dossier(places=here), TODAY)
    meeting = dossier(
        places=(place(2, is_chosen=True),), set_asides=tuple(set_aside(f.key) for f in before)
    )

    assert "another_ground.ground.2-school-alone" in {
        f.key for f in review(meeting, TODAY).standing
    }


def test_sentences_have_the_spaces_of_french_print():
    people = (pupil(), mother(needs="garde : le mercredi ?"))

    facts = [f.fact for f in look_at(dossier(participants=people), TODAY)]

    assert (
        "C’est noté pour la mère de Yanis\u00a0: «\u00a0garde\u00a0: le mercredi\u202f?\u00a0»."
        in facts
    )


GOLDEN = {
    "case 1, well prepared": (
        prepared_case_1(),
        [
            "Le lieu retenu, « École Jean-Moulin, salle 2 », est à l’école : c’est le terrain des "
            "professionnels.",
            "Pour la mère de Yanis, on a noté que l’arabe se lit mieux que le français ; aucun "
            "interprète n’est invité.",
            "C’est noté pour la mère de Yanis : « petite sœur de 2 ans, pas de mode de garde ».",
            "Sept professionnels, deux parents et un élève.",
        ],
    ),
    "case 1, as its slots are compared": (
        case_1(),
        [
            "Quatre créneaux sont proposés, aucun n’est encore retenu.",
            "On ne sait pas encore si la famille vient avec quelqu’un.",
            "Sept professionnels, deux parents et un élève.",
            "Six personnes sont invitées sans que l’on ait écrit pourquoi : l’AESH, le directeur, "
            "l’enseignante et trois autres personnes.",
        ],
    ),
    "case 2": (
        case_2(),
        [
            "Pour la mère de Lina et le père de Lina, on a noté que le portugais se lit mieux que "
            "le français ; aucun interprète n’est invité.",
            "L’ordre du jour prévoit 1 h 10, la réunion dure 1 heure.",
            "On ne sait pas encore si la famille vient avec quelqu’un.",
            "« Faire une demande à la MDPH » est à l’ordre du jour, et c’est d’abord aux parents "
            "de le vouloir.",
            "Six professionnels, deux parents.",
            "Trois personnes sont invitées sans que l’on ait écrit pourquoi : le maître E, la "
            "psychologue et le médecin de PMI.",
            "Trois personnes ont dit ce qu’elles comprennent de la situation ; la parole de Lina "
            "et du père de Lina n’est pas encore recueillie.",
        ],
    ),
    "case 3, as first written": (
        case_3(),
        [
            "Pour la mère d’Ilan, on a noté que le turc se lit mieux que le français ; aucun "
            "interprète n’est invité.",
            "Sept points à l’ordre du jour, pour 45 minutes.",
            "On ne sait pas encore si la famille vient avec quelqu’un.",
            "« Orientation en 5e » est à l’ordre du jour, et c’est d’abord aux parents de le "
            "vouloir.",
            "Onze professionnels, un parent, un autre proche et un élève.",
            "Des points sont à l’ordre du jour, et le problème commun n’est pas encore écrit.",
        ],
    ),
    "case 4": (case_4(), []),
}


@pytest.mark.parametrize("case", GOLDEN)
def test_what_each_case_is_told(case):
    meeting, facts = GOLDEN[case]

    seen = [re.sub("[\u00a0\u202f]", " ", finding.fact) for finding in look_at(meeting, TODAY)]

    assert seen == facts
