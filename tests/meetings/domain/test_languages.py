import pytest

from meetings.domain.languages import Language, language_of


@pytest.mark.parametrize(
    ("written", "language"),
    [
        ("ar", Language.AR),
        ("Arabe", Language.AR),
        ("turc, un peu de français", Language.TR),
        ("français simple", Language.SIMPLE),
        ("simple", Language.SIMPLE),
        ("Portugais du Brésil", Language.PT),
        ("castillan", Language.ES),
        ("UKRAINIEN", Language.UK),
        ("anglais", Language.EN),
        ("français", Language.FR),
        ("", Language.FR),
        ("tamoul", Language.FR),
        ("autre", Language.FR),
    ],
)
def test_the_language_of_what_an_address_book_says(written, language):
    assert language_of(written) is language


def test_only_arabic_is_read_from_the_right():
    assert [one for one in Language if one.direction == "rtl"] == [Language.AR]


def test_plain_french_is_french_for_a_voice():
    assert Language.SIMPLE.html == "fr"
    assert Language.UK.html == "uk"
    assert len({language.own_name for language in Language}) == len(Language)
