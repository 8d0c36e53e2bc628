"""Those who answer for a pupil: each apart, with their own contacts."""

from __future__ import annotations

from typing import Self, cast

from django.db import models
from django.db.models import Q

from intermetiers.web.sealing import EncryptedCharField
from partners.domain.catalogue import Gender, with_article
from partners.domain.families import Interpreting, Receives
from partners.domain.weeks import read_week, say_week
from partners.models.accounts import Account
from partners.models.finding import Folded, holds, holds_each, indexed_name, words_of
from partners.models.professionals import GrammaticalGender
from partners.models.pupils import Pupil


class Language(models.TextChoices):
    """The language a person reads or speaks best. « autre » asks which."""

    FRENCH = "fr", "français"
    PLAIN_FRENCH = "simple", "français simple"
    ENGLISH = "en", "anglais"
    ARABIC = "ar", "arabe"
    TURKISH = "tr", "turc"
    PORTUGUESE = "pt", "portugais"
    SPANISH = "es", "espagnol"
    UKRAINIAN = "uk", "ukrainien"
    OTHER = "autre", "autre"


UNKNOWN_LANGUAGE = ("", "on ne sait pas encore")
# Français simple is written, not spoken.
SPOKEN = [(code, label) for code, label in Language.choices if code != "simple"]


class Interpreter(models.TextChoices):
    """Whether somebody has to translate what is said."""

    UNKNOWN = Interpreting.UNKNOWN.value, "on ne sait pas encore"
    NONE = Interpreting.NONE.value, "pas besoin"
    NEEDED = Interpreting.NEEDED.value, "à trouver"
    FOUND = Interpreting.FOUND.value, "trouvé"


class ReachedBy(models.TextChoices):
    """How one reaches a person; a message by telephone is written by hand."""

    UNKNOWN = "", "on ne sait pas encore"
    MAIL = "mail", "par courriel"
    SMS = "sms", "par SMS, écrit à la main"
    PHONE = "phone", "par un appel"
    LETTER = "letter", "par courrier postal"
    HAND = "hand", "en main propre"


class LivesWith(models.TextChoices):
    """Whether this person lives with the pupil. Parents who do not live together are two homes."""

    UNKNOWN = "", "on ne sait pas encore"
    YES = "yes", "oui"
    PART = "part", "une partie du temps"
    NO = "no", "non"


class MayReceive(models.TextChoices):
    """What a person may be given of a meeting."""

    ALL = Receives.ALL.value, "tout ce que la famille reçoit"
    IMPORTANT = Receives.IMPORTANT.value, "ce qui concerne les choix importants"
    NOTHING = Receives.NOTHING.value, "rien : une décision de justice l’interdit"


_LIVES = {
    LivesWith.YES: "vit avec l’élève",
    LivesWith.PART: "vit une partie du temps avec l’élève",
    LivesWith.NO: "ne vit pas avec l’élève",
}


class FamilyMemberQuerySet(models.QuerySet["FamilyMember"]):
    def matching(self, account: Account, words: str) -> Self:
        """Relatives of the team's pupils where every word stands in their name or the pupil's, and
        one at least in their own. Only names are read: no contact can reach a page from here."""
        own = Q()
        for word in words_of(words):
            own |= holds(word, ("folded",))
        columns = ("folded", "pupil__folded")
        of_the_team = Q(pupil__in=Pupil.objects.visible_to(account))
        found = self.filter(holds_each(words, lambda word: holds(word, columns)), own, of_the_team)
        return found.select_related("pupil").only(
            "folded", "relation", "first_name", "last_name",
            "pupil__first_name", "pupil__last_name", "pupil__archived_at",
        )  # fmt: skip


class FamilyMember(Folded):
    """A parent, a guardian, whoever brings the child up. Each apart, with their own contacts.

    The address of somebody whose home must stay secret is not here: see `SecretAddress`.
    """

    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="family")
    relation = models.CharField("lien avec l’élève", max_length=60)
    gender = models.CharField(
        "on en parle", max_length=1, choices=GrammaticalGender.choices, blank=True
    )
    first_name = models.CharField("prénom", max_length=80, blank=True)
    last_name = models.CharField("nom", max_length=80, blank=True)
    parental_authority = models.BooleanField("exerce l’autorité parentale", default=True)
    may_receive = models.CharField(
        "peut recevoir", max_length=10, choices=MayReceive, default=MayReceive.ALL
    )
    lives_with_pupil = models.CharField(
        "vit avec l’élève", max_length=10, choices=LivesWith, blank=True
    )
    email = models.EmailField("adresse électronique", blank=True)
    phone = models.CharField("téléphone", max_length=40, blank=True)
    postal_address = EncryptedCharField("adresse postale", max_length=250, blank=True)
    address_is_secret = models.BooleanField("adresse secrète", default=False)
    reached_by = models.CharField("à joindre", max_length=10, choices=ReachedBy, blank=True)
    reads_best = models.CharField(
        "lit le mieux", max_length=10, choices=Language, default=Language.FRENCH
    )
    reads_other = models.CharField("langue lue, si autre", max_length=40, blank=True)
    speaks_best = models.CharField(
        "parle le mieux", max_length=10, choices=[UNKNOWN_LANGUAGE, *SPOKEN], blank=True
    )
    speaks_other = models.CharField("langue parlée, si autre", max_length=40, blank=True)
    interpreter = models.CharField("interprète", max_length=10, choices=Interpreter, blank=True)
    work = EncryptedCharField("travail et horaires", max_length=250, blank=True)
    week = models.JSONField("semaine habituelle", default=list, blank=True)
    exceptions = models.JSONField("dates particulières", default=list, blank=True)
    childcare = EncryptedCharField("garde d’enfants à prévoir", max_length=160, blank=True)
    childcare_found = EncryptedCharField("garde trouvée", max_length=160, blank=True)
    needs = EncryptedCharField("autre chose à prévoir", max_length=250, blank=True)
    living = EncryptedCharField("situation, sans adresse", max_length=160, blank=True)
    wishes = EncryptedCharField("ce que cette personne souhaite", max_length=250, blank=True)

    objects = FamilyMemberQuerySet.as_manager()

    class Meta:
        verbose_name = "membre de la famille"
        verbose_name_plural = "membres de la famille"
        ordering = ["pk"]
        indexes = [models.Index(fields=["folded"])]

    def __str__(self) -> str:
        return self.name or self.relation

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def looked_for(self) -> str:
        return f"{indexed_name(self.last_name)} {self.name}"

    @property
    def called(self) -> str:
        """How a sentence names this person: « la mère », « le beau-père »."""
        return with_article(self.relation, cast(Gender, self.gender))

    @property
    def receives_nothing(self) -> bool:
        """A judge forbids that anything of a meeting reaches this person."""
        return self.may_receive == MayReceive.NOTHING

    @property
    def facts(self) -> list[str]:
        """What a list may say of this person, in a few words each. Never a contact nor an address:
        « adresse secrète » is a word and no more."""
        authority = "exerce" if self.parental_authority else "n’exerce pas"
        facts = [f"{authority} l’autorité parentale", f"lit le mieux\u00a0: {self.language}"]
        if self.spoken_language not in {"", self.language}:
            facts.append(f"parle le mieux\u00a0: {self.spoken_language}")
        if self.lives_with_pupil:
            facts.append(_LIVES[LivesWith(self.lives_with_pupil)])
        if self.reached_by:
            facts.append(f"à joindre {self.get_reached_by_display()}")
        if self.interpreter in {Interpreter.NEEDED, Interpreter.FOUND}:
            facts.append(f"interprète {self.get_interpreter_display()}")
        if self.childcare:
            facts.append("garde trouvée" if self.childcare_found else "garde à trouver")
        return [*facts, "adresse secrète"] if self.address_is_secret else facts

    @property
    def hours(self) -> tuple[str, ...]:
        """What the usual week says, as a list may show it."""
        return say_week(read_week(self.week))

    @property
    def language(self) -> str:
        """The language this person reads best, as a word."""
        return _language(self.reads_best, self.reads_other)

    @property
    def spoken_language(self) -> str:
        """The language this person speaks best, as a word; "" when nobody noted it."""
        return _language(self.speaks_best, self.speaks_other) if self.speaks_best else ""


def _language(code: str, other: str) -> str:
    return (other or "autre") if code == Language.OTHER else Language(code).label


class SecretAddress(models.Model):
    """The address of a home that must stay secret (Code civil, articles 375-7 and 515-11).

    Apart from the card, so that no list, export, search, brief or dossier can read it by
    accident: only the acts of `partners.actions.families`, which the journal keeps. A source test
    holds that nothing else names this class.
    """

    member = models.OneToOneField(
        FamilyMember, models.CASCADE, related_name="secret_address", verbose_name="personne"
    )
    address = EncryptedCharField("adresse", max_length=250)

    class Meta:
        verbose_name = "adresse secrète"
        verbose_name_plural = "adresses secrètes"

    def __str__(self) -> str:
        return "adresse secrète"
