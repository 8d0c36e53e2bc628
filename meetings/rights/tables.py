"""Everything that is written about one pupil, table by table: what the right of access gives
(RGPD, article 15), and what erasing takes away.

Every table of the site is either here, with the way to the pupil, or named below with the reason
why it is not: a test asks for the missing ones.
"""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model

Rows = Any


@dataclass(frozen=True, slots=True)
class Table:
    """Where the rows of one pupil are: `path` leads from the row to the pupil."""

    model: str
    path: str

    @property
    def of_meeting(self) -> bool:
        return "meeting" in self.path or self.model == "meetings.Meeting"

    def rows(self, pupil: int) -> Rows:
        """Those of this pupil, in the order they came."""
        found = apps.get_model(self.model)._default_manager.filter(**{self.path: pupil})
        return found.order_by("pk")


TABLES = (
    Table("partners.Pupil", "pk"),
    Table("partners.Schooling", "pupil"),
    Table("partners.FamilyMember", "pupil"),
    Table("partners.SecretAddress", "member__pupil"),
    Table("partners.Following", "pupil"),
    Table("partners.Calendar", "family_member__pupil"),
    Table("partners.BusyTime", "calendar__family_member__pupil"),
    Table("meetings.Hold", "pupil"),
    Table("meetings.ReceivedFile", "pupil"),
    Table("meetings.Transfer", "pupil"),
    Table("meetings.Meeting", "pupil"),
    Table("meetings.SetAside", "meeting__pupil"),
    Table("meetings.Participant", "meeting__pupil"),
    Table("meetings.Place", "meeting__pupil"),
    Table("meetings.PlaceDistance", "place__meeting__pupil"),
    Table("meetings.AgendaItem", "meeting__pupil"),
    Table("meetings.Information", "item__meeting__pupil"),
    Table("meetings.Slot", "meeting__pupil"),
    Table("meetings.SlotAnswer", "slot__meeting__pupil"),
    Table("meetings.VoiceKept", "answer__slot__meeting__pupil"),
    Table("meetings.AskingRound", "meeting__pupil"),
    Table("meetings.Asked", "round__meeting__pupil"),
    Table("meetings.PollImport", "meeting__pupil"),
    Table("meetings.Booking", "meeting__pupil"),
    Table("meetings.Invitation", "meeting__pupil"),
    Table("meetings.ReceivedReply", "meeting__pupil"),
    Table("meetings.DateChange", "meeting__pupil"),
    Table("meetings.ToTell", "meeting__pupil"),
    Table("meetings.PrivateLink", "participant__meeting__pupil"),
    Table("meetings.Handing", "participant__meeting__pupil"),
    Table("meetings.ReadMark", "participant__meeting__pupil"),
    Table("meetings.BriefReminder", "participant__meeting__pupil"),
    Table("meetings.Translation", "meeting__pupil"),
    Table("meetings.Contribution", "participant__meeting__pupil"),
    Table("meetings.Holding", "meeting__pupil"),
    Table("meetings.LiveAct", "meeting__pupil"),
    Table("meetings.ScreenLink", "meeting__pupil"),
    Table("meetings.Decision", "meeting__pupil"),
    Table("meetings.DecisionReport", "decision__meeting__pupil"),
    Table("meetings.DecisionReminder", "decision__meeting__pupil"),
    Table("meetings.Rereading", "meeting__pupil"),
    Table("meetings.RereadingNote", "meeting__pupil"),
    Table("meetings.FicheVersion", "meeting__pupil"),
    Table("meetings.FichePaper", "version__meeting__pupil"),
    Table("meetings.FicheSending", "version__meeting__pupil"),
    Table("meetings.SituationReading", "meeting__pupil"),
)

# Tables that hold nothing of one pupil, and why.
OF_NO_PUPIL = {
    "partners.Team": "l’équipe",
    "partners.Account": "les comptes de l’équipe",
    "partners.Membership": "les comptes de l’équipe",
    "partners.ProviderIdentity": "les comptes de l’équipe",
    "partners.MemberInvitation": "les comptes de l’équipe",
    "partners.OwnEntry": "les mots de l’équipe, sans nom",
    "partners.Institution": "le carnet de l’équipe",
    "partners.Room": "le carnet de l’équipe",
    "partners.Professional": "le carnet de l’équipe",
    "partners.MergedCard": "des numéros de fiches",
    "partners.DistinctCards": "des numéros de fiches",
    "partners.ImportDraft": "des tableaux effacés dès qu’ils sont écrits",
    "partners.ColumnMemory": "des titres de colonnes",
    "partners.RereadLanguage": "les traductions de nos textes",
    "meetings.CalendarFeed": "l’agenda d’un compte, recalculé à chaque lecture",
    "meetings.Observation": "des notes de formation, qui ne nomment personne",
    "meetings.RetentionChoice": "les durées de l’équipe",
    "meetings.ErasedPupil": "des numéros de dossiers effacés",
    "web.JournalEntry": "des actes sans leur contenu, donnés à part",
    "web.FormReceipt": "des numéros de formulaires",
    "web.OutgoingMail": "les courriels, effacés après l’envoi selon les durées",
    "web.WrongTry": "des essais manqués, sans nom",
}

# Fields that are never given, whoever asks, and why.
NEVER_GIVEN = {
    "fingerprint": "l’empreinte d’un lien privé, ou d’une version",
    "code_fingerprint": "l’empreinte d’un code",
    "folded": "le nom sans accents, pour chercher",
    "team": "l’équipe, dite une fois",
    "device": "le numéro d’un appareil",
    "ident": "un numéro de la séance",
    "entry": "un numéro de la séance",
    "id": "le numéro d’une ligne",
}


def fields_of(model: type[Model]) -> list[Any]:
    """The columns of a table that are given, in the order they were thought of."""
    return [field for field in model._meta.concrete_fields if field.name not in NEVER_GIVEN]


# What a column that names another row is called; the others have their own name.
CALLED = {
    "professional": "professionnel",
    "family_member": "personne de la famille",
    "participant": "personne invitée",
    "calendar": "agenda",
    "school": "école ou établissement",
    "chosen_slot": "date choisie",
    "chosen_place": "lieu choisi",
    "place": "lieu",
    "slot": "créneau",
    "answer": "réponse",
    "item": "point",
    "information": "information",
    "decision": "décision",
    "version": "version de la fiche",
    "invitation": "invitation",
    "change": "changement de date",
    "round": "recueil des dates",
    "mail": "courriel",
    "minutes": "minutes",
    "dispositif": "dispositif",
    "plan": "plan",
    "said_in": "dit pendant la réunion",
    "by": "par",
    "placed_by": "par",
    "lifted_by": "levé par",
    "opened_by": "ouvert par",
    "closed_by": "fermé par",
    "told_by": "dit par",
    "made_by": "fait par",
    "noted_by": "noté par",
    "typed_by": "tapé par",
    "sent_by": "envoyé par",
    "received_by": "reçu par",
    "proposed_by": "proposé par",
    "answered_by": "répondu par",
    "to_team": "remis à",
}
# Columns that say which pupil, which meeting: the heading says it once.
SAID_BY_THE_HEADING = frozenset({"pupil", "meeting", "member"})


def called(field: Any) -> str:
    """What a column is called, in French."""
    return CALLED.get(field.name, str(field.verbose_name))
