"""The text for the GEVA-Sco: by section, in the words of the meeting, with what is missing."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from meetings.domain.fiche import SaidAfter, compose_fiche
from meetings.domain.geva_sco import sections_of
from meetings.domain.held import compose_held
from meetings.domain.kinds import MeetingKind
from tests.meetings.domain.builders import TODAY, case_1 as case_1_dossier, decide, item, slot
from tests.meetings.domain.lives import Acts, held_case_1, session
from tests.meetings.held import hold

OPENED = datetime(2027, 1, 21, 9, 17, tzinfo=UTC)


def _sections(acts, after=()):
    plain = {"agenda": (item(1), decide(2)), "slots": (slot(1, is_chosen=True),)}
    dossier = case_1_dossier(**plain)
    held = compose_held(dossier, acts.live(), session())
    found = sections_of(compose_fiche(dossier, TODAY, held, said_after=after))
    return {section.key: section for section in found}


def _flat(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_each_section_is_in_the_words_of_the_meeting():
    found = _sections(held_case_1())
    assert list(found) == ["bilan", "perspectives", "famille", "professionnels", "participants"]
    assert "Pas de travail neuf après 14 h." in _flat(found["bilan"].text)
    assert (
        "Un carnet d’une ligne par jour : ce qui a marché l’après-midi (l’enseignante"
        " et la mère de Yanis, pour le 15 février 2027)." in _flat(found["perspectives"].text)
    )
    assert "À l’essai : Un des deux temps" in _flat(found["perspectives"].text)
    assert "Désaccord (son père) : Une aide" in _flat(found["famille"].text)
    assert "Désaccord" not in found["professionnels"].text
    assert "L’AESH" in found["participants"].text


def test_the_words_of_the_pupil_and_the_family_are_quoted_never_rephrased():
    after = (SaidAfter("La mère", "j’ajoute", "Décision 2", "Le carnet est souvent vide."),)
    text = _flat(_sections(held_case_1(), after)["famille"].text)
    assert (
        "Yanis : « Quand je reviens, les autres ont commencé et je sais pas où on en est. »" in text
    )
    assert "La mère, en relisant : Le carnet est souvent vide." in text
    assert "Quand je reviens" not in _sections(held_case_1())["professionnels"].text


def test_each_section_says_what_is_missing():
    acts = Acts()
    acts.say("open")
    acts.note("decision", "2", "Appeler le service")
    acts.say("close")
    found = _sections(acts)
    assert any("Aucun accord" in said for said in found["bilan"].missing)
    assert found["perspectives"].missing == ("Décision 1\u00a0: il manque qui et pour quand.",)
    silent = Acts()
    silent.say("open")
    assert _sections(silent)["perspectives"].missing == ("Aucune décision n’est écrite.",)


def test_a_disagreement_nobody_signs_is_said_of_all():
    acts = Acts()
    acts.say("open")
    acts.note("disagreement", "1", "Une aide tous les après-midi", who="p3")
    found = _sections(acts)
    assert "Nous ne sommes pas d’accord sur ceci : Une aide" in _flat(found["perspectives"].text)
    assert "Une aide" not in found["famille"].text + found["professionnels"].text


@pytest.fixture
def held(case_1, alice):
    hold(case_1, alice, OPENED, ("agreement", "accueil", "Pas de travail neuf après 14 h.", {}))
    return case_1


def _url(meeting):
    return reverse("meetings:sections", args=[meeting.reference])


def test_the_page_gives_each_text_to_copy(alice_client, held):
    page = alice_client.get(_url(held)).content.decode()
    assert "Pas de travail neuf après" in page
    assert 'data-copy="bilan"' in page


def test_only_of_an_ess_and_once_opened(alice_client, held, meeting):
    sheet = reverse("meetings:sheet", args=[meeting.reference])
    assert alice_client.get(_url(meeting)).url == sheet
    held.kind = MeetingKind.EQUIPE_EDUCATIVE.value
    held.save()
    answer = alice_client.get(_url(held), follow=True)
    assert "se prépare pour une ESS" in answer.content.decode()
    assert _url(held) not in answer.content.decode()


def test_strangers_and_other_methods(charlie_client, alice_client, held):
    assert charlie_client.get(_url(held)).status_code == 404
    assert alice_client.post(_url(held)).status_code == 405
