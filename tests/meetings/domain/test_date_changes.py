from dataclasses import replace
from datetime import timedelta

import pytest

from meetings.domain.date_changes import (
    ChangeOfDate,
    Known,
    Times,
    Way,
    asked_again,
    hearers,
    say_change,
    say_to_guest,
)
from meetings.domain.kinds import Answer, Presence
from meetings.domain.languages import Language
from partners.domain.families import Receives
from tests.meetings.domain.builders import (
    FATHER,
    MOTHER,
    PUPIL,
    REFERENT,
    TEACHER,
    answer,
    at,
    convener,
    dossier,
    father,
    mother,
    pupil,
    slot,
    teacher,
)

CHANGED = at("2026-12-03 09:00")
FIRST, SECOND, THIRD = (
    Times(at(f"{day} 10:15"), at(f"{day} 11:30"))
    for day in ("2026-12-17", "2027-01-21", "2027-02-04")
)
TABLE = (pupil(), mother(), father(), convener(), teacher())


def change(was=FIRST, becomes=SECOND, moment=CHANGED, reason=""):
    return ChangeOfDate(at=moment, by="Claire Vasseur", was=was, becomes=becomes, reason=reason)


def ways(known, **changes):
    found = hearers(dossier(participants=TABLE, **changes), known)
    return {one.person: one.way for one in found}


def test_each_is_reached_by_the_way_that_holds_the_old_date():
    known = Known(
        invited=frozenset({TEACHER}),
        given_links=frozenset({FATHER, MOTHER, TEACHER}),
        with_address=frozenset({FATHER, TEACHER}),
    )
    assert ways(known) == {
        PUPIL: Way.NOTHING, MOTHER: Way.VOICE, FATHER: Way.MAIL, TEACHER: Way.CALENDAR,
    }  # fmt: skip


def test_a_brief_given_by_hand_told_every_relative():
    given = ways(Known(), notice_given_on=CHANGED.date())
    assert (given[MOTHER], given[FATHER], given[TEACHER]) == (Way.VOICE, Way.VOICE, Way.NOTHING)


def test_who_was_not_told_the_last_time_is_still_to_be_told():
    assert ways(Known(owed=frozenset({TEACHER})))[TEACHER] is Way.VOICE


def test_nothing_is_said_of_somebody_a_judge_keeps_away():
    kept = father(may_receive=Receives.NOTHING)
    table = dossier(participants=(pupil(), mother(), kept))
    known = Known(given_links=frozenset({FATHER}), with_address=frozenset({FATHER}))
    assert FATHER not in {one.person for one in hearers(table, known)}


def test_a_pupil_is_told_by_somebody_and_never_written_to():
    known = Known(given_links=frozenset({PUPIL}))
    found = hearers(dossier(participants=TABLE), known)[0]
    assert (found.way, found.why) == (Way.VOICE, "aucun message ne lui est envoyé")


def test_whoever_convenes_reads_it_in_the_product():
    assert REFERENT not in ways(Known())


def test_only_those_not_known_are_asked_again():
    at_home = replace(teacher(), presence=Presence.WRITTEN)
    known = slot(answers=(answer(MOTHER, Answer.NO), answer(PUPIL, Answer.YES)))
    table = dossier(participants=(*TABLE[:-1], at_home), slots=(known,))
    assert asked_again(table, known) == (FATHER,)
    assert MOTHER in asked_again(table, None)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (change(), "Date changée le 3 décembre : avant, jeudi 17 décembre à 10 h 15."),
        (change(becomes=None), "Date retirée le 3 décembre : avant, jeudi 17 décembre à 10 h 15."),
        (
            change(was=SECOND, becomes=THIRD, reason="le père travaille"),
            "Date changée le 3 décembre : avant, jeudi 21 janvier 2027 à 10 h 15 "
            "(le père travaille).",
        ),
        (
            change(becomes=FIRST),
            "Date remise le 3 décembre : avant, jeudi 17 décembre à 10 h 15.",
        ),
    ],
)
def test_the_change_in_one_line(told, said):
    assert " ".join(say_change(told).split()) == said


def guest(changes, present, since=CHANGED - timedelta(days=1)):
    slot_ = slot(starts=f"{present.starts_at:%Y-%m-%d %H:%M}") if present else None
    return " ".join(say_to_guest(changes, since, slot_).split())


def test_a_guest_reads_both_dates_and_no_reason():
    said = guest([change(reason="le père travaille")], SECOND)
    assert said == (
        "La date a changé : c’était jeudi 17 décembre, de 10 h 15 à 11 h 30 ; "
        "c’est maintenant jeudi 21 janvier, de 10 h 15 à 11 h 30."
    )


def test_a_guest_who_was_given_the_new_date_reads_nothing_of_the_old_one():
    assert guest([change()], SECOND, since=CHANGED + timedelta(days=1)) == ""
    assert guest([change()], SECOND, since=None) == ""


def test_a_date_that_came_back_is_not_told_as_gone():
    later = change(was=SECOND, becomes=FIRST, moment=CHANGED + timedelta(days=1))
    assert guest([change(), later], FIRST).startswith("La date a changé : c’était jeudi 21 janvier")
    assert guest([change(was=FIRST, becomes=None)], FIRST) == ""


def test_every_date_since_is_named_and_a_lost_one_too():
    later = change(was=SECOND, becomes=THIRD, moment=CHANGED + timedelta(days=1))
    assert "17 décembre, de 10 h 15 à 11 h 30, puis jeudi 21" in guest([change(), later], THIRD)
    assert guest([change(becomes=None)], None).endswith(
        "La nouvelle date n’est pas encore choisie."
    )


def test_the_change_is_told_in_the_language_of_the_guest():
    present = slot(starts="2027-01-21 10:15")
    since = CHANGED - timedelta(days=1)
    said = say_to_guest([change()], since, present, Language.ES)
    assert "jueves, 17 de diciembre" in said
    assert "jueves, 21 de enero" in said
    assert "janvier" not in said
