"""The table around a pupil, without a meeting."""

from meetings.domain.circle import Near, circle_of
from partners.domain.worlds import World

MOTHER = Near("r1", "la mère", "Mère", World.FAMILY, "Samia Belkacem")
SPEECH = Near("p1", "l’orthophoniste", "Ortho", World.CARE, "Lucie Garnier", "orthophoniste")
AESH = Near("p2", "l’AESH", "AESH", World.SCHOOL, metier="aesh")


def said(table):
    return [seat.listed for seat in table.seats]


def test_the_pupil_is_in_the_middle_and_the_family_first():
    table = circle_of("Yanis", [MOTHER], [SPEECH, AESH], has_aesh=True)
    assert table.name == "Yanis"
    assert said(table) == [
        "la mère (Samia Belkacem)", "l’AESH", "l’orthophoniste (Lucie Garnier)",
    ]  # fmt: skip


def test_an_aesh_sits_there_even_when_no_card_says_who():
    assert said(circle_of("Yanis", [], [SPEECH], has_aesh=True))[-1] == (
        "une AESH, pas encore nommée ici"
    )
    assert len(said(circle_of("Yanis", [], [AESH], has_aesh=True))) == 1
    assert len(said(circle_of("Yanis", [], [SPEECH], has_aesh=False))) == 1


def test_nobody_is_shown_as_a_voice_to_support():
    table = circle_of("Yanis", [MOTHER], [SPEECH, AESH], has_aesh=True)
    assert not table.has_supported


def test_without_anybody_the_table_is_empty():
    table = circle_of("Yanis", [], [], has_aesh=False)
    assert table.seats == ()
    assert table.description.endswith("personne pour l’instant.")
