"""Who will be there, as one guest reads it: the reader first, then one plain line each."""

from dataclasses import replace

from intermetiers.web.french import join_words, start_sentence, typeset
from meetings.domain.attendance import (
    Manner,
    by_manner,
    called,
    guest_table,
    is_carer,
    manner_of,
    seated,
)
from meetings.domain.brief_names import Naming
from meetings.domain.brief_parts import Person
from meetings.domain.dossier import Dossier, Participant
from meetings.domain.kinds import Role
from meetings.domain.plain import Plain, Teller, is_sigle
from meetings.domain.round_table import RoundTable, said_in
from partners.domain.worlds import World


def people_for(reader: Participant, naming: Naming, teller: Teller) -> tuple[Person, ...]:
    """The family on one line, the reader first in it or before it, then everybody else.

    Whoever brings the child up for somebody else is not put in the family’s line, but last.
    """
    dossier = naming.dossier
    lines = [_first_line(reader, naming)]
    if not reader.is_family:
        lines += _family_line(naming)
    others = [p for p in seated(dossier) if not _in_line(p) and p.id != reader.id]
    others.sort(key=is_carer)
    lines += [_other(p, naming, teller) for p in others]
    return tuple(_numbered(lines, reader, naming))


def absent_for(reader: Participant, naming: Naming) -> tuple[str, ...]:
    """Those who are invited and will not be in the room, without the reason.

    A carer who does not come is not spoken of at all: nothing is said of where the child lives.
    """
    dossier, lexicon = naming.dossier, naming.lexicon
    others = [
        p
        for p in dossier.participants
        if p.id != reader.id and p.role is not Role.PUPIL and not is_carer(p)
    ]
    written = [naming.named(p) for p in by_manner(others, dossier, Manner.WRITTEN)]
    away = [naming.named(p) for p in by_manner(others, dossier, Manner.AWAY)]
    lines = []
    if written:
        lines.append(lexicon.say("who.in_writing", names=lexicon.join(written)))
    if away:
        lines.append(lexicon.count("who.away", len(away), names=lexicon.join(away)))
    return tuple(lines)


def table_for(reader: Participant, naming: Naming) -> RoundTable:
    """The table with the reader’s own chair; out of French, and for the pupil, in their words.

    A métier has no short form in every language: seats then bear the numbers of the list.
    """
    table = guest_table(naming.dossier, reader=reader.id)
    if naming.language.is_french and reader.role is not Role.PUPIL:
        return table
    by_id = naming.dossier.by_id
    numbers = _numbers(reader, naming)
    names = {}
    for seat in table.seats:
        person = by_id.get(int(seat.spec.key)) if seat.spec.key.isdigit() else None
        if person is None:
            continue
        if person.id == reader.id:
            names[seat.spec.key] = (_you(reader, naming), _you(reader, naming))
        else:
            short = person.short if naming.language.is_french else numbers.get(person.id, "")
            names[seat.spec.key] = (short, naming.named(person))
    return said_in(table, naming.lexicon.say("page.title", name=naming.pupil), names)


def notes_on_briefs(dossier: Dossier) -> tuple[str, ...]:
    """What a coordinator should know before handing the briefs out."""
    notes = []
    lacking = [
        what
        for what, chosen in (("la date", dossier.chosen_slot), ("le lieu", dossier.chosen_place))
        if not chosen
    ]
    if lacking:
        said = start_sentence(join_words(lacking))
        notes.append(
            f"{said} : ce n’est pas encore choisi, et le brief le dit. Un lien le montrera dès que "
            "ce sera fait ; une lettre imprimée, non."
        )
    carers = [p for p in dossier.guardians if is_carer(p) and manner_of(p, dossier).takes_a_seat]
    notes += [
        f"Les parents liront que {called(p)} sera là, sans nom ni adresse. Si cela doit rester "
        "inconnu, choisissez sa participation par écrit : leur brief n’en dira rien."
        for p in carers
    ]
    return tuple(typeset(note) for note in notes)


def _in_line(person: Participant) -> bool:
    """Whether this person stands in the family’s line."""
    return person.is_family and not is_carer(person)


def _you(reader: Participant, naming: Naming) -> str:
    return naming.lexicon.say("pupil.you" if reader.role is Role.PUPIL else "who.you")


def _first_line(reader: Participant, naming: Naming) -> Person:
    """« Vous, Yanis et son père »; « Toi, ta mère et ton père »; « Vous » for anybody else."""
    you = _you(reader, naming)
    names = [you]
    if reader.role is Role.PUPIL:
        names += [naming.to_pupil(p) for p in _relatives(reader, naming)]
    elif reader.is_family:
        names += _kin(reader, naming)
    return Person(
        short=you,
        world=reader.world.value,
        name=Plain(_listed(names, naming)),
        does=Plain(""),
        manner=naming.manner(reader),
    )


def _family_line(naming: Naming) -> list[Person]:
    """« Yanis, sa mère et son père », to whoever is not of the family."""
    names = _kin(None, naming)
    if not names:
        return []
    short = next((p.short for p in seated(naming.dossier) if _in_line(p)), "")
    name = Plain(naming.lexicon.start(_listed(names, naming)))
    return [Person(short, World.FAMILY.value, name, Plain(""), "")]


def _listed(names: list[str], naming: Naming) -> str:
    said = naming.lexicon.join(names)
    return typeset(said) if naming.language.is_french else said


def _relatives(reader: Participant | None, naming: Naming) -> list[Participant]:
    here = [p for p in seated(naming.dossier) if _in_line(p) and p.role is Role.GUARDIAN]
    return [p for p in here if reader is None or p.id != reader.id]


def _kin(reader: Participant | None, naming: Naming) -> list[str]:
    pupil = [p.called for p in seated(naming.dossier) if p.role is Role.PUPIL]
    if reader is None and not pupil:
        return [naming.relation(p) for p in _relatives(None, naming)]
    relatives = _relatives(reader, naming)
    return [*pupil, *(naming.in_family(p) if pupil else naming.relation(p) for p in relatives)]


def _other(person: Participant, naming: Naming, teller: Teller) -> Person:
    """What a person does explains the métier; of its sigle one is only told the words."""
    name = naming.presented(person)
    if is_carer(person):
        bare = Plain(naming.lexicon.start(naming.called(person)))
        name = Plain(typeset(bare.text)) if naming.language.is_french else bare
        return Person(person.short, World.SOCIAL.value, name, Plain(""), naming.manner(person))
    does = naming.does(person)
    if naming.language.is_french:
        name = replace(name, words=_words_of(person, name.text, teller, explained=bool(does.text)))
    return Person(person.short, person.world.value, name, does, naming.manner(person))


def _words_of(
    person: Participant, whole: str, teller: Teller, *, explained: bool
) -> tuple[tuple[str, str], ...]:
    head = start_sentence(called(person))
    words = (teller.spell(head) if explained else teller.say(head)).words
    rest = teller.say(whole.removeprefix(head)).words
    return (*words, *(pair for pair in rest if is_sigle(pair[0])))


def _numbered(lines: list[Person], reader: Participant, naming: Naming) -> list[Person]:
    """Out of French, the lines are numbered as the seats are; whoever is alone in the first one
    is « you »."""
    if naming.language.is_french:
        return lines
    numbered = [replace(line, short=str(n)) for n, line in enumerate(lines, start=1)]
    return numbered if reader.is_family else [lines[0], *numbered[1:]]


def _numbers(reader: Participant, naming: Naming) -> dict[int, str]:
    """The number of the line each person stands in."""
    here = seated(naming.dossier)
    family = [p for p in here if _in_line(p)]
    others = [p for p in here if not _in_line(p) and p.id != reader.id]
    others.sort(key=is_carer)
    with_family = not reader.is_family and bool(family)
    numbers = {p.id: "2" if with_family else "1" for p in family}
    first = 3 if with_family else 2
    return numbers | {p.id: str(n) for n, p in enumerate(others, start=first)}
