"""What somebody who means harm would try on the address book, and what chance alone may do."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from intermetiers.web import mail_queue
from intermetiers.web.models import OutgoingMail
from meetings.announcing.actions.briefs import send_brief
from partners import actions
from partners.domain.importing.plan import Fate
from partners.domain.school_years import year_to_plan
from partners.models import FamilyMember, Pupil, Schooling
from partners.models.import_book import plan_of
from tests import factories
from tests.factories import NOW
from tests.partners.views.imports.conftest import page
from tests.test_addresses import addresses  # noqa: F401 (a fixture)

# --- Numbers no database holds -------------------------------------------------------------------

HUGE = ("9" * 20, str(2**63), str(2**31))


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_number_no_database_holds_is_only_not_found(addresses, alice_client, method):  # noqa: F811
    tried = {
        f"{address[: match.start()]}{huge}{address[match.end() :]}"
        for address in addresses.values()
        for match in re.finditer(r"(?<=/)\d+(?=/|$)", address)
        for huge in HUGE
    }
    assert any("doublons" in address for address in tried)
    for address in tried:
        # A poll thrown away leaves no trace: who comes back to it is led to bringing another.
        # A guest’s link leads to its gate before anything is looked for; a key, to the password.
        elsewhere = ("/b/", "/f/", "/compte/securite/")
        led_away = {302} if "/sondage/" in address or address.startswith(elsewhere) else set()
        status = getattr(alice_client, method)(address).status_code
        assert status in {404, 405} | led_away, address


# --- Whom a judge forbids to give anything to ---------------------------------------------------


@pytest.fixture
def seat(meeting):
    """The father's, whose address is known."""
    found = meeting.participants.get(family_member__relation="père")
    found.family_member.email = "david@example.org"
    found.family_member.save()
    return found


def _change(member, by, name, seen, wanted):
    member = FamilyMember.objects.get(pk=member.pk)
    return actions.change_relative(member, seen={name: seen}, wanted={name: wanted}, by=by, now=NOW)


def _forbid(member, by):
    _change(member, by, "may_receive", "all", "nothing")


def test_what_waits_at_a_former_address_does_not_leave_either(meeting, seat, alice):
    send_brief(meeting, seat.pk, leaves=True, by=alice, now=NOW)
    _change(seat.family_member, alice, "email", "david@example.org", "david@example.net")
    _forbid(seat.family_member, alice)
    held = OutgoingMail.objects.get()
    assert held.failed_at == NOW
    assert "/b/" not in held.text
    assert mail_queue.deliver(NOW) == (0, 0)


def test_what_is_held_while_the_server_is_called_stays_held(meeting, seat, alice, monkeypatch):
    send_brief(meeting, seat.pk, leaves=True, by=alice, now=NOW)

    def no_answer(mail):
        _forbid(seat.family_member, alice)
        raise mail_queue.UnreachableError

    monkeypatch.setattr(mail_queue, "_hand_over", no_answer)
    mail_queue.deliver(NOW)
    monkeypatch.undo()
    assert mail_queue.deliver(NOW + timedelta(hours=1)) == (0, 0)
    assert not OutgoingMail.objects.waiting().exists()


DAVID = {"first_name": "David", "last_name": "Morel"}


@pytest.mark.parametrize(
    ("forbidden", "other"),
    [
        (DAVID, DAVID | {"relation": "responsable légal"}),
        (DAVID, {"first_name": "Dave", "last_name": "Morel"}),
        ({"email": "d@example.org"}, {"relation": "tuteur", "email": "D@example.org"}),
    ],
    ids=["name", "relation", "mail"],
)
@pytest.mark.parametrize("on_the_kept_card", [True, False])
def test_two_cards_made_one_never_give_again(team, alice, forbidden, other, on_the_kept_card):
    kept, absorbed = factories.make_pupil(team), factories.make_pupil(team)
    sides = (kept, absorbed) if on_the_kept_card else (absorbed, kept)
    factories.make_relative(
        sides[0], **({"relation": "père", "may_receive": "nothing"} | forbidden)
    )
    factories.make_relative(sides[1], **({"relation": "père"} | other))
    with pytest.raises(actions.CannotMergeError, match="décision de justice"):
        actions.merge_cards(kept, absorbed, taken=(), by=alice, now=NOW)
    assert Pupil.objects.count() == 2
    FamilyMember.objects.update(may_receive="nothing")
    actions.merge_cards(kept, absorbed, taken=(), by=alice, now=NOW)
    assert kept.family.count() == 2


def _plan(team, alice, line, **columns):
    titles = [str(number) for number in range(len(line))]
    draft = factories.make_draft(
        team, alice, lines=(titles, line),
        columns=dict(enumerate(("last_name", "first_name", *columns.values()))),
    )  # fmt: skip
    [planned] = plan_of(draft, timezone.localdate()).lines
    return planned


def _known(team, **father):
    pupil = factories.make_pupil(team, first_name="Yanis", last_name="Belkacem")
    factories.make_relative(pupil, "père", **(DAVID | father))
    return pupil


GUARDIAN = {"name": "guardian1.full_name", "more": "guardian1.address"}


def test_no_table_adds_somebody_beside_whom_a_judge_forbids(team, alice):
    _known(team, may_receive="nothing")
    line = ["Belkacem", "Yanis", "MOREL-DUPONT David", ""]
    planned = _plan(team, alice, line, **GUARDIAN)
    assert planned.fate is Fate.REFUSED
    assert "décision de justice" in planned.problems[0].said


def test_the_other_parent_still_comes_by_table(team, alice):
    """The line names the forbidden one too: the other is certainly somebody else."""
    _known(team, may_receive="nothing")
    line = ["Belkacem", "Yanis", "MOREL David", "BELKACEM Samia"]
    columns = {"father": "father.full_name", "mother": "mother.full_name"}
    planned = _plan(team, alice, line, **columns)
    assert planned.fate is Fate.CHANGED
    assert [one.pk for one in planned.relatives] == [None]


# --- A home that must stay secret ---------------------------------------------------------------

HOME = "3 rue cachée"


def test_two_cards_made_one_never_show_a_secret_home(team, alice):
    kept, absorbed = factories.make_pupil(team), factories.make_pupil(team)
    factories.hide_address(factories.make_relative(kept, "mère"), HOME)
    shown = factories.make_relative(absorbed, "mère", postal_address=HOME)
    with pytest.raises(actions.CannotMergeError, match="secrète") as refused:
        actions.merge_cards(kept, absorbed, taken=(), by=alice, now=NOW)
    assert HOME not in str(refused.value)
    FamilyMember.objects.filter(pk=shown.pk).update(postal_address="")
    actions.merge_cards(kept, absorbed, taken=(), by=alice, now=NOW)


def test_no_table_writes_a_secret_home_on_a_second_card(team, alice):
    pupil = _known(team)
    factories.hide_address(pupil.family.get(), HOME)
    line = ["Belkacem", "Yanis", "MOREL-DUPONT David", HOME]
    planned = _plan(team, alice, line, **GUARDIAN)
    assert planned.fate is Fate.REFUSED
    assert HOME not in planned.problems[0].said


def _drafted(team, alice):
    """A table that gives the father's address, and the pupil it is about."""
    pupil = _known(team)
    lines = (("Nom", "Prénom", "Père", "Adresse"), ("Belkacem", "Yanis", "MOREL David", HOME))
    columns = ("last_name", "first_name", "father.full_name", "father.address")
    return pupil, factories.make_draft(team, alice, lines=lines, columns=dict(enumerate(columns)))


def _write(client, draft, meanwhile):
    """Send the last yes; `meanwhile` happens once the plan is made, before its lines are written."""
    seen = plan_of(draft, timezone.localdate()).fingerprint
    answer = client.post(page(draft, "write"), {"seen": seen})
    meanwhile()
    return b"".join(answer.streaming_content).decode()


def test_a_home_that_becomes_secret_while_a_table_is_written_stays_so(team, alice, alice_client):
    pupil, draft = _drafted(team, alice)
    father = pupil.family.get()
    told = _write(alice_client, draft, lambda: factories.hide_address(father, HOME))
    assert "rien n’est écrit" in told
    father.refresh_from_db()
    assert father.postal_address == ""


def test_a_card_merged_while_a_table_is_written_stops_it(team, alice, alice_client):
    pupil, draft = _drafted(team, alice)
    kept = factories.make_pupil(team, first_name="Yanis", last_name="Belkacem-Morel")

    def merge():
        actions.merge_cards(kept, pupil, taken=(), by=alice, now=NOW)

    assert "rien n’est écrit" in _write(alice_client, draft, merge)
    draft.refresh_from_db()
    assert draft.written_at is None


def test_no_name_of_a_file_cuts_the_page_of_a_writing(team, alice, alice_client):
    draft = factories.make_draft(team, alice, file_name="[[pieces]] élèves.csv")
    answer = alice_client.post(
        page(draft, "write"), {"seen": plan_of(draft, timezone.localdate()).fingerprint}
    )
    told = b"".join(answer.streaming_content).decode()
    assert page(draft, "result") in told
    assert told.rstrip().endswith("</html>")


# --- One page sent twice -------------------------------------------------------------------------


def test_a_page_of_a_class_sent_again_otherwise_does_not_say_it_is_noted(team, alice_client):
    school, year = factories.make_institution(team), year_to_plan(timezone.localdate())
    pupil = factories.make_pupil(team, school=school, class_name="CE2")
    url = f"{reverse('partners:move_class')}?ecole={school.pk}&classe=CE2&annee={year}"
    sent = {
        "form_key": factories.new_key(), "pupil": pupil.pk, f"fate_{pupil.pk}": "go",
        f"school_{pupil.pk}": school.pk,
    }  # fmt: skip
    first = alice_client.post(url, sent | {f"class_{pupil.pk}": "CM1"}, follow=True)
    again = alice_client.post(url, sent | {f"class_{pupil.pk}": "CM2"}, follow=True)
    assert "C’est noté pour" in first.content.decode()
    assert "C’est noté pour" not in again.content.decode()
    assert "celui-ci ne l’est pas" in again.content.decode()
    assert Schooling.objects.get(pupil=pupil, year=year).class_name == "CM1"


def test_what_was_typed_on_a_card_merged_meanwhile_comes_back(team, alice, alice_client):
    kept, absorbed = factories.make_pupil(team), factories.make_pupil(team)
    actions.merge_cards(kept, absorbed, taken=(), by=alice, now=NOW)
    url = reverse("partners:pupil_change", args=[absorbed.pk])
    answer = alice_client.post(url, {"first_name": "Yanis", "class_name": "CM1 bleu"})
    assert answer.status_code == 403
    assert "CM1 bleu" in answer.content.decode()
    assert alice_client.get(url)["Location"] == reverse("partners:pupil_change", args=[kept.pk])


def test_what_is_typed_on_a_card_of_nobody_s_is_only_not_found(theirs_merged, alice_client):
    answer = alice_client.post(theirs_merged, {"class_name": "CM1 bleu"})
    assert answer.status_code == 404


@pytest.fixture
def theirs_merged(charlie):
    """The address of a card another team merged."""
    team = charlie.current_team
    kept, absorbed = factories.make_pupil(team), factories.make_pupil(team)
    actions.merge_cards(kept, absorbed, taken=(), by=charlie, now=NOW)
    return reverse("partners:pupil_change", args=[absorbed.pk])
