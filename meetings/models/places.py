"""Possible places, compared."""

from __future__ import annotations

from django.db import models

from meetings.domain.kinds import Layout, YesNo
from meetings.models.choices import GROUNDS
from meetings.models.meeting import Meeting, OfMeetingQuerySet
from meetings.models.participants import Participant
from partners.models import Room
from partners.models.choices import LAYOUTS, YES_NO


class Place(models.Model):
    """A place one could meet in, described for the person who has least room to move.

    `room` is the room of the address book it was filled from; from then on each lives its own
    life. `key_holder` is for coordinators: no dossier holds it, so no guest’s document can.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="places")
    name = models.CharField("nom du lieu", max_length=250)
    address = models.CharField("adresse", max_length=340, blank=True)
    ground = models.CharField("terrain", max_length=20, choices=GROUNDS)
    step_free = models.CharField(
        "accès sans marche", max_length=10, choices=YES_NO, default=YesNo.UNKNOWN.value
    )
    quiet = models.CharField("au calme", max_length=10, choices=YES_NO, default=YesNo.UNKNOWN.value)
    transport = models.CharField("pour y venir", max_length=250, blank=True)
    layout = models.CharField(
        "disposition des chaises", max_length=20, choices=LAYOUTS, default=Layout.ROUND.value
    )
    welcomed_by = models.ForeignKey(
        Participant, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name="qui accueille la famille",
    )  # fmt: skip
    waiting = models.CharField("où la famille attend", max_length=160, blank=True)
    seats = models.PositiveSmallIntegerField("places assises", null=True, blank=True)
    key_holder = models.CharField("qui a la clé", max_length=120, blank=True)
    room = models.ForeignKey(
        Room, models.SET_NULL, null=True, blank=True, related_name="places",
        verbose_name="salle du carnet",
    )  # fmt: skip
    added_at = models.DateTimeField("ajouté le")

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "lieu possible"
        verbose_name_plural = "lieux possibles"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class PlaceDistance(models.Model):
    """How far a place is for one member of the family, in metres, as the coordinator knows it."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="distances")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="distances")
    metres = models.PositiveIntegerField("mètres")

    class Meta:
        verbose_name = "distance"
        verbose_name_plural = "distances"
        constraints = [
            models.UniqueConstraint(fields=["place", "participant"], name="one_distance"),
        ]

    def __str__(self) -> str:
        return f"{self.place} · {self.participant}"
