"""What is true of this reader: standing, rights, rules, costs, and what was said before."""

import re

from meetings.domain.attendance import seated
from meetings.domain.brief_parts import Rule, Voice
from meetings.domain.brief_points import Occasion
from meetings.domain.dossier import Contribution, Participant
from meetings.domain.kinds import Role
from meetings.domain.lexicon import Lexicon
from meetings.domain.plain import Plain
from meetings.domain.readers import Standing, rules_of
from meetings.domain.viewpoints import QUESTIONS, readable_by, shared_later

_CIVIL = " du code civil"
_LATIN = re.compile(r"[A-Za-zÀ-ÿ]")


def cite_in(lexicon: Lexicon, article: str) -> str:
    """« article D351-10 du code de l’éducation »; "" for a usage."""
    if not article:
        return ""
    code = "civil" if article.endswith(_CIVIL) else "education"
    numbers = article.removesuffix(_CIVIL).split(" et ")
    many = "many" if len(numbers) > 1 else "one"
    return lexicon.say(f"source.{many}_{code}", numbers=lexicon.join(numbers))


def standing_rule(standing: Standing, occasion: Occasion) -> Rule:
    """To those who have parental authority, the sentence says what it is."""
    lexicon = occasion.lexicon
    said = occasion.teller.say(lexicon.say(standing.key, name=occasion.naming.pupil))
    if occasion.person.is_legal_guardian:
        said = Plain(said.text)
    return Rule(said, cite_in(lexicon, standing.article))


def companion_rule(standing: Standing, occasion: Occasion) -> Rule | None:
    """The right to come with someone; None for whoever is no relative."""
    if not standing.companion:
        return None
    said = occasion.teller.say(occasion.lexicon.say(standing.companion))
    return Rule(said, cite_in(occasion.lexicon, standing.companion_article))


def meeting_rules(occasion: Occasion) -> tuple[Rule, ...]:
    """The codes and rules of the meeting, one line each."""
    lexicon, teller = occasion.lexicon, occasion.teller
    rules = rules_of(occasion.person, occasion.naming.dossier)
    return tuple(
        Rule(teller.say(lexicon.say(key)), cite_in(lexicon, article)) for key, article in rules
    )


def costs_for(occasion: Occasion) -> tuple[str, ...]:
    """What the family is asked to pay, said to those who would pay it, and what they may do."""
    asking = [p for p in seated(occasion.naming.dossier) if p.fee]
    if not occasion.person.is_legal_guardian or not asking:
        return ()
    lexicon = occasion.lexicon
    return (
        *(lexicon.say("costs.asks", person=occasion.naming.called(p), euros=p.fee) for p in asking),
        lexicon.count("costs.too_much", len(asking)),
    )


def voices_for(occasion: Occasion) -> tuple[Voice, ...]:
    """What each said before, as far as this reader may know it (`viewpoints.readable_by`)."""
    dossier = occasion.naming.dossier
    readable = readable_by(dossier, occasion.person.id, occasion.today)
    voices = (_voice(dossier.by_id[said.participant], said, occasion) for said in readable)
    return tuple(voice for voice in voices if voice.answers)


def voices_later(occasion: Occasion) -> str:
    """When all will read what each says, while that day is set and has not come."""
    day = shared_later(occasion.naming.dossier, occasion.person.id, occasion.today)
    if day is None:
        return ""
    return occasion.lexicon.say("said.not_yet", day=occasion.lexicon.day(day, year=False))


def _voice(author: Participant, one: Contribution, occasion: Occasion) -> Voice:
    lexicon, naming = occasion.lexicon, occasion.naming
    if author.id == occasion.person.id:
        who = lexicon.say("pupil.you" if occasion.is_pupil else "said.you")
    else:
        who = naming.pupil if author.role is Role.PUPIL else naming.presented(author).text
    answers = zip(QUESTIONS, one.texts, strict=True)
    return Voice(
        who,
        tuple((lexicon.say(f"said.{key}"), _told(text, occasion)) for key, text in answers if text),
    )


def _told(text: str, occasion: Occasion) -> Plain:
    """A guest may write in another alphabet: that is no French to mark as such."""
    if _LATIN.search(text):
        return occasion.teller.apart().typed(text)
    return Plain(text.strip())
