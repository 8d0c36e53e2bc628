from dataclasses import replace

import pytest

from meetings.domain.kinds import Ground, Layout, MeetingKind, Step, YesNo
from meetings.domain.principles.another_ground import look
from tests.meetings.domain.builders import (
    FATHER,
    MOTHER,
    REFERENT,
    TODAY,
    aesh,
    convener,
    dossier,
    father,
    mother,
    place,
    pupil,
    teacher,
)

GOOD = {
    "step_free": YesNo.YES,
    "quiet": YesNo.YES,
    "welcomed_by": REFERENT,
    "waiting": "le hall",
    "is_chosen": True,
}


def chosen(**changes):
    return place(1, **(GOOD | changes))


def seen(*places, **changes):
    return look(dossier(places=places, **changes), TODAY)


def test_silent_while_no_place_is_noted():
    assert seen() == []


def test_silent_for_a_welcoming_place_on_neutral_ground():
    assert seen(chosen(ground=Ground.NEUTRAL)) == []


@pytest.mark.parametrize("ground", [Ground.FAMILY, Ground.NEUTRAL])
def test_another_ground_than_the_professionals_is_not_a_finding(ground):
    assert seen(chosen(ground=ground)) == []


def test_the_school_alone_is_named_and_another_place_asked_for():
    (finding,) = seen(chosen(name="Salle des maîtres"))

    assert finding.fact == (
        "Le lieu retenu, « Salle des maîtres », est à l’école : c’est le terrain des professionnels."
    )
    assert finding.detail == "Aucun lieu sur un autre terrain n’est comparé."
    assert finding.weighs_on == "la mère de Yanis"
    assert [(act.step, act.anchor) for act in finding.acts] == [(Step.PLACE, "add-place")]


def test_the_ground_of_a_partner_is_said_as_such():
    (finding,) = seen(chosen(ground=Ground.PARTNER))

    assert "est chez un partenaire" in finding.fact


def test_a_nearer_place_on_neutral_ground_is_named_with_its_distance():
    (finding,) = seen(
        chosen(distances=((MOTHER, 1200),)),
        place(2, name="Centre social", ground=Ground.NEUTRAL, distances=((MOTHER, 300),)),
    )

    assert finding.detail == (
        "« Centre social » est plus près : 300\u00a0m pour la mère de Yanis, au lieu de 1,2\u00a0km."
    )
    assert finding.acts[0].anchor == "place-2"


def test_of_two_nearer_places_the_nearest_is_proposed():
    (finding,) = seen(
        chosen(distances=((MOTHER, 1200),)),
        place(2, ground=Ground.NEUTRAL, distances=((MOTHER, 900),)),
        place(3, ground=Ground.FAMILY, distances=((MOTHER, 200),)),
    )

    assert finding.acts[0].anchor == "place-3"


def test_a_place_that_would_cost_the_other_parent_a_detour_is_not_proposed():
    family = (pupil(), mother(), father(), convener(), teacher())
    near_mother = place(2, ground=Ground.NEUTRAL, distances=((MOTHER, 300), (FATHER, 6000)))

    places = (chosen(distances=((MOTHER, 1200), (FATHER, 500))), near_mother)

    assert seen(*places, participants=family) == []


def test_a_neutral_place_that_is_farther_has_been_weighed():
    here = chosen(distances=((MOTHER, 300),))

    assert seen(here, place(2, ground=Ground.NEUTRAL, distances=((MOTHER, 1200),))) == []


def test_a_place_one_cannot_enter_step_free_is_never_proposed():
    (finding,) = seen(
        chosen(distances=((MOTHER, 1200),)),
        place(2, ground=Ground.NEUTRAL, step_free=YesNo.NO, distances=((MOTHER, 300),)),
    )

    assert finding.acts[0].anchor == "add-place"


def test_a_neutral_place_of_unknown_distance_asks_for_it():
    (finding,) = seen(chosen(), place(2, name="Mairie", ground=Ground.NEUTRAL))

    assert "« Mairie » est noté aussi" in finding.detail
    assert finding.acts[0].label == "Noter la distance"


def test_the_finding_comes_back_when_a_nearer_place_is_added():
    (alone,) = seen(chosen())
    (compared,) = seen(
        chosen(distances=((MOTHER, 1200),)),
        place(2, ground=Ground.NEUTRAL, distances=((MOTHER, 300),)),
    )

    assert alone.key != compared.key
    assert seen(chosen(name="Salle 2"))[0].key == alone.key


def test_professionals_alone_may_meet_at_school():
    two = {"kind": MeetingKind.CONCERTATION_AESH, "participants": (aesh(), teacher())}

    assert seen(chosen(welcomed_by=None, waiting=""), **two) == []


@pytest.mark.parametrize(
    ("changes", "fact"),
    [
        ({"step_free": YesNo.NO}, "À « Mairie », on n’entre pas de plain-pied."),
        ({"quiet": YesNo.NO}, "À « Mairie », il y a du bruit."),
        (
            {"step_free": YesNo.NO, "quiet": YesNo.NO},
            "À « Mairie », on n’entre pas de plain-pied et il y a du bruit.",
        ),
    ],
)
def test_steps_and_noise_are_one_finding(changes, fact):
    (finding,) = seen(chosen(name="Mairie", ground=Ground.NEUTRAL, **changes))

    assert finding.fact == fact


def test_not_knowing_whether_one_enters_step_free_is_not_taken_for_a_no():
    (finding,) = seen(chosen(name="Mairie", ground=Ground.NEUTRAL, step_free=YesNo.UNKNOWN))

    assert finding.fact == "On ne sait pas encore si l’on entre de plain-pied à « Mairie »."


def test_fewer_seats_than_people_is_a_fact_with_something_to_do():
    three = {"participants": (pupil(), mother(), convener())}
    (finding,) = seen(chosen(name="Mairie", ground=Ground.NEUTRAL, seats=2), **three)

    assert finding.fact == (
        "À « Mairie », il y a deux places assises et trois personnes invitées sur place."
    )
    assert [act.anchor for act in finding.acts] == ["add-place", "place-1"]
    (fewer,) = seen(chosen(name="Mairie", ground=Ground.NEUTRAL, seats=1), **three)
    assert fewer.key != finding.key


@pytest.mark.parametrize(
    ("layout", "fact"),
    [
        (Layout.FACE_TO_FACE, "Les sièges sont placés face à face."),
        (Layout.HEAD, "Une personne est placée en bout de table."),
        (Layout.ROUND, None),
        (Layout.U, None),
    ],
)
def test_how_the_seats_are_laid_out(layout, fact):
    facts = [f.fact for f in seen(chosen(ground=Ground.NEUTRAL, layout=layout))]

    assert facts == ([fact] if fact else [])


@pytest.mark.parametrize(
    ("changes", "fact"),
    [
        ({"welcomed_by": None}, "On ne sait pas encore qui accueille la famille."),
        ({"waiting": " "}, "On ne sait pas encore où la famille attend."),
        (
            {"welcomed_by": None, "waiting": ""},
            "On ne sait pas encore qui accueille la famille ni où elle attend.",
        ),
        (
            {"welcomed_by": 999},
            "On ne sait pas encore qui accueille la famille.",
        ),
    ],
)
def test_how_the_family_is_received(changes, fact):
    (finding,) = seen(chosen(ground=Ground.NEUTRAL, **changes))

    assert finding.fact == fact


def test_places_compared_and_none_chosen():
    (one,) = seen(replace(chosen(), is_chosen=False))
    (two,) = seen(place(1), place(2))

    assert one.fact == "Un lieu est noté, il n’est pas encore retenu."
    assert two.fact == "Deux lieux sont comparés, aucun n’est encore retenu."
    assert two.acts[0].label == "Retenir un lieu"
