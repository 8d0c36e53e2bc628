"""What leaves once a meeting is over: nothing private of one person reaches another, by any way."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.models import JournalEntry, OutgoingMail
from meetings.domain.kinds import Paper, RereadSaid
from meetings.following.actions.rereading import Saying, open_rereading, say
from meetings.following.actions.versions import Given, make_version, send_version
from meetings.models import Contribution, FichePaper, FicheVersion, PrivateLink
from partners.models import SecretAddress
from tests import factories
from tests.meetings.following.kept import BIRTH, fiche_link, hold_and_close
from tests.meetings.pdfs import text_of

FAMILY_TEXTS = ("phone", "postal_address", "work", "childcare", "childcare_found", "needs",
                "living", "wishes")  # fmt: skip
CARD_TEXTS = ("phone", "paid_hours", "availability")


def _mark(seat, field):
    return f"marque{seat.pk}{field.replace('_', '')}"


@pytest.fixture
def marked(case_1, alice):
    """Case 1 held, with a mark in every private text of everybody, who all have an address."""
    for seat in case_1.participants.select_related("family_member", "professional"):
        for card, names in ((seat.family_member, FAMILY_TEXTS), (seat.professional, CARD_TEXTS)):
            if card is not None:
                for name in names:
                    setattr(card, name, _mark(seat, name))
                card.email = f"{_mark(seat, 'email')}@example.org"
                card.save()
        seat.reason, seat.support = _mark(seat, "reason"), True
        seat.save()
        Contribution.objects.create(
            participant=seat, understands=_mark(seat, "understands"), audience="coordinator",
            source="link", said_at=factories.NOW,
        )  # fmt: skip
    factories.hide_address(case_1.pupil.family.get(relation="père"), "marque0secret")
    return hold_and_close(case_1, alice)


def _readers(meeting):
    """The family and a professional, each given the paper that is usual for them."""
    family = list(meeting.participants.exclude(family_member=None))
    return [*family, meeting.participants.get(professional__metier="psyen")]


def _send_to_all(meeting, alice):
    now = timezone.now()
    open_rereading(
        meeting, timezone.localdate() + timedelta(days=1), [p.pk for p in _readers(meeting)],
        by=alice, now=now,
    )  # fmt: skip
    for seat in meeting.participants.exclude(family_member=None):
        link = PrivateLink.objects.filter(participant=seat, purpose="fiche").get()
        say(link, Saying(RereadSaid.ADD, text=f"Les mots de {seat.pk}."), now=now)
    version = make_version(meeting, word="", reason="Vite.", by=alice, now=now)
    given = [
        Given(Paper.FAMILY if seat.family_member else Paper.WHOLE, person=seat.pk)
        for seat in _readers(meeting)
    ]
    return version, send_version(meeting, version.number, given, by=alice, now=now)


def _marks(text):
    return set(re.findall(r"marque\d+\w+", text))


def _opened(meeting, alice, seat):
    """The page and every file this person may open."""
    secret = fiche_link(seat, alice)
    client, url = Client(), reverse("meetings:guest_fiche", args=[secret])
    client.post(f"{url}/ouvrir", {"said": BIRTH})
    page = client.get(f"{url}?langue=fr").content.decode()
    files = re.findall(rf'href="({url}/[a-z]+\.pdf)', page)
    assert files
    return [page, *(text_of(client.get(file).content) for file in files)]


def test_nobody_reads_anything_private_of_another(alice, marked):
    assert "marque0secret" in {row.address for row in SecretAddress.objects.all()}
    _send_to_all(marked, alice)
    marked.rereading.due_on = factories.NOW.date()
    marked.rereading.save()
    for seat in _readers(marked):
        for text in _opened(marked, alice, seat):
            assert "Un carnet" in text
            assert _marks(text) == set(), seat
            assert "à soutenir" not in text


def test_a_message_goes_to_one_person_and_names_neither_child_nor_anybody(alice, marked):
    _send_to_all(marked, alice)
    mails = OutgoingMail.objects.all()
    assert len(mails) == 5  # two parents twice, one professional
    for mail in mails:
        everything = " ".join((mail.subject, mail.text, mail.html))
        assert _marks(everything) == set()
        assert _marks(mail.recipient) == {mail.recipient.partition("@")[0]}
        for name in ("Yanis", "Belkacem", "Morel", "Jean-Moulin"):
            assert name not in everything
        links = set(re.findall(r"/f/[\w-]+", everything))
        assert len(links) == 1


def test_what_is_kept_for_years_holds_nothing_private(alice, marked):
    version, _ = _send_to_all(marked, alice)
    assert _marks(str(version.content)) == set()
    assert not FichePaper.objects.exists()
    kept = str(list(JournalEntry.objects.values("act", "detail")))
    assert _marks(kept) == set()
    assert "Les mots de" not in kept


def test_while_they_reread_neither_parent_sees_the_words_of_the_other(alice, marked):
    _send_to_all(marked, alice)
    mother, father = marked.participants.exclude(family_member=None)
    secret = fiche_link(father, alice)
    client, url = Client(), reverse("meetings:guest_fiche", args=[secret])
    client.post(f"{url}/ouvrir", {"said": BIRTH})
    for name in ("", "/a-relire.pdf"):
        content = client.get(f"{url}{name}").content
        text = text_of(content) if name else content.decode()
        assert f"Les mots de {mother.pk}." not in text


def test_a_link_to_one_meeting_opens_nothing_of_another(alice, marked, team):
    _send_to_all(marked, alice)
    pupil = factories.make_pupil(team, first_name="Lina", born_on=marked.pupil.born_on)
    factories.make_relative(pupil, "mère", first_name="Nora", last_name="Haddad")
    other = factories.make_meeting(team, alice, pupil=pupil)
    secret = fiche_link(other.participants.exclude(family_member=None).get(), alice)
    client, url = Client(), reverse("meetings:guest_fiche", args=[secret])
    client.post(f"{url}/ouvrir", {"said": BIRTH})
    assert client.get(url).status_code == 404
    sending = FicheVersion.objects.get().sendings.first()
    assert client.post(f"{url}/lu/{sending.pk}").status_code == 404
    assert client.get(f"{url}/whole.pdf").status_code == 404
