"""Rows that serve every app: who did what, which form was already received, mail to send."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models

from intermetiers.web.sealing import EncryptedTextField


class JournalQuerySet(models.QuerySet["JournalEntry"]):
    def about(self, subject: str) -> JournalQuerySet:
        """Entries of one subject (« meeting:12 »), newest first."""
        return self.filter(subject=subject).order_by("-at", "-pk")

    def update(self, **fields: Any) -> int:
        raise AppendOnlyError

    def delete(self) -> tuple[int, dict[str, int]]:
        raise AppendOnlyError

    def forget_before(self, moment: datetime) -> int:
        """Remove those of these older than this, which no rule keeps any longer; how many."""
        return self.order_by().filter(at__lt=moment)._raw_delete(self.db)


class AppendOnlyError(Exception):
    """Something tried to change or remove a line of the journal: a fault of the code."""


class JournalEntry(models.Model):
    """Who did what, when, from where. Append-only: nothing changes an entry, and only the rule of
    how long a journal is kept removes any (`forget_before`)."""

    at = models.DateTimeField("quand")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="qui"
    )
    scope = models.BigIntegerField("périmètre", null=True, db_index=True)
    act = models.CharField("acte", max_length=60)
    subject = models.CharField("objet", max_length=60, db_index=True)
    detail = models.JSONField("détail", default=dict)
    # The address the request came from; "" for a command of the machine itself.
    origin = models.CharField("d’où", max_length=45, blank=True, default="", db_default="")

    objects = JournalQuerySet.as_manager()

    class Meta:
        verbose_name = "entrée du journal"
        verbose_name_plural = "journal"

    def __str__(self) -> str:
        return f"{self.act} {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Written once."""
        if not self._state.adding:
            raise AppendOnlyError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise AppendOnlyError


class FormReceipt(models.Model):
    """A form already received: its key is unique, so a second sending makes nothing."""

    key = models.UUIDField("clé", unique=True)
    at = models.DateTimeField("reçu le")
    made_label = models.CharField("sorte de fiche faite", max_length=80, blank=True)
    made_pk = models.BigIntegerField("numéro de la fiche faite", null=True)

    class Meta:
        verbose_name = "formulaire reçu"
        verbose_name_plural = "formulaires reçus"

    def __str__(self) -> str:
        return str(self.key)

    def remember(self, row: models.Model) -> None:
        """Keep which row this form made."""
        self.made_label, self.made_pk = row._meta.label, row.pk
        self.save(update_fields=["made_label", "made_pk"])

    def made_row(self) -> models.Model | None:
        """The row this form made, as it stands; None if it made none or it is gone."""
        if not self.made_label:
            return None
        rows: models.QuerySet[models.Model] = apps.get_model(self.made_label)._default_manager.all()
        return rows.filter(pk=self.made_pk).first()


class MailQuerySet(models.QuerySet["OutgoingMail"]):
    def waiting(self) -> MailQuerySet:
        """Neither sent nor given up; a claim older than the worker's patience counts as none."""
        return self.filter(sent_at=None, failed_at=None).order_by("created_at", "pk")

    def free_to_claim(self, before: datetime) -> MailQuerySet:
        """Waiting, and not being sent by another worker since `before`."""
        return self.waiting().filter(models.Q(claimed_at=None) | models.Q(claimed_at__lt=before))


class OutgoingMail(models.Model):
    """One message to one person, written in the same transaction as the act that sends it."""

    scope = models.BigIntegerField("périmètre", null=True, db_index=True)
    about = models.CharField("objet", max_length=60, db_index=True)
    # Who it is for, whatever becomes of the address (« familymember:12 »); "" when unknown.
    addressee = models.CharField("pour", max_length=60, blank=True, default="", db_index=True)
    recipient = models.EmailField("destinataire")
    subject = models.CharField("sujet", max_length=200)
    text = EncryptedTextField("texte")
    html = EncryptedTextField("html", blank=True)
    # An invitation as calendars read it (RFC 5546), and what it asks: REQUEST or CANCEL.
    calendar = EncryptedTextField("agenda", blank=True, default="")
    calendar_method = models.CharField("demande d’agenda", max_length=10, blank=True, default="")
    created_at = models.DateTimeField("écrit le")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    claimed_at = models.DateTimeField("pris le", null=True)
    sent_at = models.DateTimeField("remis le", null=True)
    failed_at = models.DateTimeField("abandonné le", null=True)
    failure = models.CharField("raison", max_length=300, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = "courriel"
        verbose_name_plural = "courriels"

    def __str__(self) -> str:
        return self.subject


class WrongTry(models.Model):
    """A wrong answer at a door open to all, to slow down whoever guesses.

    `address` is a keyed hash of where it came from; a row is erased an hour later.
    """

    door = models.CharField("porte", max_length=10)
    address = models.CharField("d’où", max_length=64)
    at = models.DateTimeField("quand")

    class Meta:
        verbose_name = "essai manqué"
        verbose_name_plural = "essais manqués"
        indexes = [models.Index(fields=["door", "address", "at"], name="wrong_tries_of_address")]

    def __str__(self) -> str:
        return f"{self.door} {self.at:%d/%m/%Y %H:%M}"
