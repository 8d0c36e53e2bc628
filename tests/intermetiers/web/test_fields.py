from contextlib import suppress
from datetime import date, time

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given, strategies as st

from intermetiers.web.fields import (
    FIRST_YEAR,
    LAST_YEAR,
    FrenchDateField,
    FrenchTimeField,
    NameField,
    RowField,
    clean_name,
    read_date,
    read_time,
)
from intermetiers.web.french import write_day, write_hour

days = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
times = st.times().map(lambda moment: moment.replace(second=0, microsecond=0))


@given(days)
def test_every_way_of_writing_a_day_is_read(day):
    for text in (
        day.isoformat(),
        f"{day.day}/{day.month}/{day.year}",
        f"{day:%d.%m.%Y}",
        write_day(day),
        write_day(day, weekday=False).upper(),
    ):
        assert read_date(text) == day


@given(times)
def test_every_way_of_writing_an_hour_is_read(moment):
    minutes = f"{moment.minute:02d}"
    for text in (
        write_hour(moment),
        f"{moment.hour}h{minutes}",
        f"{moment.hour} H {minutes}",
        f"{moment:%H:%M}",
        str(moment),
    ):
        assert read_time(text) == moment


@given(st.text(max_size=40))
def test_any_text_is_a_day_or_a_refusal(text):
    with suppress(ValueError):
        assert FIRST_YEAR <= read_date(text).year <= LAST_YEAR


@given(st.text(alphabet="0123456789hH:. \u00a0é", max_size=12))
def test_any_text_is_an_hour_or_a_refusal(text):
    with suppress(ValueError):
        assert isinstance(read_time(text), time)


@pytest.mark.parametrize(
    "text", ["31/02/2027", "2027-13-01", "0/1/2027", "demain", "1/1/0001", "\x00"]
)
def test_an_impossible_day_is_refused_with_what_was_typed(text):
    with pytest.raises(ValidationError) as refusal:
        FrenchDateField().clean(text)
    assert text.strip() in refusal.value.messages[0]


@pytest.mark.parametrize("text", ["25:00", "10 h 60", "midi", "10::15", "-1"])
def test_an_impossible_hour_is_refused(text):
    with pytest.raises(ValidationError):
        FrenchTimeField().clean(text)


def test_a_short_year_is_of_this_century():
    assert read_date("21/01/27") == date(2027, 1, 21)


def test_a_refused_day_stays_in_the_field():
    class Form(forms.Form):
        day = FrenchDateField()

    form = Form({"day": "31/02/2027"})
    assert not form.is_valid()
    assert 'value="31/02/2027"' in form.as_p()


def test_a_row_is_a_number_of_the_list():
    field = RowField(choices=[("", "personne"), (12, "la mère")], required=False)
    assert field.clean("12") == 12
    assert field.clean("") is None
    for forged in ("13", "douze", "9" * 5000):
        with pytest.raises(ValidationError):
            field.clean(forged)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ag\u202erippa", "Agrippa"),
        ("\u2066Élise\u2069\u200f", "Élise"),
        ("\ufeffde  La\u00a0 Tour ", "de La Tour"),
        ("d’Aubigné", "d’Aubigné"),
        ("Jean\tPaul\n", "Jean Paul"),
        ("Jean\x07Paul\x7f", "JeanPaul"),
        ("\u200b\u202d", ""),
        ("مه\u200cوش", "مه\u200cوش"),
        ("N’Diaye-O’Connor 🙂", "N’Diaye-O’Connor 🙂"),
    ],
)
def test_a_name_is_kept_without_the_signs_nobody_sees(typed, kept):
    assert clean_name(typed) == kept
    assert NameField(required=False).clean(typed) == kept


@given(st.text())
def test_a_clean_name_has_nothing_left_to_clean(typed):
    assert clean_name(clean_name(typed)) == clean_name(typed)


def test_a_name_of_unseen_signs_only_is_no_name():
    with pytest.raises(ValidationError):
        NameField().clean("\u202e ")


def test_a_name_is_measured_once_it_is_clean():
    assert NameField(max_length=5).clean("\u202eÉlise\u202c") == "Élise"


def test_a_null_sign_in_a_name_is_refused():
    with pytest.raises(ValidationError):
        NameField().clean("Yan\x00is")
