"""Small hands for building a Dossier without a database.

Each builder starts from something plausible and changes only what is named:
`participant(7, paid_hours="lundi, 8 h 30 – 11 h 30")`, `dossier(slots=(slot(1, "2027-01-21 10:15"),))`.
The cast is the one of case 1: the pupil is 1, the mother 2, the father 3, then professionals.
`dossier()` seats the pupil, the mother, the enseignante référente (who convenes) and the teacher;
`case_1()` seats everybody, with the four slots of the worked example.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from meetings.domain.dossier import (
    AgendaItem,
    Contribution,
    ConvenerContact,
    Dossier,
    Information,
    Participant,
    Place,
    PupilFacts,
    SetAside,
    Slot,
    SlotAnswer,
)
from meetings.domain.kinds import (
    Answer,
    Audience,
    Ground,
    ItemKind,
    Layout,
    MeetingKind,
    MovedTo,
    Presence,
    PupilPlace,
    Role,
    Source,
    YesNo,
)
from partners.domain.worlds import World

PARIS = ZoneInfo("Europe/Paris")
TODAY = date(2027, 1, 4)

PUPIL, MOTHER, FATHER, AESH, REFERENT, HEAD, TEACHER, EDUCATOR, PSYCHOLOGIST, SPEECH = range(1, 11)

_PARTICIPANT = Participant(
    id=0,
    role=Role.PROFESSIONAL,
    world=World.SCHOOL,
    name="Camille Petit",
    title="professeure des écoles",
    called="l’enseignante",
    short="PE",
    metier="professeur_ecoles",
    does="Fait la classe à Yanis tous les jours.",
    institution="École Jean-Moulin",
    capacity="",
    reason="",
    supported=False,
    supported_by_default=False,
    presence=Presence.IN_PERSON,
    viewpoint="",
    written="",
    is_convener=False,
    essential=False,
    parental_authority=False,
    reads_best="fr",
    needs="",
    work="",
    paid_hours="",
    availability="",
    fee=0,
    liberal=False,
    accompanies=None,
    family_member=None,
)

_PLACE = Place(
    id=0,
    name="Salle des maîtres",
    address="12 rue des Lilas",
    ground=Ground.SCHOOL,
    step_free=YesNo.UNKNOWN,
    quiet=YesNo.UNKNOWN,
    transport="",
    layout=Layout.ROUND,
    welcomed_by=None,
    waiting="",
    distances=(),
    is_chosen=False,
)

_ITEM = AgendaItem(
    id=0,
    position=0,
    title="Ce que Yanis vit l’après-midi",
    kind=ItemKind.UNDERSTAND,
    minutes=20,
    opener=None,
    moved_to=None,
    moved_note="",
    informations=(),
)

_INFORMATION = Information(
    id=0,
    item=0,
    title="L’emploi du temps de la semaine",
    giver=None,
    due_on=None,
    text="",
    file_name="",
    file_pages=0,
    given_at=None,
)


def at(moment: str) -> datetime:
    """The aware moment « 2027-01-21 10:15 » in Paris."""
    return datetime.strptime(moment, "%Y-%m-%d %H:%M").replace(tzinfo=PARIS)


def participant(id: int, **changes: Any) -> Participant:
    """A teacher, unless something else is said."""
    return replace(_PARTICIPANT, id=id, **changes)


def pupil(id: int = PUPIL, **changes: Any) -> Participant:
    """Yanis, whose voice is to support."""
    plain = {
        "role": Role.PUPIL,
        "world": World.FAMILY,
        "name": "Yanis Belkacem-Morel",
        "title": "élève",
        "called": "Yanis",
        "short": "Y",
        "metier": "",
        "does": "",
        "institution": "",
        "supported": True,
        "supported_by_default": True,
        "family_member": id,
    }
    return participant(id, **(plain | changes))


def mother(id: int = MOTHER, **changes: Any) -> Participant:
    """Samia, who holds parental authority."""
    plain = {
        "role": Role.GUARDIAN,
        "world": World.FAMILY,
        "name": "Samia Belkacem",
        "title": "mère",
        "called": "la mère de Yanis",
        "short": "Mère",
        "metier": "",
        "does": "",
        "institution": "",
        "supported": True,
        "supported_by_default": True,
        "parental_authority": True,
        "family_member": id,
    }
    return participant(id, **(plain | changes))


def father(id: int = FATHER, **changes: Any) -> Participant:
    """David, who holds parental authority."""
    plain = {
        "name": "David Morel",
        "title": "père",
        "called": "le père de Yanis",
        "short": "Père",
    }
    return mother(id, **(plain | changes))


def aesh(id: int = AESH, **changes: Any) -> Participant:
    """The AESH, paid by the hour, whose voice is to support."""
    plain = {
        "name": "Nadia Roux",
        "title": "AESH",
        "called": "l’AESH",
        "short": "AESH",
        "metier": "aesh",
        "does": "Aide Yanis en classe.",
        "supported": True,
        "supported_by_default": True,
        "paid_hours": "lundi, mardi, jeudi 8 h 30 – 11 h 30",
    }
    return participant(id, **(plain | changes))


def convener(id: int = REFERENT, **changes: Any) -> Participant:
    """The enseignante référente, who convenes."""
    plain = {
        "name": "Hélène Faure",
        "title": "enseignante référente",
        "called": "l’enseignante référente",
        "short": "ER",
        "metier": "enseignant_referent",
        "does": "Suit le dossier de Yanis et réunit l’équipe.",
        "institution": "Secteur Lyon 3",
        "is_convener": True,
    }
    return participant(id, **(plain | changes))


def teacher(id: int = TEACHER, **changes: Any) -> Participant:
    """The teacher of the class."""
    return participant(id, **changes)


def answer(participant: int, said: Answer, note: str = "", *, unpaid: bool = False) -> SlotAnswer:
    """What somebody said of a slot, with the fact as it was said."""
    return SlotAnswer(participant=participant, answer=said, unpaid=unpaid, note=note)


def answers(
    said: Mapping[int, Answer | SlotAnswer], *, yes: Sequence[int] = ()
) -> tuple[SlotAnswer, ...]:
    """The answers of a slot: « yes » for all of `yes`, then those given one by one."""
    everyone: dict[int, Answer | SlotAnswer] = dict.fromkeys(yes, Answer.YES)
    everyone |= said
    return tuple(
        given if isinstance(given, SlotAnswer) else answer(id, given)
        for id, given in everyone.items()
    )


def slot(id: int = 1, starts: str = "2027-01-21 10:15", minutes: int = 75, **changes: Any) -> Slot:
    """A slot nobody has answered yet."""
    starts_at = at(starts)
    plain: dict[str, Any] = {"answers": (), "is_chosen": False}
    ends_at = starts_at + timedelta(minutes=minutes)
    return Slot(id=id, starts_at=starts_at, ends_at=ends_at, **(plain | changes))


def place(id: int = 1, **changes: Any) -> Place:
    """A room of the school, about which little is known."""
    return replace(_PLACE, id=id, **changes)


def item(id: int = 1, **changes: Any) -> AgendaItem:
    """A point to understand, twenty minutes, at the position of its number."""
    return replace(_ITEM, id=id, **({"position": id} | changes))


def decide(id: int = 1, **changes: Any) -> AgendaItem:
    """A point à décider."""
    plain = {"title": "Les temps du SESSAD et les temps de classe", "kind": ItemKind.DECIDE}
    return item(id, **(plain | changes))


def moved(id: int = 1, to: MovedTo = MovedTo.WRITING, **changes: Any) -> AgendaItem:
    """A point that was taken out of the agenda."""
    return item(id, **({"moved_to": to} | changes))


def information(id: int = 1, **changes: Any) -> Information:
    """Something to read before, not given yet."""
    return replace(_INFORMATION, id=id, **changes)


def contribution(participant: int, understands: str = "", **changes: Any) -> Contribution:
    """What somebody says, for all to read, through their own link."""
    plain = Contribution(
        participant=participant,
        understands=understands,
        matters="",
        proposes="",
        questions="",
        face=None,
        audience=Audience.ALL,
        agreed=False,
        source=Source.LINK,
        read_back=False,
        said_at=at("2027-01-03 10:00"),
    )
    return replace(plain, **changes)


def set_aside(finding: str, reason: str = "Nous en avons parlé avec la famille.") -> SetAside:
    """A finding put aside."""
    return SetAside(finding=finding, reason=reason, by="Hélène Faure", at=at("2027-01-04 09:00"))


def pupil_facts(**changes: Any) -> PupilFacts:
    """Yanis, CE2, with a PPS and an AESH."""
    yanis = PupilFacts(
        id=1,
        first_name="Yanis",
        last_name="Belkacem-Morel",
        born_on=date(2018, 4, 17),
        school="École élémentaire Jean-Moulin",
        class_name="CE2",
        plan="PPS",
        aesh_hours="9",
        aesh_kind="mutualisée",
        dispositif="",
    )
    return replace(yanis, **changes)


def dossier(**changes: Any) -> Dossier:
    """An ESS about Yanis: the pupil, the mother, the enseignante référente, the teacher."""
    plain = Dossier(
        id=1,
        reference="YANIS-2027-01",
        kind=MeetingKind.ESS,
        kind_label="équipe de suivi de la scolarisation (ESS)",
        title="Yanis, ses après-midi",
        team="Secteur Lyon 3",
        pupil=pupil_facts(),
        convener=ConvenerContact(
            name="Hélène Faure",
            title="enseignante référente",
            phone="04 00 00 00 00",
            email="helene.faure@example.org",
        ),
        problem="",
        period=(date(2027, 1, 11), date(2027, 2, 5)),
        duration_minutes=75,
        pupil_place=PupilPlace.UNKNOWN,
        pupil_words="",
        companion_wish="",
        opening_minutes=5,
        words_minutes=5,
        rereading_minutes=5,
        participants=(pupil(), mother(), convener(), teacher()),
        places=(),
        slots=(),
        agenda=(),
        set_asides=(),
        notice_given_on=None,
        cancelled_on=None,
    )
    return replace(plain, **changes)


def case_1(**changes: Any) -> Dossier:
    """Case 1 as its slots are worked out: everybody, four slots with their answers, no fee."""
    people = (
        pupil(),
        mother(work="ménage, du lundi au vendredi 5 h 30 – 8 h 30 et 17 h – 20 h"),
        father(work="chauffeur-livreur, en tournée jusqu’à 15 h 30"),
        aesh(),
        convener(essential=True),
        participant(
            HEAD,
            name="Marc Vidal",
            title="directeur d’école",
            called="le directeur",
            short="Dir",
            metier="directeur_ecole",
        ),
        teacher(essential=True),
        participant(
            EDUCATOR,
            name="Inès Cohen",
            title="éducatrice spécialisée",
            called="l’éducatrice spécialisée",
            short="Éduc",
            metier="educateur_specialise",
            institution="SESSAD Les Tilleuls",
        ),
        participant(
            PSYCHOLOGIST,
            name="Lucie Martin",
            title="psychologue de l’éducation nationale",
            called="la psychologue",
            short="Psy",
            metier="psyen",
            essential=True,
        ),
        participant(
            SPEECH,
            name="Anne Leroy",
            title="orthophoniste",
            called="l’orthophoniste",
            short="Ortho",
            metier="orthophoniste",
            institution="",
            liberal=True,
        ),
    )
    everyone = tuple(person.id for person in people)
    round_ = answer(FATHER, Answer.NO, "en tournée jusqu’à 15 h 30")
    by_phone = answer(SPEECH, Answer.REMOTE, "par téléphone")
    slots = (
        slot(1, "2027-01-21 10:15", answers=answers({SPEECH: by_phone}, yes=everyone)),
        slot(2, "2027-01-19 09:00", answers=answers({FATHER: round_}, yes=everyone)),
        slot(
            3,
            "2027-01-25 16:45",
            answers=answers(
                {
                    MOTHER: answer(MOTHER, Answer.NO, "elle travaille à 17 h"),
                    AESH: answer(AESH, Answer.NO, "heures non payées"),
                },
                yes=everyone,
            ),
        ),
        slot(
            4,
            "2027-01-28 09:00",
            answers=answers(
                {PSYCHOLOGIST: Answer.NO},
                yes=tuple(id for id in everyone if id != FATHER),
            ),
        ),
    )
    plain: dict[str, Any] = {
        "participants": people,
        "slots": slots,
        "pupil_place": PupilPlace.WHOLE,
    }
    return dossier(**(plain | changes))
