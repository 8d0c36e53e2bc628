"""Every address of the site, walked as a stranger: what is not listed as public stays closed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.contrib.auth.tokens import default_token_generator
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from intermetiers.web.links import fingerprint, make_secret
from meetings.announcing.actions.feeds import make_feed
from meetings.dossier import read_dossier
from meetings.following.documents import fiche_of
from meetings.frozen import seal
from meetings.holding.actions.screens import make_screen
from meetings.models import (
    FicheSending,
    FicheVersion,
    Holding,
    Observation,
    PrivateLink,
    ReceivedReply,
    RereadingNote,
)
from meetings.portable.actions import propose_transfer
from partners.actions import invite_member
from partners.models import Following, TeamRole
from tests.factories import (
    make_account,
    make_draft,
    make_invitation,
    make_own_entry,
    make_poll,
    make_pupil,
    make_room,
    make_schooling,
    make_team,
)

# What a link about dates opens.
OF_DATES = {
    "meetings:guest_answer",
    "meetings:guest_answered",
    "meetings:guest_coupon",
    "meetings:guest_calendar",
    "meetings:guest_calendar_keep",
    "meetings:guest_calendar_forget",
}
# What the link of somebody who holds a decision opens.
OF_DECISIONS = {
    "meetings:guest_decisions",
    "meetings:guest_decision_say",
    "meetings:guest_decision_word",
    "meetings:guest_decisions_paper",
}
# What the link to a fiche opens.
OF_FICHE = {
    "meetings:guest_fiche",
    "meetings:guest_fiche_open",
    "meetings:guest_fiche_not_me",
    "meetings:guest_fiche_say",
    "meetings:guest_fiche_withdraw",
    "meetings:guest_fiche_read",
    "meetings:guest_fiche_draft",
    "meetings:guest_fiche_paper",
}
# Where the code of a paper is typed: it says nothing of any meeting.
OF_PAPERS = {"meetings:check", "meetings:check_code"}
# What a calendar reads by itself: each by a secret of its own.
OF_CALENDARS = {"meetings:feed_guest", "meetings:feed_coordinator", "meetings:feed_year"}
# What the link of a screen opens.
OF_SCREENS = {"meetings:screen", "meetings:screen_follow"}
# What a page of a meeting is loaded with when the network is out: no word of any meeting.
OF_NO_MEETING = {"meetings:live_shell", "meetings:live_worker"}
SECRETS = {
    **dict.fromkeys(OF_DATES, "secret of dates"),
    **dict.fromkeys(OF_DECISIONS, "secret of decisions"),
    **dict.fromkeys(OF_FICHE, "secret of a fiche"),
    **dict.fromkeys(OF_SCREENS, "secret of a screen"),
    "partners:join": "secret of an invitation",
    "meetings:transfer": "secret of a proposal",
}
# Where one comes in: they say nothing of anybody, or ask for what only one person knows.
OF_ENTRANCE = {
    "account_login", "mfa_login_webauthn", "partners:sign_in", "partners:join",
    "partners:forgotten", "partners:forgotten_sent", "partners:choose_again",
}  # fmt: skip
PUBLIC = {"alive", "partners:provider_leave", "partners:provider_return", "ready", "csp_report", "meetings:privacy", "meetings:mentions", "meetings:accessibility", *OF_ENTRANCE, "meetings:guest_brief",
          "meetings:guest_open", "meetings:guest_come", "meetings:guest_not_me",
          "meetings:guest_code", "meetings:guest_viewpoint", "meetings:guest_read", "meetings:guest_letter",
          "meetings:guest_document", *OF_DATES, *OF_DECISIONS, *OF_FICHE, *OF_PAPERS, *OF_CALENDARS, *OF_SCREENS, *OF_NO_MEETING}  # fmt: skip

OF_A_FILE = {
    "meetings:hold", "meetings:hold_lift", "meetings:file", "meetings:file_copy",
    "meetings:file_erase", "meetings:file_give", "meetings:file_hand",
    "meetings:transfer_withdraw",
}  # fmt: skip
OF_A_PUPIL = ("pupil", "thread", "relative", "secret", "schooling", "follower")


def _walk(patterns, namespace="", above=()):
    """Each name with the arguments its address takes, those of the folders above included."""
    for pattern in patterns:
        taken = (*above, *pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, inner, taken)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", taken


WALKED = list(_walk(get_resolver().url_patterns))
ADDRESSES = dict(WALKED)


@pytest.fixture
def addresses(case_1, alice):
    """Each name with an address that leads to a row of Alice's meeting."""
    item = case_1.agenda.filter(kind="decide").first()
    guardian = case_1.participants.exclude(family_member=None).first()
    secret, link = _link(guardian, alice, "brief")
    seat = case_1.participants.exclude(professional=None).exclude(professional__account=alice)
    relative = guardian.family_member
    make_invitation(guardian)
    screen = make_screen(case_1, by=alice, now=timezone.now())
    feed = make_feed(alice, case_1.team, now=timezone.now()).secret
    invitation, joining = invite_member(
        case_1.team, "nour@example.org", TeamRole.LECTEUR, by=alice, now=timezone.now()
    )
    rows = {
        "reference": case_1.reference,
        "poll": make_poll(case_1, alice).pk,
        "secret": secret,
        "secret of a screen": screen.secret,
        "screen": screen.link.pk,
        "secret of dates": _link(guardian, alice, "slots")[0],
        "secret of decisions": _link(guardian, alice, "decisions")[0],
        "decision": _decision(case_1, guardian).pk,
        "secret of a fiche": _link(guardian, alice, "fiche")[0],
        "note": _reread_note(guardian, alice).pk,
        "sending": _sending(case_1, alice, guardian).pk,
        "number": 1,
        "meetings:feed_guest": _link(guardian, alice, "calendar")[0],
        "meetings:feed_coordinator": feed,
        "meetings:feed_year": feed,
        "pupil": (case_1.pupil_id, relative.pk),
        "participant": guardian.pk,
        "guest": seat.first().pk,
        "person": seat.first().pk,
        "place": case_1.places.first().pk,
        "slot": case_1.slots.first().pk,
        "agenda": item.pk,
        "information": _with_document(item.informations.first()).pk,
        "link": link.pk,
        "professional": seat.first().professional_id,
        "partner": seat.first().professional_id,
        "following": Following.objects.create(
            pupil=case_1.pupil, professional=seat.first().professional
        ).pk,
        "institution": case_1.school_id,
        "file_format": "csv",
        "room": make_room(case_1.school).pk,
        "sorte": "personnes",
        "table": "pupils",
        "import": make_draft(case_1.team, alice).pk,
        "one": seat.first().professional_id,
        "other": seat.last().professional_id,
        "code": _own_entries(case_1.team, alice),
        "language": "ar",
        "reply": ReceivedReply.objects.create(
            meeting=case_1, message_id="m1", received_at=timezone.now()
        ).pk,
        "observation": _observation(case_1, alice).pk,
        "sheet": "aesh",
        "paper": "whole",
        "row": make_schooling(case_1.pupil, 2025).pk,
        "member": make_account(case_1.team, "Nour").memberships.get().pk,
        "member_invitation": invitation.pk,
        "secret of a proposal": _proposed_file(),
        "secret of an invitation": joining.rpartition("/")[2],
        "both": _reset_of(alice),
        "session": UserSession.objects.create(user=alice, ip="::1", session_key="x" * 32).pk,
        "key": TOTP.activate(alice, "JBSWY3DPEHPK3PXP").instance.pk,
    }
    return {name: reverse(name, kwargs=_arguments(name, needed, rows))
            for name, needed in ADDRESSES.items()}  # fmt: skip


def _proposed_file():
    """The secret that opens a file of another team."""
    team = make_team("Secteur Nantes")
    by, now = make_account(team, "Yves Le Bihan"), timezone.now()
    _, url = propose_transfer(make_pupil(team), "a@example.org", word="", by=by, now=now)
    return url.rpartition("/")[2]


def _reset_of(account):
    who = urlsafe_base64_encode(force_bytes(account.pk))
    return f"{who}.{default_token_generator.make_token(account)}"


def _link(guardian, alice, purpose):
    secret, now = make_secret(), timezone.now()
    link = PrivateLink.objects.create(
        participant=guardian, fingerprint=fingerprint(secret), made_at=now, made_by=alice,
        made_for="link", expires_at=now + timedelta(days=1), purpose=purpose,
    )  # fmt: skip
    return secret, link


def _decision(meeting, holder):
    row = meeting.decisions.create(
        entry=uuid4(), number=1, text="Prêter la salle 2", written_at=timezone.now()
    )
    row.holders.add(holder)
    return row


def _observation(meeting, alice):
    return Observation.objects.create(
        team=meeting.team, by=alice, sheet="aesh", title="Un lundi", saved_at=timezone.now()
    )


def _reread_note(guardian, alice):
    return RereadingNote.objects.create(
        meeting=guardian.meeting, participant=guardian, said="read", said_at=timezone.now(),
        typed_by=alice,
    )  # fmt: skip


def _sending(meeting, alice, guardian):
    now = timezone.now()
    content = seal(fiche_of(read_dossier(meeting), meeting, now), 1, now.date())
    Holding.objects.create(meeting=meeting, opened_at=now, closed_at=now)
    version = FicheVersion.objects.create(
        meeting=meeting, number=1, made_at=now, made_by=alice, content=content,
        fingerprint="0" * 64, code="3F9A-21C0-88DE",
    )  # fmt: skip
    return FicheSending.objects.create(
        version=version, participant=guardian, paper="whole", by_way="hand", sent_at=now,
        sent_by=alice,
    )  # fmt: skip


def _own_entries(team, alice):
    """One on each shelf of the team's catalogue, all of the same code."""
    rows = [make_own_entry(team, alice, kind=kind) for kind in ("metier", "institution", "word")]
    return rows[0].code


def _with_document(information):
    information.file_name, information.file_pages = "emploi du temps.pdf", 1
    information.file.save("emploi-du-temps.pdf", ContentFile(b"%PDF-1.7"))
    return information


def _arguments(name, needed, rows):
    """What the address of this name takes, to lead to these rows."""
    arguments = {}
    for key in needed:
        if key == "pk":
            arguments[key] = rows[_row_of(name)] if _row_of(name) != "pupil" else rows["pupil"][0]
        elif key == "member":
            arguments[key] = rows["pupil"][1]
        elif key in {"kind", "layout"}:
            arguments[key] = "round"
        elif name in OF_CALENDARS:
            arguments[key] = rows[name]
        elif name in SECRETS and key == "secret":
            arguments[key] = rows[SECRETS[name]]
        else:
            arguments[key] = rows[key]
    return arguments


def _row_of(name):
    """Which row the number of an address names."""
    if ":room" in name:
        return "institution"
    if name in {"partners:week_professional", "partners:week_institution"}:
        return name.removeprefix("partners:week_")
    if name in OF_A_FILE or any(word in name for word in OF_A_PUPIL):
        return "pupil"
    if "invitation_withdraw" in name:
        return "member_invitation"
    if ":" not in name:
        return "key"
    if name == "meetings:information_add":
        return "agenda"
    return "information" if ":information" in name else name.split(":")[1].split("_")[0]


def test_every_public_address_is_known(addresses):
    """The others, whoever asks and however, are the table of `test_table.py`."""
    client = Client()
    for name, address in addresses.items():
        if name == "mfa_login_webauthn":
            continue  # asked for by a script only; a person is led to the page where one signs in
        response = client.get(address)
        response.getvalue()  # a document is closed once read
        open_to_all = response.status_code != 302 or "/connexion" not in response["Location"]
        if response.status_code == 405:
            open_to_all = name in PUBLIC
        assert open_to_all == (name in PUBLIC), f"{name} answers {response.status_code}"


def test_no_address_hides_behind_the_name_of_another():
    names = [name for name, _ in WALKED]
    assert len(names) == len(set(names))
    assert not any(name.endswith("None") for name in names)
