"""How long each kind of thing is kept: what we propose, what a team may choose, and why.

Short unless somebody chooses longer. No text fixes a length for the preparation of a meeting: the
official papers live elsewhere (LPI, file of the school, file of the SESSAD), and a plan is no
archive. The upper bound of what a meeting holds is that of the LPI: three years after the last
act, reading left out (décret 2021-1246).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from intermetiers.web.french import NBSP, write_count

YEAR = 365


class Kept(StrEnum):
    """A kind of thing that is kept for a time."""

    VIEWPOINTS = "points_de_vue"
    SHARES = "temps_de_parole"
    MEETINGS = "reunions"
    PUPILS = "eleves"
    MAILS = "courriels"
    OWN_NOTES = "notes_a_soi"
    BUSY_TIMES = "moments_occupes"
    JOURNAL = "journal"


@dataclass(frozen=True, slots=True)
class Rule:
    """Days kept after `since`; `least` and `most` are what a team may choose between."""

    kind: Kept
    label: str
    since: str
    days: int
    least: int
    most: int
    why: str

    @property
    def is_fixed(self) -> bool:
        return self.least == self.most


RULES = (
    Rule(
        Kept.VIEWPOINTS, "Ce que chacun a dit avant la réunion", "la réunion", 30, 7, 90,
        f"Ces mots servaient à préparer. Ce qui devait rester est dans la fiche{NBSP}; le reste "
        "n’a pas à suivre l’enfant.",
    ),
    Rule(
        Kept.SHARES, "Le temps de parole", "la réunion", 30, 0, 30,
        "Il sert à regarder comment la réunion s’est passée, pas à suivre quelqu’un.",
    ),
    Rule(
        Kept.MEETINGS, "Une réunion, ses décisions et sa fiche", "le dernier acte", YEAR, 90,
        3 * YEAR,
        "Le temps de suivre ce qui a été décidé, une année scolaire. Les documents officiels sont "
        "ailleurs.",
    ),
    Rule(
        Kept.PUPILS, "La fiche d’un élève archivé, sans réunion", "l’archivage", YEAR, 30, 3 * YEAR,
        "Sans réunion, rien ne demande plus de savoir qui est cet enfant.",
    ),
    Rule(
        Kept.MAILS, "Les courriels partis", "l’envoi", 90, 15, YEAR,
        f"Ils servent à prouver qui a été prévenu, et à refaire un envoi. Le lien privé n’y est "
        f"déjà plus{NBSP}: il est effacé dès l’envoi.",
    ),
    Rule(
        Kept.OWN_NOTES, "Ce qu’on écrit pour soi (lecture, observation)", "la dernière écriture",
        YEAR, 30, 3 * YEAR,
        "Ces notes sont à une seule personne, pour apprendre.",
    ),
    Rule(
        Kept.BUSY_TIMES, "Les moments occupés tirés d’un agenda", "la fin du moment", 30, 0, 90,
        "Ils ne servent qu’à trouver une date.",
    ),
    Rule(
        Kept.JOURNAL, "Le journal", "l’acte", YEAR, 180, 3 * YEAR,
        "Il sert à savoir qui a changé quoi, qui a ouvert un point de vue ou une adresse secrète.",
    ),
)  # fmt: skip
BY_KIND = {rule.kind: rule for rule in RULES}

# Acts that are only reading: they do not keep a meeting alive.
READING_ACTS = frozenset(
    {
        "viewpoints_opened", "fiche_opened", "fiche_read", "gate_opened", "gate_closed",
        "reading_said", "export_practice", "keep_reading", "brief_reminded", "holder_reminded",
    }
)  # fmt: skip


def days_of(kind: Kept, chosen: int | None) -> int:
    """What the team chose, brought back between the bounds if they changed; else what we propose."""
    rule = BY_KIND[kind]
    return rule.days if chosen is None else min(max(chosen, rule.least), rule.most)


def over_before(now: datetime, days: int) -> datetime:
    """What began its time before this moment has been kept long enough."""
    return now - timedelta(days=days)


def say_length(days: int) -> str:
    """« un an », « 18 mois » would lie by a day: days up to a year, then years where they are."""
    if days == 0:
        return "pas gardé"
    if days % YEAR == 0:
        return write_count(days // YEAR, "an", "ans")
    return write_count(days, "jour", "jours")
