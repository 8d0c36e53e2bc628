from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from intermetiers.web.french import write_day, write_length
from partners.domain.importing import cells
from partners.domain.importing.cells import CellError
from partners.domain.importing.names import split_name, written_name

TODAY = date(2026, 11, 22)
births = st.dates(date(2003, 1, 1), TODAY)


@given(births)
def test_a_birth_is_read_however_it_is_typed(day):
    for text in (
        f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", f"{day:%d.%m.%y}", day.isoformat(),
        f"{day:%Y-%m-%d} 00:00:00", f"{day:%d%m%Y}", write_day(day), f"né le {day:%d/%m/%Y}",
        str((day - date(1899, 12, 30)).days),
    ):  # fmt: skip
        assert cells.read_birth(text, TODAY) == day, text


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_the_end_of_a_notification_is_read_however_it_is_typed(day):
    for text in (
        f"{day:%d/%m/%Y}", f"{day:%d.%m.%y}", day.isoformat(), write_day(day, weekday=False),
        f"jusqu’au {day:%d/%m/%Y}", str((day - date(1899, 12, 30)).days),
    ):  # fmt: skip
        assert cells.read_end(text, TODAY) == day, text


@pytest.mark.parametrize(
    ("text", "refusal"),
    [("oui", "31/08/2028"), ("31/02/2028", "31/08/2028"), ("31/08/2128", "trop loin")],
)
def test_what_cannot_be_such_an_end_is_refused(text, refusal):
    with pytest.raises(CellError, match=refusal):
        cells.read_end(text, TODAY)


@pytest.mark.parametrize("text", ["31/02/2018", "avril", "17/04", "2018", "17/04/2018 ?", "0"])
def test_what_is_no_date_is_refused_with_how_to_write_it(text):
    with pytest.raises(CellError, match="17/04/2018"):
        cells.read_birth(text, TODAY)


def test_a_birth_to_come_or_too_old_is_refused():
    for day in (TODAY + timedelta(days=1), date(1975, 5, 3)):
        with pytest.raises(CellError, match="année"):
            cells.read_birth(f"{day:%d/%m/%Y}", TODAY)


@pytest.mark.parametrize(
    ("text", "hours", "kind"),
    [
        ("9h30", "9.5", ""), ("9,5", "9.5", ""), ("12 H", "12", ""), ("12h00", "12", ""),
        ("9 h 30 min", "9.5", ""), ("12 h/semaine", "12", ""), ("9:30", "9.5", ""),
        ("12 h mutualisée", "12", "mutualisée"), ("12h ind.", "12", "individuelle"),
        ("12 (i)", "12", "individuelle"), ("non", "0", ""), ("9h15", "9.25", ""),
        ("9,25", "9.25", ""), ("9h20", "9.33", ""), ("9,250", "9.25", ""),
    ],
)  # fmt: skip
def test_hours_are_read_however_they_are_typed(text, hours, kind):
    assert cells.read_hours(text) == (Decimal(hours), kind)


@pytest.mark.parametrize("text", ["douze", "9h75", "9,125", "150", "50", "12 à 15 h", "TDAH"])
def test_hours_that_cannot_be_kept_are_refused(text):
    with pytest.raises(CellError):
        cells.read_hours(text)


@given(st.integers(0, 47), st.integers(0, 59))
def test_every_minute_is_kept_and_written_back(hours, minutes):
    read, _ = cells.read_hours(f"{hours}h{minutes:02d}")
    assert read.as_tuple().exponent == -2
    assert cells.read_hours(write_length(read)) == (read, "")
    assert round(read * 60) == hours * 60 + minutes


def test_plans_are_words_of_ours_in_our_order():
    assert cells.read_plans("pai + PPS") == ("PPS", "PAI")
    assert cells.read_plans("PPS/PAP, ppre") == ("PPS", "PAP", "PPRE")
    assert cells.read_plans("aucun") == ()
    with pytest.raises(CellError, match="PPS, PAP, PAI, PPRE"):
        cells.read_plans("PPS dyslexie")


def test_a_tick_says_yes():
    for text in ("x", "X", "oui", "✓", "1", "Vrai"):
        assert cells.read_yes(text) is True
    for text in ("non", "0", "-", "N"):
        assert cells.read_yes(text) is False
    with pytest.raises(CellError):
        cells.read_yes("en cours")


def test_a_phone_that_lost_its_zero_gets_it_back():
    assert cells.read_phone("612345678") == "06 12 34 56 78"
    assert cells.read_phone("06.12.34.56.78") == "06 12 34 56 78"
    assert cells.read_phone("+33 6 12 34 56 78") == "+33 6 12 34 56 78"
    assert cells.read_phone("04 72 00 00 00 poste 12") == "04 72 00 00 00 poste 12"
    with pytest.raises(CellError):
        cells.read_phone("ne souhaite pas")


def test_one_mail_a_cell():
    assert cells.read_email("mailto:Samia@example.org") == "Samia@example.org"
    with pytest.raises(CellError, match="Une seule"):
        cells.read_email("a@example.org ; b@example.org")


READERS = [
    lambda text: cells.read_birth(text, TODAY), cells.read_hours, cells.read_help,
    cells.read_plans, cells.read_yes, cells.read_email, cells.read_phone, cells.read_uai,
    cells.read_gender, split_name,
]  # fmt: skip


@given(st.text(max_size=1000))
def test_any_text_is_read_or_refused(text):
    cleaned = cells.clean_text(text)
    assert cleaned.isprintable()
    for read in READERS:
        with suppress(CellError):
            read(cleaned)


@pytest.mark.parametrize(
    ("text", "last", "first"),
    [
        ("BELKACEM Yanis", "Belkacem", "Yanis"), ("Yanis BELKACEM", "Belkacem", "Yanis"),
        ("DA SILVA Lucas", "Da Silva", "Lucas"), ("de LA TOUR Inès", "de La Tour", "Inès"),
        ("Belkacem, Yanis", "Belkacem", "Yanis"), ("M. ROUSSEL Jean", "Roussel", "Jean"),
        ("N'DIAYE Anne-Lise", "N'Diaye", "Anne-Lise"), ("Roussel Jean", "Roussel", "Jean"),
    ],
)  # fmt: skip
def test_two_names_in_one_cell_are_told_apart(text, last, first):
    assert split_name(text) == (last, first)


def test_names_nobody_can_tell_apart_are_refused():
    with pytest.raises(CellError, match="en capitales"):
        split_name("Durand Marie Claire")


@given(st.text(max_size=80))
def test_a_name_in_capitals_keeps_its_letters(name):
    written = written_name(name)
    assert written.casefold() == name.casefold() or not name.isascii()


@pytest.mark.parametrize(
    ("text", "family_name", "last", "first"),
    [
        ("Mme Anne Durand", "", "Durand", "Anne"),
        ("M. David Morel", "Belkacem-Morel", "Morel", "David"),
        ("Mme Durand", "", "Durand", ""),
        ("Mme El Amrani", "", "El Amrani", ""),
        ("M. Ousmane Le Roux", "Traoré", "Le Roux", "Ousmane"),
        ("Le Roux Ousmane", "", "Le Roux", "Ousmane"),
        ("de La Tour du Pin Inès", "", "de La Tour du Pin", "Inès"),
        ("Mme Marie Claude d’Aubigné", "d'AUBIGNÉ", "d’Aubigné", "Marie Claude"),
        ("Mme Carla Dos Santos", "Dos Santos", "Dos Santos", "Carla"),
        ("Durand Marie Claire", "Durand", "Durand", "Marie Claire"),
    ],
)
def test_a_civility_the_family_or_a_particle_tell_the_last_name(text, family_name, last, first):
    assert split_name(text, family_name=family_name) == (last, first)


@pytest.mark.parametrize("text", ["pas de mail", "Néant", "-", "?", "aucun", "non communiqué"])
def test_an_absent_address_or_telephone_is_an_empty_cell(text):
    assert cells.says_nothing("email", text)
    assert cells.says_nothing("guardian1.phone", text)


@pytest.mark.parametrize("text", ["pasdemail@example.org", "06 12 34 56 78", "parent@example"])
def test_a_wrong_address_is_no_empty_cell(text):
    assert not cells.says_nothing("email", text)
    assert not cells.says_nothing("aesh_kind", "non")


@pytest.mark.parametrize(
    "text", ["Lyon", "69003 Lyon", "69 003 Lyon", "Lyon (69003)", "Lyon 69003"]
)
def test_a_commune_is_read_without_its_postcode(text):
    assert cells.read_town(text, 80) == "Lyon"


@pytest.mark.parametrize(
    ("shouted", "written"),
    [
        ("DE LA TOUR DU PIN", "de La Tour du Pin"), ("DE SOUSA", "De Sousa"), ("LE GOFF", "Le Goff"),
        ("DOS SANTOS", "Dos Santos"), ("N’DIAYE", "N’Diaye"),
    ],
)  # fmt: skip
def test_small_words_inside_a_shouted_name_stay_small(shouted, written):
    assert written_name(shouted) == written
