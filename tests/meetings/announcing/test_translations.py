"""What somebody translated of the French words, and where it shows."""

import pytest
from django.test import Client
from django.urls import reverse

from intermetiers.web.models import JournalEntry
from meetings.domain.languages import Language
from meetings.domain.translating import fingerprint_of
from meetings.models import Translation
from partners.models import RereadLanguage
from tests.guests import make_link, pass_gate

PROBLEM = "Après le repas, Yanis n’a plus la force de suivre."
ARABIC = "بعد الظهر يتعب يانيس."


@pytest.fixture
def told(meeting):
    """A meeting whose problem is written, for a mother who reads Arabic."""
    meeting.problem = PROBLEM
    meeting.save()
    mother = meeting.participants.get(family_member__relation="mère")
    member = mother.family_member
    member.reads_best, member.interpreter = "ar", "found"
    member.save()
    return meeting


def _address(meeting, language="ar"):
    return reverse("meetings:translations", args=[meeting.reference, language])


def _type(client, meeting, text, *, french=PROBLEM, seen=""):
    key = fingerprint_of(french)
    return client.post(_address(meeting), {key: text, f"initial-{key}": seen})


def _brief(meeting, alice, language=""):
    mother = meeting.participants.get(family_member__relation="mère")
    secret = make_link(mother, alice)
    reader = pass_gate(Client(), secret)
    asked = f"?langue={language}" if language else ""
    return reader.get(f"/b/{secret}{asked}").content.decode()


def test_each_french_text_has_its_field_and_the_interpreter_is_reminded(alice_client, told):
    page = alice_client.get(_address(told)).content.decode()
    assert PROBLEM in page
    assert f'name="{fingerprint_of(PROBLEM)}"' in page
    assert 'dir="rtl"' in page
    assert "interprète trouvé" in page


@pytest.mark.parametrize("language", ["fr", "simple", "de"])
def test_there_is_nothing_to_translate_into(alice_client, told, language):
    assert alice_client.get(_address(told, language)).status_code == 404


def test_a_stranger_finds_nothing(charlie_client, told):
    assert _type(charlie_client, told, ARABIC).status_code == 404
    assert not Translation.objects.exists()


def test_a_translation_is_shown_with_the_french_folded_under_it(alice_client, told, alice):
    before = _brief(told, alice)
    assert f'<span lang="fr" dir="ltr">{PROBLEM}</span>' in before
    assert "(بالفرنسية)" in before
    assert _type(alice_client, told, ARABIC).status_code == 302
    after = _brief(told, alice)
    assert ARABIC in after
    folded = after.split('<details class="original">')[1].split("</details>")[0]
    assert PROBLEM in folded
    assert "(بالفرنسية)" not in after
    assert ARABIC not in _brief(told, alice, "fr")
    assert ARABIC not in _brief(told, alice, "tr")


def test_once_the_french_changes_it_shows_no_more_and_waits_beside(alice_client, told, alice):
    _type(alice_client, told, ARABIC)
    told.problem = f"{PROBLEM} Il s’endort."
    told.save()
    assert ARABIC not in _brief(told, alice)
    page = alice_client.get(_address(told)).content.decode()
    assert ARABIC in page
    assert "n’est plus montrée" in page


def test_an_emptied_translation_is_erased(alice_client, told):
    _type(alice_client, told, ARABIC)
    _type(alice_client, told, "", seen=ARABIC)
    assert not Translation.objects.exists()


def test_two_people_typing_the_same_lose_nothing(alice_client, bob_client, told):
    _type(alice_client, told, ARABIC)
    response = _type(bob_client, told, "نص آخر")
    assert response.status_code == 422
    assert ARABIC in response.content.decode()
    assert "نص آخر" in response.content.decode()
    assert Translation.objects.get().text == ARABIC


def test_the_journal_names_the_language_and_keeps_no_word(alice_client, told):
    _type(alice_client, told, ARABIC)
    entry = JournalEntry.objects.filter(act="translated").get()
    assert entry.detail == {"language": "ar", "texts": 1}


def test_nothing_typed_writes_nothing(alice_client, told):
    _type(alice_client, told, "")
    assert not JournalEntry.objects.filter(act="translated").exists()


def test_a_language_nobody_reread_is_said_until_the_team_says_otherwise(told, alice):
    said = "لم يراجع هذه الترجمة"
    assert said in _brief(told, alice)
    RereadLanguage.objects.create(
        team=told.team, language="ar", read_by="N. Haddad", noted_at=told.created_at, noted_by=alice
    )
    assert said not in _brief(told, alice)
    assert "relu" not in _brief(told, alice, Language.FR)


def test_the_name_and_the_address_of_a_place_stay_as_they_are(alice_client, case_1):
    page = alice_client.get(_address(case_1)).content.decode()
    form = page.split('<form method="post" class="form">')[1]
    assert "Centre social Bellevue" not in form.split("</form>")[0]
    assert case_1.agenda.first().title in form
