"""What the portable file of a pupil holds, table by table, and what it leaves out, with the reason.

Version 1. A row is named by its rank in its table, never by its number in a database: the same
file brought into two places is the same file. A name or a shape that changes makes another
version, which reads the older ones.
"""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import (
    BinaryField,
    FileField,
    ForeignKey,
    ManyToManyField,
    Model,
    OneToOneField,
)

from meetings.domain.kinds import Audience

NAME, VERSION = "intermetiers-dossier", 1
ACCOUNT = "partners.Account"


@dataclass(frozen=True, slots=True)
class Part:
    """One table of the file. `path` leads from a row to the pupil; "" for cards of the address
    book, which are there because another row names them."""

    name: str
    model: str
    path: str

    @property
    def type(self) -> type[Model]:
        return apps.get_model(self.model)

    @property
    def mail(self) -> bool:
        """Whether its rows say that a message left."""
        return any(field.name == "mail" for field in self.type._meta.concrete_fields)


# Each after those it names, save what is named both ways: see DEFERRED.
PARTS = (
    Part("institution", "partners.Institution", ""),
    Part("professional", "partners.Professional", ""),
    Part("pupil", "partners.Pupil", "pk"),
    Part("schooling", "partners.Schooling", "pupil"),
    Part("family_member", "partners.FamilyMember", "pupil"),
    Part("following", "partners.Following", "pupil"),
    Part("meeting", "meetings.Meeting", "pupil"),
    Part("participant", "meetings.Participant", "meeting__pupil"),
    Part("place", "meetings.Place", "meeting__pupil"),
    Part("place_distance", "meetings.PlaceDistance", "place__meeting__pupil"),
    Part("agenda_item", "meetings.AgendaItem", "meeting__pupil"),
    Part("information", "meetings.Information", "item__meeting__pupil"),
    Part("slot", "meetings.Slot", "meeting__pupil"),
    Part("slot_answer", "meetings.SlotAnswer", "slot__meeting__pupil"),
    Part("voice_kept", "meetings.VoiceKept", "answer__slot__meeting__pupil"),
    Part("asking_round", "meetings.AskingRound", "meeting__pupil"),
    Part("asked", "meetings.Asked", "round__meeting__pupil"),
    Part("date_change", "meetings.DateChange", "meeting__pupil"),
    Part("to_tell", "meetings.ToTell", "meeting__pupil"),
    Part("handing", "meetings.Handing", "participant__meeting__pupil"),
    Part("read_mark", "meetings.ReadMark", "participant__meeting__pupil"),
    Part("brief_reminder", "meetings.BriefReminder", "participant__meeting__pupil"),
    Part("translation", "meetings.Translation", "meeting__pupil"),
    Part("contribution", "meetings.Contribution", "participant__meeting__pupil"),
    Part("holding", "meetings.Holding", "meeting__pupil"),
    Part("decision", "meetings.Decision", "meeting__pupil"),
    Part("decision_report", "meetings.DecisionReport", "decision__meeting__pupil"),
    Part("decision_reminder", "meetings.DecisionReminder", "decision__meeting__pupil"),
    Part("rereading", "meetings.Rereading", "meeting__pupil"),
    Part("rereading_note", "meetings.RereadingNote", "meeting__pupil"),
    Part("fiche_version", "meetings.FicheVersion", "meeting__pupil"),
    Part("fiche_sending", "meetings.FicheSending", "version__meeting__pupil"),
    Part("fiche_paper", "meetings.FichePaper", "version__meeting__pupil"),
    Part("live_act", "meetings.LiveAct", "meeting__pupil"),
)
BY_NAME = {part.name: part for part in PARTS}
BY_MODEL = {part.model: part for part in PARTS}

# Columns that name a row of a later table, or of their own: written once all rows are there.
DEFERRED = frozenset({"meeting.chosen_slot", "meeting.chosen_place", "participant.accompanies"})
# A file may have no pupil but one.
ONE_PUPIL = "pupil"

LEFT_OUT_TABLES = {
    "partners.SecretAddress": "une adresse secrète ne voyage pas : la personne la redit",
    "partners.Calendar": "un agenda déposé vieillit vite : il se dépose de nouveau",
    "partners.BusyTime": "un agenda déposé vieillit vite : il se dépose de nouveau",
    "meetings.Hold": "une garde est la décision d’une équipe",
    "meetings.ReceivedFile": "d’où le dossier était venu reste où il était venu",
    "meetings.Transfer": "une proposition va d’une équipe à une autre",
    "meetings.SetAside": "un point d’attention mis de côté est à regarder de nouveau",
    "meetings.PollImport": "de quoi défaire un sondage apporté ; les réponses, elles, voyagent",
    "meetings.Booking": "les heures prises se recalculent",
    "meetings.Invitation": "un événement d’agenda ne change que de là où il a été envoyé",
    "meetings.ReceivedReply": "une réponse va à qui a envoyé l’invitation",
    "meetings.PrivateLink": "un lien privé n’ouvre que là où il a été fait",
    "meetings.ScreenLink": "un lien privé n’ouvre que là où il a été fait",
    "meetings.SituationReading": "les notes d’une personne pour elle-même",
}

LEFT_OUT_EVERYWHERE = {
    "id": "le rang de la ligne en tient lieu",
    "folded": "le nom sans accents, pour chercher, se recalcule",
    "team": "l’équipe qui reçoit",
    "mail": "un courriel reste où il a été envoyé",
}
LEFT_OUT_COLUMNS = {
    "pupil.archived_at": "le dossier commence dans l’équipe qui reçoit",
    "institution.week": "le carnet d’une équipe",
    "institution.transport": "le carnet d’une équipe",
    "institution.archived_at": "le carnet d’une équipe",
    "professional.account": "un compte est d’ici",
    "professional.fee": "le carnet d’une équipe",
    "professional.paid_hours": "le carnet d’une équipe",
    "professional.availability": "le carnet d’une équipe",
    "professional.weekdays": "le carnet d’une équipe",
    "professional.remote_only": "le carnet d’une équipe",
    "professional.week": "le carnet d’une équipe",
    "professional.exceptions": "le carnet d’une équipe",
    "professional.note": "le carnet d’une équipe",
    "professional.archived_at": "le carnet d’une équipe",
    "meeting.brief_reminders_paused_at": "rien ne part tout seul de là où le dossier arrive",
    "meeting.decision_reminders_paused_at": "rien ne part tout seul de là où le dossier arrive",
    "meeting.convener": "qui reçoit le dossier devient la personne à qui l’on écrit",
    "place.room": "une salle du carnet d’une équipe",
    "place.key_holder": "le carnet d’une équipe",
    "holding.draft": "une ligne que quelqu’un tapait",
    "holding.draft_at": "une ligne que quelqu’un tapait",
    "live_act.device": "le numéro d’un appareil",
}
RESERVED = {"audience": Audience.COORDINATOR.value}
# Rows that stay where they are, by the column that says so.
LEFT_OUT_ROWS = {
    "contribution": (
        RESERVED,
        "des mots réservés à la personne qui prépare ne vont à personne d’autre",
    ),
}


def columns_of(part: Part) -> list[Any]:
    """The columns of a table that the file holds, in the order of the model."""
    fields = [*part.type._meta.concrete_fields, *part.type._meta.many_to_many]
    return [field for field in fields if not why_left_out(part, field)]


def why_left_out(part: Part, field: Any) -> str:
    """Why the file does not hold this column; "" for one it holds."""
    if field.name in LEFT_OUT_EVERYWHERE:
        return LEFT_OUT_EVERYWHERE[field.name]
    if leads_to(field) == ACCOUNT and not field.null:
        return "qui reçoit le dossier en répond"
    return LEFT_OUT_COLUMNS.get(f"{part.name}.{field.name}", "")


def leads_to(field: Any) -> str:
    """« partners.Pupil » for a column that names a row; "" for another."""
    if isinstance(field, ForeignKey | OneToOneField | ManyToManyField):
        related: Any = field.related_model
        return str(related._meta.label)
    return ""


def folder_of(part: Part, field: Any) -> str:
    """Where in the file the documents of this column are; "" for a column that holds none."""
    return "documents" if isinstance(field, FileField | BinaryField) else ""
