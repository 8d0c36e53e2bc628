from datetime import date

import pytest

from meetings.domain.principles.prepared_work import look
from tests.meetings.domain.builders import (
    TEACHER,
    TODAY,
    at,
    decide,
    dossier,
    information,
    item,
    moved,
    slot,
)

GIVEN = {"text": "La semaine, heure par heure.", "given_at": at("2027-01-04 08:00")}
DUE = date(2027, 1, 12)


def asked(id=1, **changes):
    return information(id, **({"giver": TEACHER, "due_on": DUE} | changes))


def seen(*agenda, today=TODAY, **changes):
    plain = {"slots": (slot(is_chosen=True),)}
    return look(dossier(agenda=agenda, **(plain | changes)), today)


def test_silent_with_nothing_to_decide():
    assert seen(item(1)) == []


def test_silent_while_nobody_began_and_the_meeting_is_far():
    assert seen(decide(1)) == []
    assert seen(decide(1), slots=()) == []


def test_silent_when_the_information_is_asked_for_in_time():
    assert seen(decide(1, informations=(asked(),))) == []


def test_a_decision_without_information_once_others_have_theirs():
    (finding,) = seen(decide(1, informations=(asked(),)), decide(2, title="L’an prochain"))

    assert finding.fact == "Une décision sans information d’avance : « L’an prochain »."
    assert finding.acts[0].anchor == "item-2"


def test_a_decision_without_information_two_weeks_before_is_said_in_any_case():
    assert seen(decide(1), today=date(2027, 1, 6)) == []
    assert len(seen(decide(1), today=date(2027, 1, 7))) == 1


def test_several_bare_decisions_are_one_finding():
    (finding,) = seen(decide(1), decide(2), today=date(2027, 1, 10))

    assert finding.fact.startswith("Deux décisions sans information d’avance : ")
    assert len(finding.acts) == 2


def test_a_point_moved_out_or_to_understand_needs_none():
    assert seen(item(1), moved(2), today=date(2027, 1, 20)) == []


@pytest.mark.parametrize(
    ("changes", "fact"),
    [
        ({"giver": None}, "Il reste à dire qui donne « L’emploi du temps de la semaine »."),
        ({"giver": 999}, "Il reste à dire qui donne « L’emploi du temps de la semaine »."),
        ({"due_on": None}, "Il reste à dire pour quel jour « L’emploi du temps de la semaine »."),
        (
            {"giver": None, "due_on": None},
            "Il reste à dire qui donne « L’emploi du temps de la semaine » et pour quel jour.",
        ),
    ],
)
def test_who_gives_and_for_which_day(changes, fact):
    (finding,) = seen(decide(1, informations=(asked(**changes),)))

    assert finding.fact == fact
    assert finding.acts[0].anchor == "information-1"


@pytest.mark.parametrize("given", [GIVEN, {"file_name": "bilan.pdf", "file_pages": 1}])
def test_once_given_nothing_more_is_asked(given):
    bare = {"giver": None, "due_on": date(2026, 12, 1)}

    assert seen(decide(1, informations=(asked(**(bare | given)),))) == []


def test_a_day_gone_by_without_the_information():
    late = decide(1, informations=(asked(title="Bilan"),))

    (finding,) = seen(late, today=date(2027, 1, 13))

    assert finding.fact == "Le jour prévu est passé pour « Bilan » (mardi 12\u00a0janvier)."
    assert seen(late, today=DUE) == []


@pytest.mark.parametrize(
    ("due", "count"),
    [
        (date(2027, 1, 14), 0),
        (date(2027, 1, 15), 1),
        (date(2027, 1, 21), 1),
        (date(2027, 1, 25), 1),
    ],
)
def test_less_than_a_week_to_read(due, count):
    findings = seen(decide(1, informations=(asked(due_on=due, title="Bilan"),)))

    assert len(findings) == count
    for finding in findings:
        assert finding.fact.startswith(
            "Moins d’une semaine pour lire avant la réunion du jeudi 21\u00a0janvier : « Bilan »"
        )


def test_without_a_date_no_day_is_too_late():
    assert seen(decide(1, informations=(asked(due_on=date(2027, 6, 1)),)), slots=()) == []


def test_another_day_is_another_fact():
    (before,) = seen(decide(1, informations=(asked(due_on=date(2027, 1, 18)),)))
    (same,) = seen(decide(1, informations=(asked(due_on=date(2027, 1, 18), title="Bilan"),)))
    (after,) = seen(decide(1, informations=(asked(due_on=date(2027, 1, 19)),)))

    assert before.key == same.key != after.key


def test_what_came_once_the_briefs_were_out_waits_for_all():
    out = {"notice_given_on": date(2027, 1, 3)}
    released = information(1, **GIVEN, released_at=at("2027-01-04 09:00"))
    assert seen(decide(1, informations=(released,)), **out) == []
    late = information(2, title="Le bilan", **GIVEN)
    assert seen(decide(1, informations=(late,))) == []
    (finding,) = seen(decide(1, informations=(released, late)), **out)
    assert (
        finding.fact == "« Le bilan » est arrivé après l’envoi des briefs : personne ne l’a encore."
    )
    assert finding.acts[0].anchor == "information-2"
