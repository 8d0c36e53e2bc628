"""What is true of this reader: standing, rights, rules, costs, and what was said before."""

import re

from meetings.domain.attendance import is_carer, manner_of, seated
from meetings.domain.brief_parts import Rule, Voice
from meetings.domain.brief_points import Occasion
from meetings.domain.dossier import Contribution, Participant
from meetings.domain.kinds import Audience, Role
from meetings.domain.lexicon import Lexicon
from meetings.domain.plain import Plain
from meetings.domain.readers import Standing, receives_nothing, rules_of
from partners.domain.worlds import World

_CIVIL = " du code civil"
_LATIN = re.compile(r"[A-Za-zÀ-ÿ]")
_QUESTIONS = ("understands", "matters", "proposes", "questions")


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
    """What each said before, as far as this reader may know it, in the order of the table.

    One’s own is always there. The others’ are there from the day the coordinator set, when they
    are for all; what somebody of a care métier says, with the agreement of the family.
    """
    by_id = occasion.naming.dossier.by_id
    said = [
        (by_id[one.participant], one)
        for one in occasion.naming.dossier.contributions
        if one.participant in by_id and _may_read(one, by_id[one.participant], occasion)
    ]
    order = [p.id for p in occasion.naming.dossier.participants]
    said.sort(key=lambda pair: order.index(pair[0].id))
    voices = (_voice(person, one, occasion) for person, one in said)
    return tuple(voice for voice in voices if voice.answers)


def voices_later(occasion: Occasion) -> str:
    """When all will read what each says, while that day is set and has not come."""
    shared_on = occasion.naming.dossier.viewpoints_shared_on
    if shared_on is None or shared_on <= occasion.today or occasion.is_pupil:
        return ""
    return occasion.lexicon.say("said.not_yet", day=occasion.lexicon.day(shared_on, year=False))


def _may_read(one: Contribution, author: Participant, occasion: Occasion) -> bool:
    if author.id == occasion.person.id:
        return True
    shared_on = occasion.naming.dossier.viewpoints_shared_on
    if shared_on is None or shared_on > occasion.today or one.audience is not Audience.ALL:
        return False
    if author.world is World.CARE and not one.agreed:
        return False
    if receives_nothing(author):
        return False
    return not is_carer(author) or manner_of(author, occasion.naming.dossier).takes_a_seat


def _voice(author: Participant, one: Contribution, occasion: Occasion) -> Voice:
    lexicon, naming = occasion.lexicon, occasion.naming
    if author.id == occasion.person.id:
        who = lexicon.say("pupil.you" if occasion.is_pupil else "said.you")
    else:
        who = naming.pupil if author.role is Role.PUPIL else naming.presented(author).text
    answers = zip(_QUESTIONS, one.texts, strict=True)
    return Voice(
        who,
        tuple((lexicon.say(f"said.{key}"), _told(text, occasion)) for key, text in answers if text),
    )


def _told(text: str, occasion: Occasion) -> Plain:
    """A guest may write in another alphabet: that is no French to mark as such."""
    if _LATIN.search(text):
        return occasion.teller.apart().typed(text)
    return Plain(text.strip())
