"""Keeping one’s word: what was decided and what became of it, the fiche re-read, then sent."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from intermetiers.web.models import OutgoingMail
from intermetiers.web.sealing import (
    EncryptedBinaryField,
    EncryptedCharField,
    EncryptedJSONField,
    EncryptedTextField,
)
from meetings.domain.kinds import Said, Source
from meetings.domain.promises import OVER
from meetings.models.choices import HANDED_BY, PAPERS, REMINDED_OF, REPORTS, REREAD_SAID, SOURCES
from meetings.models.meeting import Meeting, OfMeetingQuerySet
from meetings.models.participants import Participant


class DecisionQuerySet(OfMeetingQuerySet):
    def standing(self) -> DecisionQuerySet:
        """Those the fiche still holds, of meetings that stand."""
        return self.filter(withdrawn_at=None, meeting__cancelled_at=None)

    def as_said(self, now: datetime) -> DecisionQuerySet:
        """Each with `said` and `said_at`, the last thing said of it by then, `new_text`, what it
        was changed into, and `due_on`, the day it is for now: what `Promise.at` says, for the
        database to choose and to sort by."""
        reports = DecisionReport.objects.filter(decision=OuterRef("pk"), said_at__lte=now)
        latest = reports.order_by("-said_at", "-pk")
        texts, days = latest.exclude(new_text=""), latest.exclude(new_by_on=None)
        read: DecisionQuerySet = self.annotate(
            said=Coalesce(Subquery(latest.values("said")[:1]), Value(Said.TO_DO.value)),
            said_at=Subquery(latest.values("said_at")[:1]),
            new_text=Subquery(texts.values("new_text")[:1]),
            due_on=Coalesce(Subquery(days.values("new_by_on")[:1]), "by_on"),
        )
        return read

    def still_open(self) -> DecisionQuerySet:
        """After `as_said`: neither done nor given up."""
        return self.exclude(said__in=[said.value for said in OVER])


class Decision(models.Model):
    """One decision of a meeting, as it was when the meeting was last closed.

    The acts of the meeting are the source: `entry` is the note it comes from, and closing again
    after a correction writes it again. One that was taken out of the notes is `withdrawn_at`,
    never erased. What became of it is said by its reports, the latest counts.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decisions")
    entry = models.UUIDField("note")
    number = models.PositiveSmallIntegerField("numéro")
    text = EncryptedTextField("ce qui est décidé", max_length=2000)
    who = EncryptedCharField("qui", max_length=600, blank=True)
    by_on = models.DateField("pour le", null=True)
    seen = EncryptedTextField("ce qu’on verra", max_length=2000, blank=True)
    holders = models.ManyToManyField(Participant, related_name="decisions")
    written_at = models.DateTimeField("écrite le")
    withdrawn_at = models.DateTimeField("retirée le", null=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "décision"
        verbose_name_plural = "décisions"
        ordering = ["meeting", "number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "entry"], name="each_decision_once"),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class DecisionReport(models.Model):
    """What somebody said of a decision, one day. `new_text` and `new_by_on` replace what was
    decided when it is `changed`; `said_in` is the later meeting it was said in, by the act of
    this identifier."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="reports")
    said = models.CharField("dit", max_length=12, choices=REPORTS)
    note = EncryptedCharField("en un mot", max_length=400, blank=True)
    new_text = EncryptedTextField("ce qui est décidé à la place", max_length=2000, blank=True)
    new_by_on = models.DateField("pour le", null=True)
    said_at = models.DateTimeField("dit le")
    source = models.CharField("venu par", max_length=10, choices=SOURCES)
    participant = models.ForeignKey(Participant, models.SET_NULL, null=True, related_name="+")
    typed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    said_in = models.ForeignKey(Meeting, models.SET_NULL, null=True, related_name="+")
    act = models.UUIDField("fait de la séance", null=True)

    class Meta:
        verbose_name = "nouvelle d’une décision"
        verbose_name_plural = "nouvelles des décisions"
        ordering = ["said_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "act"], condition=~Q(act=None), name="said_once_in_a_meeting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.said} · {self.said_at:%d/%m/%Y}"


class DecisionReminder(models.Model):
    """One message to one holder of a decision; each of a sort leaves once."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="reminders")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    about = models.CharField("quand", max_length=10, choices=REMINDED_OF)
    mail = models.ForeignKey(OutgoingMail, models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField("envoyé le")

    class Meta:
        verbose_name = "message sur une décision"
        verbose_name_plural = "messages sur les décisions"
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "participant", "about"], name="reminded_once_of_each"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision} · {self.about}"


class Rereading(models.Model):
    """The time the family has to re-read first. It ends on the evening of `due_on`, or when the
    coordinator closes it because the family has said its word."""

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="rereading")
    opened_at = models.DateTimeField("ouverte le")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    due_on = models.DateField("jusqu’au")
    closed_at = models.DateTimeField("fermée le", null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "relecture"
        verbose_name_plural = "relectures"

    def __str__(self) -> str:
        return str(self.meeting)


class RereadingNote(models.Model):
    """What one person of the family said on re-reading, in their own words; never rewritten.

    `about` is what it is about, as the page names it: « Décision 2 », "" for the whole.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="rereading_notes")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="rereading_notes")
    said = models.CharField("dit", max_length=12, choices=REREAD_SAID)
    about = EncryptedCharField("à propos de", max_length=160, blank=True)
    text = EncryptedTextField("en ses mots", max_length=2000, blank=True)
    source = models.CharField("venu par", max_length=10, choices=SOURCES, default=Source.LINK.value)
    said_at = models.DateTimeField("dit le")
    typed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField("retirée le", null=True)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "mot de relecture"
        verbose_name_plural = "mots de relecture"
        ordering = ["said_at", "pk"]

    def __str__(self) -> str:
        return f"{self.participant} · {self.said}"


class FicheVersionQuerySet(OfMeetingQuerySet):
    def coded(self, code: str) -> FicheVersionQuerySet:
        return self.filter(code=code)


class FicheVersion(models.Model):
    """One version of the fiche, as it was sent: never written again.

    `content` is the fiche itself, whole; `fingerprint` the SHA-256 of its canonical text, of which
    `code` is what is printed on each page. `changes` says what differs from the version before.
    `numbers` is for a version that came with a file from elsewhere: by which number `content`, never
    written again, calls people and points, and theirs here (`meetings.domain.renumbered`).
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="fiche_versions")
    number = models.PositiveSmallIntegerField("numéro")
    made_at = models.DateTimeField("faite le")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changes = EncryptedTextField("ce qui change", max_length=2000, blank=True)
    content = EncryptedJSONField("contenu")
    fingerprint = models.CharField("empreinte", max_length=64)
    code = models.CharField("code imprimé", max_length=16, unique=True)
    numbers = models.JSONField("numéros", null=True)

    objects = FicheVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "version de la fiche"
        verbose_name_plural = "versions de la fiche"
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="each_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting} · {self.number}"


class FichePaper(models.Model):
    """A version as a file, byte for byte as it first left: asked again, it is the same."""

    version = models.ForeignKey(FicheVersion, models.CASCADE, related_name="papers")
    paper = models.CharField("sorte", max_length=12, choices=PAPERS)
    # "" for what is the same whoever reads it, else for whom: « p12 ».
    reader = models.CharField("pour", max_length=20, blank=True)
    language = models.CharField("langue", max_length=10, default="fr")
    content = EncryptedBinaryField("fichier")
    made_at = models.DateTimeField("fait le")

    class Meta:
        verbose_name = "fichier d’une version"
        verbose_name_plural = "fichiers des versions"
        constraints = [
            models.UniqueConstraint(
                fields=["version", "paper", "reader", "language"], name="each_paper_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} · {self.paper}"


class FicheSending(models.Model):
    """A version given to one recipient: somebody of the meeting, or a service named by `label`
    (« MDPH »). `read_at` is their « lu »: having read is not agreeing."""

    version = models.ForeignKey(FicheVersion, models.CASCADE, related_name="sendings")
    participant = models.ForeignKey(
        Participant, models.CASCADE, null=True, related_name="fiche_sendings"
    )
    label = models.CharField("destinataire", max_length=120, blank=True)
    paper = models.CharField("sorte", max_length=12, choices=PAPERS)
    by_way = models.CharField("remise", max_length=10, choices=HANDED_BY)
    mail = models.ForeignKey(OutgoingMail, models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField("envoyée le")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField("ouverte le", null=True)
    read_at = models.DateTimeField("lue le", null=True)
    read_source = models.CharField("lu dit par", max_length=10, choices=SOURCES, blank=True)

    class Meta:
        verbose_name = "envoi de la fiche"
        verbose_name_plural = "envois de la fiche"
        ordering = ["sent_at", "pk"]

    def __str__(self) -> str:
        return f"{self.version} · {self.participant or self.label}"
