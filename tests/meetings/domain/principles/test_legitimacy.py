from dataclasses import replace

import pytest

from meetings.domain.kinds import MeetingKind, Presence, PupilPlace
from meetings.domain.principles.legitimacy import look
from tests.meetings.domain.builders import (
    AESH,
    FATHER,
    TEACHER,
    TODAY,
    aesh,
    convener,
    dossier,
    father,
    item,
    mother,
    participant,
    pupil,
    pupil_facts,
    teacher,
)

KNOWN = {"reason": "Connaît Yanis."}
FULL = (pupil(), mother(), father(), aesh(**KNOWN), convener(), teacher(**KNOWN))
NO_HELP = pupil_facts(aesh_hours="", aesh_kind="")


def seen(*people, **changes):
    plain = {"participants": people or FULL, "pupil_place": PupilPlace.WHOLE}
    return look(dossier(**(plain | changes)), TODAY)


def facts(*people, **changes):
    return [finding.fact for finding in seen(*people, **changes)]


def professionals(count):
    """So many, the convener, the AESH and the teacher among them."""
    others = tuple(
        participant(20 + n, called=f"la personne {n}", **KNOWN) for n in range(count - 3)
    )
    return (aesh(**KNOWN), convener(), teacher(**KNOWN), *others)


def test_silent_when_everybody_has_a_place():
    assert seen() == []


def test_what_the_texts_expect_is_said_before_anybody_is_invited():
    (finding,) = seen(pupil(), convener(), pupil_place=PupilPlace.UNKNOWN)

    assert finding.fact == "Quatre places que les textes prévoient sont encore vides."
    assert "(D351-10)" in finding.detail
    assert "l’AESH (L112-2-1)." in finding.detail


def test_one_missing_person_is_named_with_the_article():
    (finding,) = seen(*(p for p in FULL if p.id != AESH))

    assert finding.fact == "Les textes attendent aussi l’AESH (L112-2-1)."
    assert finding.acts[0].label == "Inviter l’AESH"


def test_inviting_one_of_the_missing_people_changes_the_finding():
    before = seen(pupil(), convener())[0]
    after = seen(pupil(), convener(), teacher(**KNOWN))[0]

    assert before.key != after.key


@pytest.mark.parametrize(
    ("family", "count", "said"),
    [
        ((mother(),), 3, True),
        ((mother(), father()), 3, False),
        ((mother(), father()), 4, False),
        ((mother(), father()), 5, True),
        ((pupil(), mother(), father()), 6, False),
        ((pupil(), mother(), father()), 7, True),
    ],
)
def test_how_many_professionals_for_how_many_of_the_family(family, count, said):
    place = PupilPlace.WHOLE if len(family) == 3 else PupilPlace.NOT_THERE

    found = facts(*family, *professionals(count), pupil_place=place)

    assert bool(found) is said


def test_five_more_than_a_large_family_is_said():
    family = (pupil(), *(mother(id) for id in range(50, 55)))

    assert facts(*family, *professionals(10)) == []
    assert facts(*family, *professionals(11)) == ["Onze professionnels, cinq parents et un élève."]


def test_the_imbalance_names_who_is_there():
    carer = replace(mother(FATHER, called="l’assistante familiale"), parental_authority=False)

    (finding,) = seen(pupil(), mother(), carer, *professionals(11))

    assert finding.fact == "Onze professionnels, un parent, un autre proche et un élève."
    assert finding.weighs_on == "la mère de Yanis et l’assistante familiale"
    assert {act.anchor for act in finding.acts} == {"person-4", "companion"}


def test_who_contributes_in_writing_is_not_at_the_table():
    people = professionals(7)
    written = tuple(replace(p, presence=Presence.WRITTEN) if p.id == 20 else p for p in people)

    assert len(facts(pupil(), mother(), father(), *people)) == 1
    assert facts(pupil(), mother(), father(), *written) == []


def test_one_professional_more_brings_the_imbalance_back():
    (seven,) = seen(pupil(), mother(), father(), *professionals(7))
    (eight,) = seen(pupil(), mother(), father(), *professionals(8))

    assert seven.key != eight.key


def test_the_aesh_is_asked_for_once_even_where_no_text_requires_it():
    two = (teacher(is_convener=True), participant(20, called="la directrice", **KNOWN))
    concertation = {"kind": MeetingKind.CONCERTATION_AESH}

    (finding,) = seen(*two, **concertation)

    assert finding.fact == "Yanis a une aide humaine, et l’AESH n’est pas parmi les invités."
    assert seen(*two, pupil=NO_HELP, **concertation) == []
    assert len(seen(*(p for p in FULL if p.id != AESH))) == 1


@pytest.mark.parametrize("place", [p for p in PupilPlace if p is not PupilPlace.UNKNOWN])
def test_the_place_of_the_pupil_once_settled_is_no_finding(place):
    assert seen(pupil_place=place) == []


def test_the_place_of_the_pupil_is_to_settle():
    (finding,) = seen(pupil_place=PupilPlace.UNKNOWN)

    assert finding.fact == "On ne sait pas encore quelle place Yanis prend dans la réunion."
    assert finding.acts[0].anchor == "pupil-place"


def test_people_invited_without_a_reason_are_one_finding():
    people = (*FULL[:3], aesh(), convener(), teacher())

    (finding,) = seen(*people)

    assert finding.fact == (
        "Deux personnes sont invitées sans que l’on ait écrit pourquoi : l’AESH et l’enseignante."
    )
    assert finding.acts[0].anchor == f"person-{AESH}"


def test_the_order_of_the_table_does_not_change_the_key():
    (one,) = seen(*FULL[:3], aesh(), convener(), teacher())
    (other,) = seen(*FULL[:3], teacher(), convener(), aesh())

    assert one.key == other.key


def test_the_family_and_who_convenes_need_no_reason():
    assert all(not p.reason for p in FULL if p.is_family or p.is_convener)
    assert seen() == []


def test_without_a_point_to_open_nor_a_word_written():
    people = (*FULL[:3], aesh(viewpoint="Il décroche.", **KNOWN), convener(), teacher(**KNOWN))

    (finding,) = seen(*people, agenda=(item(1),))

    assert finding.fact == "Sans point à ouvrir ni parole recueillie : l’enseignante."
    assert seen(*people, agenda=(item(1, opener=TEACHER),)) == []


@pytest.mark.parametrize(
    "changes", [{"viewpoint": "Oui."}, {"written": "Une page."}, {"presence": Presence.WRITTEN}]
)
def test_a_word_or_a_page_is_a_turn(changes):
    people = (
        *FULL[:3], aesh(viewpoint="Il décroche.", **KNOWN), convener(),
        teacher(**KNOWN, **changes),
    )  # fmt: skip

    assert seen(*people, agenda=(item(1),)) == []


def test_turns_are_looked_at_once_words_and_points_are_there():
    assert seen(agenda=(item(1),)) == []
