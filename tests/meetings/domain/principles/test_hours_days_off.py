"""A date in the holidays: said, with another slot to look at, and never refused."""

from datetime import date

import pytest

from meetings.domain.kinds import Answer
from meetings.domain.principles import review
from meetings.domain.principles.hours import look
from partners.domain.days_off import DaysOff, SchoolHolidays
from tests.meetings.domain.builders import (
    AESH,
    TODAY,
    aesh,
    answers,
    convener,
    dossier,
    mother,
    pupil,
    set_aside,
    slot,
    teacher,
)

OFF = DaysOff(
    public=((date(2027, 3, 29), "Lundi de Pâques"),),
    school=(SchoolHolidays(date(2027, 2, 13), date(2027, 2, 28), "vacances d’hiver"),),
    known_until=date(2028, 8, 31),
    zone="zone A",
)
PEOPLE = (pupil(), mother(), convener(), teacher(), aesh())
EVERYBODY = tuple(person.id for person in PEOPLE)
WINTER, EASTER, CLASS = "2027-02-18 10:15", "2027-03-29 10:15", "2027-01-21 10:15"


def _slot(id=1, starts=WINTER, *, chosen=False, said=None):
    return slot(id, starts, answers=answers(said or {}, yes=EVERYBODY), is_chosen=chosen)


def _dossier(*slots, **changes):
    return dossier(**({"slots": slots, "participants": PEOPLE, "days_off": OFF} | changes))


def _off(whole, today=TODAY):
    return [f for f in look(whole, today) if "_off" in f.key]


@pytest.mark.parametrize(
    ("starts", "fact"),
    [
        (
            WINTER,
            "Le créneau retenu, jeudi 18\u00a0février 2027, tombe "
            "pendant les vacances d’hiver (zone A).",
        ),
        (
            EASTER,
            "Le créneau retenu, lundi 29\u00a0mars 2027, tombe un jour férié\u00a0: Lundi de Pâques.",
        ),
    ],
)
def test_the_chosen_slot_says_which_holiday(starts, fact):
    (finding,) = _off(_dossier(_slot(starts=starts, chosen=True)))
    assert finding.fact == fact
    assert finding.weighs_on == "l’enseignante et l’AESH"
    assert "reste possible si la famille préfère" in finding.detail
    assert [act.label for act in finding.acts] == ["Proposer un autre créneau"]


def test_a_slot_on_a_day_of_class_is_one_click_away():
    left_out = _slot(2, CLASS, said={AESH: Answer.NO})
    (finding,) = _off(_dossier(_slot(chosen=True), left_out, _slot(3, EASTER)))
    assert finding.acts[0].label == (
        "Revoir jeudi 21\u00a0janvier, 10\u00a0h\u00a015 – 11\u00a0h\u00a030"
    )
    assert finding.acts[0].anchor == "slot-2"


def test_nothing_on_an_ordinary_day_nor_of_a_day_nobody_knows():
    assert _off(_dossier(_slot(starts=CLASS, chosen=True))) == []
    assert _off(_dossier(_slot(starts="2028-10-24 10:15", chosen=True))) == []
    assert _off(_dossier(_slot(chosen=True), days_off=DaysOff(zone="Corse"))) == []


def test_every_slot_proposed_is_off():
    (finding,) = _off(_dossier(_slot(), _slot(2, EASTER)))
    assert finding.fact == (
        "Les créneaux proposés tombent tous pendant les vacances scolaires ou un jour férié."
    )
    (alone,) = _off(_dossier(_slot()))
    assert alone.fact.startswith("Le créneau proposé, jeudi 18\u00a0février 2027")


def test_one_day_of_class_among_them_is_enough():
    assert _off(_dossier(_slot(), _slot(2, CLASS))) == []


def test_slots_gone_by_are_not_looked_at():
    assert _off(_dossier(_slot(chosen=True)), date(2027, 2, 19)) == []
    (finding,) = _off(_dossier(_slot(1, CLASS), _slot(2, WINTER)), date(2027, 2, 1))
    assert "18\u00a0février" in finding.fact


def test_put_aside_it_comes_back_only_when_the_day_changes():
    whole = _dossier(_slot(chosen=True))
    (finding,) = _off(whole)
    kept = (set_aside(finding.key, "La famille préfère ce jour."),)

    def shown(starts):
        whole = _dossier(_slot(starts=starts, chosen=True), set_asides=kept)
        return [f for f in review(whole, TODAY).standing if "_off" in f.key]

    assert shown(WINTER) == []
    assert shown("2027-02-18 14:00") == []
    assert len(shown(EASTER)) == 1


def test_the_family_bears_it_when_nobody_of_the_school_is_invited():
    (finding,) = _off(_dossier(_slot(chosen=True), participants=(pupil(), mother(), convener())))
    assert finding.weighs_on == "la mère de Yanis"
    assert finding.acts
