"""Rows for tests. Every function takes what matters to the test and invents the rest."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from uuid import uuid4

from meetings import models
from meetings.domain.kinds import Answer, ItemKind, MeetingKind, Role
from partners.actions.calendars import ReadCalendar, keep_calendar
from partners.models import (
    Account,
    FamilyMember,
    Following,
    ImportDraft,
    Institution,
    OwnEntry,
    Professional,
    Pupil,
    Room,
    Schooling,
    SecretAddress,
    Team,
    TeamRole,
)

PASSWORD = "une phrase de passe pour les tests"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

_numbers = count(1)


def make_team(name="Secteur Lyon 3", **fields):
    return Team.objects.create(name=name, **fields)


def make_account(team, name="Alice Martin", **fields):
    email = fields.pop("email", f"compte{next(_numbers)}@example.org")
    role = fields.pop("role", TeamRole.RESPONSABLE)
    account = Account.objects.create_user(email, PASSWORD, name=name, current_team=team, **fields)
    account.memberships.create(team=team, role=role)
    return account


def make_institution(
    team, name="École élémentaire Jean-Moulin", kind="ecole_elementaire", **fields
):
    return Institution.objects.create(team=team, name=name, kind=kind, **fields)


def make_room(institution, name="Salle des maîtres", **fields):
    return Room.objects.create(institution=institution, name=name, **fields)


def make_own_entry(team, by, code="equipe_conteur", kind="metier", values=None):
    """An entry of the team's own catalogue as it stands in the database, whatever it holds."""
    usual = {"does": "Aide l’enfant à raconter.", "simple": "Raconte."}
    row = OwnEntry.objects.create(
        team=team, kind=kind, code=code, values=usual if values is None else values,
        changed_at=NOW, changed_by=by,
    )  # fmt: skip
    team.catalogue_version = uuid4()
    team.save(update_fields=["catalogue_version"])
    return row


def make_professional(team, metier="psyen", **fields):
    return Professional.objects.create(team=team, metier=metier, **fields)


def make_following(pupil, professional=None, **fields):
    """A professional of the same team follows the pupil; at present unless `until` is given."""
    professional = professional or make_professional(pupil.team)
    return Following.objects.create(pupil=pupil, professional=professional, **fields)


def make_pupil(team, **fields):
    fields = {"first_name": "Yanis", "last_name": "Belkacem-Morel", "class_name": "CE2"} | fields
    return Pupil.objects.create(team=team, **fields)


def make_relative(pupil, relation="mère", **fields):
    gender = "m" if relation == "père" else "f"
    return FamilyMember.objects.create(
        pupil=pupil, relation=relation, **({"gender": gender} | fields)
    )


def hide_address(member, address):
    """Keep the address of this relative apart, as the act does, without a line of the journal."""
    member.postal_address, member.address_is_secret = "", True
    member.save()
    SecretAddress.objects.update_or_create(member=member, defaults={"address": address})


def make_schooling(pupil, year=2026, class_name="CE2", **fields):
    return Schooling.objects.create(pupil=pupil, year=year, class_name=class_name, **fields)


def make_participant(meeting, role=Role.PROFESSIONAL, **fields):
    """A seat; a professional one gets a card unless one is given."""
    if role is Role.PROFESSIONAL and "professional" not in fields:
        fields["professional"] = make_professional(meeting.team)
    fields = {"position": next(_numbers), "invited_at": NOW} | fields
    return models.Participant.objects.create(meeting=meeting, role=role.value, **fields)


def make_meeting(team, convener, *, pupil=None, **fields):
    """An ESS just begun: the pupil, each relative and whoever convenes have their seats."""
    pupil = pupil or make_pupil(team)
    fields = {
        "kind": MeetingKind.ESS.value,
        "title": f"{pupil.first_name}, ses après-midi",
        "reference": f"T{next(_numbers):05d}",
        "school": pupil.school,
        "class_name": pupil.class_name,
        "created_at": NOW,
    } | fields
    meeting = models.Meeting.objects.create(team=team, pupil=pupil, convener=convener, **fields)
    make_participant(meeting, Role.PUPIL)
    for relative in pupil.family.all():
        make_participant(meeting, Role.GUARDIAN, family_member=relative)
    card, _ = Professional.objects.get_or_create(
        team=team,
        account=convener,
        defaults={"metier": "enseignant_referent", "gender": "f", "first_name": convener.name},
    )
    make_participant(meeting, professional=card)
    return meeting


def make_place(meeting, name="Centre social Bellevue, salle 2", ground="neutral", **fields):
    return models.Place.objects.create(
        meeting=meeting, name=name, ground=ground, **({"added_at": NOW} | fields)
    )


def make_slot(meeting, starts_at=datetime(2027, 1, 21, 9, 15, tzinfo=UTC), minutes=75, **fields):
    return models.Slot.objects.create(
        meeting=meeting,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        **({"added_at": NOW} | fields),
    )


def make_answer(slot, participant, answer=Answer.YES, **fields):
    return models.SlotAnswer.objects.create(
        slot=slot,
        participant=participant,
        answer=answer.value,
        **({"answered_at": NOW} | fields),
    )


def make_invitation(seat, recipient="samia@example.org", **fields):
    """What this person holds in an agenda: the date of the meeting, as it was told."""
    slot = seat.meeting.chosen_slot
    plain = {
        "uid": f"{next(_numbers)}@reunions.example.org", "told_at": NOW,
        "starts_at": slot.starts_at, "ends_at": slot.ends_at,
    }  # fmt: skip
    return models.Invitation.objects.create(
        meeting=seat.meeting, participant=seat, recipient=recipient, **(plain | fields)
    )


def make_item(meeting, title="Les temps du SESSAD et les temps de classe", **fields):
    fields = {"kind": ItemKind.DECIDE.value, "minutes": 20, "added_at": NOW} | fields
    fields.setdefault("position", next(_numbers))
    return models.AgendaItem.objects.create(meeting=meeting, title=title, **fields)


def point_of(meeting, begins):
    """The point whose title begins so, which the database cannot read."""
    (found,) = (row for row in meeting.agenda.all() if row.title.startswith(begins))
    return found


def make_information(item, title="Emploi du temps de la semaine", **fields):
    return models.Information.objects.create(item=item, title=title, **({"added_at": NOW} | fields))


def fill(meeting, *, participants=0, items=0, slots=0, places=0):
    """Add that many of each, with answers, distances and informations between them."""
    people = [
        make_participant(meeting, professional=make_professional(meeting.team))
        for _ in range(participants)
    ]
    for _ in range(items):
        make_information(make_item(meeting, opener=people[0] if people else None))
    for number in range(slots):
        slot = make_slot(meeting, datetime(2027, 1, 4, 9, tzinfo=UTC) + timedelta(days=number))
        for person in people:
            make_answer(slot, person)
    for number in range(places):
        place = make_place(meeting, name=f"Salle {number}")
        for person in people[:2]:
            models.PlaceDistance.objects.create(place=place, participant=person, metres=300)
    return people


def make_case_1(team, convener):
    """Yanis, whole: two parents apart, seven professionals, three points, four slots."""
    school = make_institution(team, address="12 rue de la République, Lyon")
    sessad = make_institution(team, "SESSAD Les Tilleuls", "sessad")
    pupil = make_pupil(
        team,
        born_on=date(2018, 4, 17),
        school=school,
        plan="PPS",
        aesh_kind="mutualisée",
        aesh_hours=9,
    )
    make_relative(
        pupil, "mère", first_name="Samia", last_name="Belkacem", phone="06 00 00 00 01",
        reads_best="ar", work="ménage, de 5 h 30 à 8 h 30 et de 17 h à 20 h",
        needs="petite sœur de 2 ans, pas de mode de garde",
    )  # fmt: skip
    make_relative(
        pupil, "père", first_name="David", last_name="Morel", email="david.morel@example.org",
        work="chauffeur-livreur, en tournée jusqu’à 15 h 30", living="vit à 40 km",
    )  # fmt: skip
    meeting = make_meeting(
        team,
        convener,
        pupil=pupil,
        duration_minutes=75,
        period_start=date(2027, 1, 11),
        period_end=date(2027, 2, 5),
        problem="Après 14 h, Yanis n’a plus la force de suivre, et les deux sorties avec "
        "l’éducatrice tombent en mathématiques. Comment garder l’aide sans qu’il perde le fil ?",
    )
    seats = {
        name: make_participant(
            meeting,
            professional=make_professional(team, metier, gender=gender, **fields),
            reason="connaît la situation de Yanis",
        )
        for name, metier, gender, fields in (
            ("directrice", "directeur_ecole", "f", {"institution": school}),
            ("professeur", "professeur_ecoles", "m", {"institution": school}),
            ("aesh", "aesh", "f", {"paid_hours": "lundi, mardi, jeudi 8 h 30 – 11 h 30"}),
            ("educatrice", "educateur_specialise", "f", {"institution": sessad}),
            ("psychologue", "psyen", "f", {}),
            ("orthophoniste", "orthophoniste", "f", {"liberal": True, "fee": 45}),
        )
    }
    family = {p.family_member.relation: p for p in meeting.participants.exclude(family_member=None)}
    place = make_place(
        meeting, address="4 rue des Lilas, Lyon 3e", step_free="yes", quiet="yes",
        transport="bus C3, arrêt Bellevue", welcomed_by=seats["directrice"], waiting="le hall",
    )  # fmt: skip
    slot = make_slot(meeting)
    for person in meeting.participants.all():
        remote = person == seats["orthophoniste"]
        make_answer(slot, person, Answer.REMOTE if remote else Answer.YES)
    make_item(meeting, "Ce que Yanis vit l’après-midi", kind="understand", opener=family["mère"])
    for title in ("Les temps du SESSAD et les temps de classe", "Ce qu’on demande à la MDPH"):
        make_information(
            make_item(meeting, title), giver=seats["educatrice"], due_on=date(2027, 1, 11),
            text="Lundi et mardi matin, l’AESH est en classe.", given_at=NOW,
        )  # fmt: skip
    meeting.chosen_place, meeting.chosen_slot = place, slot
    meeting.words_minutes = meeting.rereading_minutes = 5
    meeting.save()
    return meeting


def new_key():
    return str(uuid4())


def make_draft(team, account, lines=(("Nom", "Prénom"), ("Rossi", "Chiara")), **fields):
    """A table of pupils that waits for the last yes; its columns are in the order of a model."""
    fields = {"kind": "pupils", "file_name": "secteur.csv", "read_at": NOW} | fields
    fields.setdefault("columns", {"0": "last_name", "1": "first_name"})
    sheet = {"name": "", "lines": [list(line) for line in lines]}
    return ImportDraft.objects.create(team=team, by=account, sheets=[sheet], **fields)


def make_calendar(person, *spans, by=None, now=NOW, left_out=()):
    """What is known of when somebody is busy: pairs of instants."""
    read = ReadCalendar(now.date(), now.date() + timedelta(days=183), tuple(spans), left_out)
    return keep_calendar(person, read, by=by, now=now)


def make_poll(meeting, account, **fields):
    """A poll that waits for its yes: one person, one date, « oui »."""
    draft = {
        "options": [["04/01/2027 09:00", "2027-01-04T09:00:00+01:00", None]],
        "lines": [["Samia Belkacem", ["yes"], None, None]],
        "notes": [],
    }
    usual = {"kind": "framadate", "read_at": NOW, "draft": draft}
    return models.PollImport.objects.create(meeting=meeting, by=account, **(usual | fields))
