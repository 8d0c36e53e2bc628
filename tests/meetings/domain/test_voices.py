from dataclasses import replace

import pytest

from meetings.domain.dossier import Voice
from meetings.domain.fiche import compose_fiche
from meetings.domain.kinds import Answer, Presence, VoiceWay
from meetings.domain.voices import heard_at, left_out, say_voice, unheard
from tests.meetings.domain.builders import (
    AESH,
    FATHER,
    MOTHER,
    TEACHER,
    TODAY,
    aesh,
    answer,
    answers,
    convener,
    dossier,
    father,
    mother,
    pupil,
    slot,
    teacher,
)

PEOPLE = (pupil(), mother(), father(), aesh(), convener(), teacher())
EVERYBODY = tuple(person.id for person in PEOPLE)
BY_PHONE = Voice(VoiceWay.PHONE, "à 10 h 30")


def there(said, **changes):
    return slot(1, answers=answers(said, yes=EVERYBODY), is_chosen=True, **changes)


def meeting(said, people=PEOPLE):
    return dossier(slots=(there(said),), participants=people)


def test_those_of_the_weakest_groups_who_do_not_come_are_left_out():
    said = {FATHER: Answer.NO, AESH: Answer.WRITTEN, MOTHER: Answer.REMOTE, TEACHER: Answer.NO}
    seen = meeting(said)
    assert [a.person for a in left_out(seen.slots[0], seen)] == [FATHER, AESH]


def test_silence_is_asked_again_and_not_kept_aside():
    seen = dossier(slots=(slot(),), participants=PEOPLE)
    assert left_out(seen.slots[0], seen) == ()


def test_writing_settled_whatever_the_slot_leaves_nobody_out():
    people = (pupil(), mother(), father(presence=Presence.WRITTEN), convener())
    seen = meeting({FATHER: Answer.NO}, people)
    assert left_out(seen.slots[0], seen) == ()


def test_a_voice_kept_is_heard_and_asks_no_more():
    kept = replace(answer(FATHER, Answer.NO), voice=BY_PHONE)
    seen = meeting({FATHER: kept, AESH: Answer.NO})
    assert [a.person for a in unheard(seen.slots[0], seen)] == [AESH]
    assert [(h.person.id, h.voice) for h in heard_at(seen.slots[0], seen)] == [
        (FATHER, BY_PHONE),
        (AESH, None),
    ]


def test_a_voice_kept_for_somebody_who_comes_after_all_is_said_no_more():
    kept = replace(answer(FATHER, Answer.YES), voice=BY_PHONE)
    seen = meeting({FATHER: kept})
    assert heard_at(seen.slots[0], seen) == ()


def test_a_voice_in_writing_stays_said_once_the_invitation_says_it_too():
    kept = replace(answer(FATHER, Answer.NO), voice=Voice(VoiceWay.WRITING))
    people = (pupil(), mother(), father(presence=Presence.WRITTEN), convener())
    seen = meeting({FATHER: kept}, people)
    assert [h.person.id for h in heard_at(seen.slots[0], seen)] == [FATHER]


@pytest.mark.parametrize(
    ("voice", "said"),
    [
        (BY_PHONE, "Le père prend part par téléphone\u00a0: à 10\u00a0h\u00a030."),
        (
            Voice(VoiceWay.WRITING),
            "Le père donne sa parole par écrit, lue pendant la réunion.",
        ),
        (
            Voice(VoiceWay.SPOKESPERSON, "sa sœur."),
            "Le père a choisi quelqu’un pour parler en son nom\u00a0: sa sœur.",
        ),
    ],
)
def test_how_a_voice_is_heard_is_one_plain_sentence(voice, said):
    assert say_voice("le père", voice) == said


def test_the_fiche_says_how_and_never_why_nor_what_is_unsaid():
    kept = replace(answer(FATHER, Answer.NO, "en tournée"), voice=BY_PHONE)
    fiche = compose_fiche(meeting({FATHER: kept, AESH: Answer.NO}), TODAY)
    assert fiche.voices == (
        "Le père de Yanis prend part par téléphone\u00a0: à 10\u00a0h\u00a030.",
    )
    assert "tournée" not in str(fiche)
    assert "soutenir" not in str(fiche.voices)
