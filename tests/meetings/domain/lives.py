"""Small hands for a meeting that was held: acts one after the other, a minute apart.

acts = Acts("2027-01-21 10:17")
acts.say("open"); acts.note("agreement", "1", "Pas de travail neuf.")
acts.live()
"""

from datetime import timedelta
from uuid import UUID

from meetings.domain.held_parts import Session
from meetings.domain.live.acts import read_act
from meetings.domain.live.fold import fold
from tests.meetings.domain.builders import at


class Acts:
    """What happened in a room, from `starts` on."""

    def __init__(self, starts="2027-01-21 10:17"):
        self.moment = at(starts)
        self.acts = []

    def say(self, kind, **payload):
        """One act, a minute after the one before; gives its identifier."""
        ident = str(UUID(int=len(self.acts) + 1))
        raw = {"id": ident, "kind": kind, "at": self.milliseconds, "device": "tests", **payload}
        self.acts.append(read_act(raw))
        self.moment += timedelta(minutes=1)
        return ident

    def note(self, note, item, text, **fields):
        """Something written; gives the identifier of the entry."""
        entry = str(UUID(int=1_000_000 + len(self.acts)))
        self.say("entry", entry=entry, note=note, item=item, text=text, **fields)
        return entry

    @property
    def milliseconds(self):
        return int(self.moment.timestamp() * 1000)

    def live(self):
        return fold(self.acts, self.milliseconds)


def session(opened="2027-01-21 10:17", closed="2027-01-21 11:31", **changes):
    """What is kept beside the acts; `closed` None for a meeting still going on."""
    return Session(at(opened), at(closed) if closed else None, **changes)


def held_case_1():
    """What case 1 comes to, as the acts of its two points 1 and 2."""
    acts = Acts()
    acts.say("open")
    for who in ("p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9"):
        acts.say("presence", who=who, state="here")
    acts.say("presence", who="p10", state="phone")
    acts.say("guest", who="gaaaaaaaa", label="une amie", world="famille", **{"with": "p2"})
    acts.say("role", role="time", who="p6")
    acts.note("words", "1", "Quand je reviens, les autres ont commencé et je sais pas où on en est.",
              who="p1")  # fmt: skip
    acts.note("agreement", "1", "Pas de travail neuf après 14 h.")
    acts.note("agreement", "1", "L’aide du matin a permis d’entrer dans la lecture.")
    acts.note("disagreement", "1", "Une aide tous les après-midi ; l’école ne sait pas encore.",
              who="p3", consent=True)  # fmt: skip
    acts.note("tension", "2", "Il rate les mathématiques, et il n’y a pas d’autre créneau.",
              between=["p7", "p8"], source="time", dilemma="continuity",
              holds={"p7": "la suite de la leçon", "p8": "un vrai temps de travail à deux"},
              how="rester avec la classe", invention="Un des deux temps se fait dans la classe.",
              try_until="2027-03-04", looks=["p2", "p7"], **{"while": "étant aidé"})  # fmt: skip
    first = acts.note("decision", "2", "La séance du jeudi se fait dans la classe, préparée à deux.",
                      people=["p8", "p7"], by="2027-03-19", seen="Yanis suit la leçon du jeudi.")  # fmt: skip
    acts.note("decision", "2", "Un carnet d’une ligne par jour : ce qui a marché l’après-midi.",
              people=["p7", "p2"], by="2027-02-15")  # fmt: skip
    acts.note("decision", "2", "Les phrases du GEVA-Sco relues avec les deux parents avant l’envoi.",
              people=["p5"], by="2027-02-19")  # fmt: skip
    acts.say("position", entry=first, who="p4", say="reserve",
             reason="elle n’est pas payée l’après-midi")  # fmt: skip
    acts.note("word", "2", "notification", meaning="La lettre où la MDPH écrit ce qu’elle accorde.")
    acts.note("later", "2", "Le transport du mercredi", until="2027-03-04")
    acts.say("reread", on=True)
    acts.say("next", day="2027-03-04", time="10:15", text="Regarder ensemble le carnet.")
    acts.say("close")
    return acts
