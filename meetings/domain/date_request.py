"""What one person asked for dates reads: who asks, for which meeting, and that person's answers.

It holds nobody else's answer, and nothing of the child but a first letter, by which those who are
invited tell one meeting from another: the link may be lent, and the page of the brief asks
something before it speaks of a child. Everything not named here stays unsaid.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from intermetiers.web.french import (
    NBSP,
    start_sentence,
    typeset,
    write_day,
    write_hour,
    write_minutes,
)
from meetings.domain.asking import Round, slots_to_show
from meetings.domain.dossier import ConvenerContact, Dossier, Participant, Slot, SlotAnswer
from meetings.domain.kinds import Answer, Ground, Role, Source

# What this person wrote with their own hand, and may read again.
WRITTEN_BY_THEM = frozenset({Source.LINK, Source.PAPER, Source.REPLY})
# What this person said, by whatever way; a coordinator's guess is not shown as their answer.
SAID_BY_THEM = WRITTEN_BY_THEM | {Source.PHONE, Source.POLL}

CHOICES = {
    Answer.YES: "Oui",
    Answer.IF_NEEDED: "Oui, si besoin",
    Answer.REMOTE: "Par téléphone ou en visio",
    Answer.NO: "Non",
}
IN_WRITING = "Non, mais par écrit"


@dataclass(frozen=True, slots=True)
class Manners:
    """The sentences that speak to the reader, as one speaks to an adult or to a child."""

    question: str
    asks: str
    how: str
    private: str
    change: str
    thanks: str
    call: str
    none: str
    closed: str
    wrong_date: str


def _said(**sentences: str) -> Manners:
    """With the spaces of French print."""
    return Manners(**_spaced(**sentences))


def _spaced(**sentences: str) -> dict[str, str]:
    return {name: typeset(sentence) for name, sentence in sentences.items()}


VOUS = _said(
    question="Quand pouvez-vous venir ?",
    asks="{who} prépare cette réunion et vous demande vos dates.",
    how="« Oui, si besoin » veut dire : je peux, mais c’est difficile.",
    private="Seules les personnes qui préparent la réunion lisent vos réponses. Quand la date sera "
    "choisie, les autres invités sauront si vous venez, et rien de plus.",
    change="Tant que la date n’est pas choisie, vous pouvez changer d’avis avec ce même lien.",
    thanks="Merci, vos réponses sont envoyées",
    call="Une question ? Appelez ou écrivez :",
    none="Il n’y a pas de date à vous proposer en ce moment. Dites quand vous pouvez venir.",
    closed="Vous n’avez plus rien à répondre. Pour connaître la date, appelez ou écrivez :",
    wrong_date="Cette date ne va pas ? Appelez ou écrivez :",
)
TU = _said(
    question="Quand peux-tu venir ?",
    asks="{who} prépare cette réunion avec toi. Dis quand tu peux venir.",
    how="« Oui, si besoin » veut dire : je peux, mais c’est difficile.",
    private="Seules les personnes qui préparent la réunion lisent tes réponses. Quand la date sera "
    "choisie, les autres invités sauront si tu viens, et rien de plus.",
    change="Tant que la date n’est pas choisie, tu peux changer d’avis avec ce même lien.",
    thanks="Merci, tes réponses sont envoyées",
    call="Une question ? Appelle ou écris :",
    none="Il n’y a pas de date à te proposer en ce moment. Dis quand tu peux venir.",
    closed="Tu n’as plus rien à répondre. Pour connaître la date, appelle ou écris :",
    wrong_date="Cette date ne va pas ? Appelle ou écris :",
)

# Once the meeting has a date, which was changed: only that one is asked about.
OF_A_DATE = {
    VOUS: replace(
        VOUS,
        **_spaced(
            question="Pouvez-vous venir à cette date ?",
            asks="{who} prépare cette réunion. La date est choisie : dites si vous pouvez venir.",
            private="Seules les personnes qui préparent la réunion lisent vos réponses. Les autres "
            "invités sauront si vous venez, et rien de plus.",
            change="Vous pouvez changer d’avis avec ce même lien, jusqu’à la réunion.",
        ),
    ),
    TU: replace(
        TU,
        **_spaced(
            question="Peux-tu venir à cette date ?",
            asks="{who} prépare cette réunion avec toi. La date est choisie : dis si tu peux venir.",
            private="Seules les personnes qui préparent la réunion lisent tes réponses. Les autres "
            "invités sauront si tu viens, et rien de plus.",
            change="Tu peux changer d’avis avec ce même lien, jusqu’à la réunion.",
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class AskedSlot:
    """A slot, and what this reader said of it: None, or an answer with its note."""

    id: int
    day: str
    hours: str
    answer: Answer | None
    note: str

    @property
    def when(self) -> str:
        """« Jeudi 21 janvier, de 10 h 15 à 11 h 30 »."""
        return f"{start_sentence(self.day)}, {self.hours}"

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """The answers to choose among; « par écrit » only for whoever said so already."""
        choices = [(answer.value, label) for answer, label in CHOICES.items()]
        if self.answer is Answer.WRITTEN:
            choices.append((Answer.WRITTEN.value, IN_WRITING))
        return tuple(choices)

    @property
    def said(self) -> str:
        """« Oui, si besoin »; empty while nothing was said."""
        return dict(self.choices)[self.answer.value] if self.answer else ""


@dataclass(frozen=True, slots=True)
class DateRequest:
    """Everything one person asked reads. `slots` are those still to come that are asked about;
    `changed` says which date it was before, to whoever may have seen that one."""

    for_whom: str
    meeting: str
    say: Manners
    asks: str
    lasts: str
    where: tuple[str, ...]
    answer_by: str
    slots: tuple[AskedSlot, ...]
    other_times: str
    is_open: bool
    answered: bool
    day: str
    hours: str
    is_past: bool
    contact: ConvenerContact
    changed: str = ""

    @property
    def labels(self) -> tuple[str, ...]:
        """The answers one may give, as a sheet of paper heads its columns."""
        return tuple(CHOICES.values())

    @property
    def whom_to_call(self) -> str:
        """What to do once the question is closed."""
        if self.is_past:
            return self.say.call
        return self.say.wrong_date if self.day else self.say.closed


def compose_request(
    dossier: Dossier, reader: int, round: Round | None, now: datetime, *, changed: str = ""
) -> DateRequest:
    """What this participant reads today; `round` is the one that is open, if there is one, and
    `changed` what this person is told of a date that changed."""
    person = dossier.by_id[reader]
    question = round.question_to(reader) if round else None
    chosen = dossier.chosen_slot
    is_past = chosen is not None and chosen.starts_at <= now
    is_open = round is not None and question is not None and not is_past
    shown = slots_to_show(dossier, reader, round, now) if round and is_open else ()
    say = TU if person.role is Role.PUPIL else VOUS
    say = OF_A_DATE[say] if chosen and is_open else say
    return DateRequest(
        for_whom=_for_whom(person),
        meeting=typeset(_meeting(person, dossier)),
        say=say,
        asks=typeset(say.asks.format(who=_convener(dossier.convener))),
        lasts=f"Elle dure {write_minutes(dossier.duration_minutes)}.",
        where=_where(person, dossier),
        answer_by=_answer_by(round, now),
        slots=tuple(_slot(slot, reader) for slot in shown),
        other_times=question.other_times if question else "",
        is_open=is_open,
        answered=question is not None and question.answered_at is not None,
        day=write_day(chosen.starts_at.date()) if chosen else "",
        hours=_hours(chosen) if chosen else "",
        is_past=is_past,
        contact=dossier.convener,
        changed=changed,
    )


def _for_whom(person: Participant) -> str:
    """« Pour Samia Belkacem », « Pour Inès Cohen », « Pour toi ».

    Nothing for whoever is known by a few words only, such as « sa voisine ».
    """
    if person.role is Role.PUPIL:
        return "Pour toi"
    is_named = person.role not in {Role.COMPANION, Role.INTERPRETER} and person.name
    return f"Pour {person.name}" if is_named else ""


def _meeting(person: Participant, dossier: Dossier) -> str:
    letter = dossier.pupil.first_name[:1]
    match person.role:
        case Role.GUARDIAN:
            return f"La réunion pour {letter}."
        case Role.PUPIL:
            return "Ta réunion"
        case Role.PROFESSIONAL:
            return f"Une réunion autour d’un élève : {letter}."
    return "Une réunion avec une famille"


def _convener(contact: ConvenerContact) -> str:
    return f"{contact.name}, {contact.title}," if contact.title else contact.name


def _where(person: Participant, dossier: Dossier) -> tuple[str, ...]:
    """The place, once chosen. That of the family is its own affair: only relatives read it."""
    place = dossier.chosen_place
    if place is None or (place.ground is Ground.FAMILY and not person.is_family):
        return ()
    return tuple(typeset(line) for line in (place.name, place.address) if line)


def _answer_by(round: Round | None, now: datetime) -> str:
    """« jeudi 10 décembre »; nothing once that day is over."""
    if round is None or round.answer_by is None or round.answer_by < now.date():
        return ""
    return write_day(round.answer_by, year=False)


def _slot(slot: Slot, reader: int) -> AskedSlot:
    said = _own(slot.answer_of(reader))
    is_written = said is not None and said.source in WRITTEN_BY_THEM
    return AskedSlot(
        id=slot.id,
        day=write_day(slot.starts_at.date(), year=False),
        hours=_hours(slot),
        answer=said.answer if said else None,
        note=said.note if said and is_written else "",
    )


def _own(said: SlotAnswer | None) -> SlotAnswer | None:
    return said if said and said.source in SAID_BY_THEM else None


def _hours(slot: Slot) -> str:
    return f"de{NBSP}{write_hour(slot.starts_at)} à{NBSP}{write_hour(slot.ends_at)}"
