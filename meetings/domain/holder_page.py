"""What one holder reads of the decisions that are theirs, and nothing of anybody else’s.

Of the child, a first letter only, as on the page that asks for dates: the link may be lent. What
others said of the same decision changes its state; their words are not shown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from intermetiers.web.french import NBSP, typeset, write_day
from meetings.domain.kinds import Role, Said
from meetings.domain.promises import Promise, Standing

# What a holder may say, in one tap.
CHOICES = {Said.DONE: "Fait", Said.NOT_YET: "Pas encore", Said.HELP: "J’ai besoin d’aide"}


@dataclass(frozen=True, slots=True)
class Manners:
    """The sentences that speak to the reader, as one speaks to an adult or to a child."""

    title: str
    lead: str
    private: str
    change: str
    thanks: str
    word: str
    call: str
    nothing: str


def _said(**sentences: str) -> Manners:
    return Manners(**{name: typeset(sentence) for name, sentence in sentences.items()})


VOUS = _said(
    title="Ce que vous avez accepté de faire",
    lead="Pour chaque ligne, dites où vous en êtes. Un seul appui suffit.",
    private="Seules les personnes qui ont préparé la réunion lisent votre mot. À la réunion "
    "suivante, on dit seulement où en est chaque ligne. Dire « pas encore » ou « j’ai besoin "
    "d’aide » est une réponse utile.",
    change="Vous pouvez changer d’avis avec ce même lien, jusqu’au {until}.",
    thanks="Merci, c’est noté.",
    word="Vous voulez ajouter un mot ?",
    call="Une question ? Appelez ou écrivez :",
    nothing="Il n’y a plus rien à dire ici. Merci.",
)
TU = _said(
    title="Ce que tu as accepté de faire",
    lead="Pour chaque ligne, dis où tu en es. Un seul appui suffit.",
    private="Seules les personnes qui ont préparé la réunion lisent ton mot. À la réunion "
    "suivante, on dit seulement où en est chaque ligne. Dire « pas encore » ou « j’ai besoin "
    "d’aide » est une réponse utile.",
    change="Tu peux changer d’avis avec ce même lien, jusqu’au {until}.",
    thanks="Merci, c’est noté.",
    word="Tu veux ajouter un mot ?",
    call="Une question ? Appelle ou écris :",
    nothing="Il n’y a plus rien à dire ici. Merci.",
)


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    is_given: bool


@dataclass(frozen=True, slots=True)
class HeldDecision:
    """One decision of this reader. `state` says where it stands; `note` is the reader’s own word,
    `may_add` whether one may be added. No `choices` for what was given up."""

    id: int
    text: str
    by: str
    seen: str
    state: str
    choices: tuple[Choice, ...]
    note: str
    may_add: bool


@dataclass(frozen=True, slots=True)
class HolderPage:
    """`until` is the last day on which the link opens."""

    for_whom: str
    meeting: str
    say: Manners
    change: str
    decisions: tuple[HeldDecision, ...]


@dataclass(frozen=True, slots=True)
class OwnWord:
    """What this reader said last of a decision, when, and the word left with it."""

    said: Said
    said_at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: a role, a name that may be empty, and the first letter of the child."""

    role: Role
    name: str
    letter: str


def compose_holder_page(
    promises: Iterable[Promise],
    own: Mapping[int, OwnWord],
    reader: Reader,
    until: date,
    now: datetime,
) -> HolderPage:
    """`promises` are those this reader holds; `own` the last thing this reader said of each."""
    decided = list(promises)
    say = TU if reader.role is Role.PUPIL else VOUS
    held_on = min((promise.held_on for promise in decided), default=None)
    return HolderPage(
        for_whom=_for_whom(reader),
        meeting=typeset(_meeting(reader, held_on)),
        say=say,
        change=typeset(say.change.format(until=write_day(until, weekday=False))),
        decisions=tuple(_decision(promise, own.get(promise.id), now) for promise in decided),
    )


def _for_whom(reader: Reader) -> str:
    """« Pour Samia Belkacem »; nothing for whoever is known by a few words only."""
    if reader.role is Role.PUPIL:
        return "Pour toi"
    is_named = reader.role not in {Role.COMPANION, Role.INTERPRETER} and reader.name
    return f"Pour {reader.name}" if is_named else ""


def _meeting(reader: Reader, held_on: date | None) -> str:
    day = f" du {write_day(held_on, weekday=False)}" if held_on else ""
    match reader.role:
        case Role.PUPIL:
            return f"Depuis ta réunion{day}"
        case Role.COMPANION | Role.INTERPRETER:
            return f"Depuis la réunion{day}"
    return f"Depuis la réunion{day}, pour{NBSP}{reader.letter}."


def _decision(promise: Promise, own: OwnWord | None, now: datetime) -> HeldDecision:
    standing = promise.at(now)
    is_own = own is not None and (own.said, own.said_at) == (standing.said, standing.since)
    given_up = standing.said is Said.GIVEN_UP
    choices = () if given_up else CHOICES.items()
    return HeldDecision(
        id=promise.id,
        text=typeset(standing.text),
        by=write_day(standing.by_on, weekday=False) if standing.by_on else "",
        seen=typeset(promise.seen),
        state=typeset(_state(standing, is_own=is_own)),
        choices=tuple(
            Choice(said.value, label, is_own and said is standing.said) for said, label in choices
        ),
        note=typeset(own.note) if own and is_own else "",
        may_add=is_own,
    )


def _state(standing: Standing, *, is_own: bool) -> str:
    """What this reader said last; of what others said since, only that it is done or changed."""
    day = f" le {write_day(standing.since.date(), weekday=False)}" if standing.since else ""
    match standing.said:
        case Said.GIVEN_UP:
            return f"Abandonné{day} : il n’y a plus rien à faire."
        case Said.CHANGED:
            return f"Changé{day}."
        case Said.DONE if not is_own:
            return f"Noté comme fait{day}."
    return f"Noté{day} : {CHOICES[standing.said].lower()}." if is_own else ""
