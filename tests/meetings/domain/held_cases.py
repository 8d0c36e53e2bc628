"""What the four situations come to once held, as a careful coordinator would have noted it."""

from tests.meetings.domain.builders import AESH, MOTHER, SPEECH, TEACHER
from tests.meetings.domain.cases import case_2, case_3, case_4, prepared_case_1
from tests.meetings.domain.lives import Acts, held_case_1

# Among the professionals of case 3: principal adjoint, ULIS, professeur principal, AESH, CPE…
CPE = 24


def _opened(dossier):
    acts = Acts()
    acts.say("open")
    for person in dossier.participants:
        acts.say("presence", who=f"p{person.id}", state="here")
    return acts


def _ended(acts, *, day="", text=""):
    acts.say("reread", on=True)
    acts.say("next", day=day, time="", text=text)
    acts.say("close")
    return acts


def _first(dossier):
    return str(dossier.kept_items[0].id)


def held_case_2():
    """Lina: a tension that stays one, and who looks until February."""
    dossier = case_2(agenda=tuple(i for i in case_2().agenda if "MDPH" not in i.title))
    acts, point = _opened(dossier), _first(dossier)
    acts.note("words", point, "Avec moi, à la sieste, elle chante.", who=f"p{AESH}")
    acts.note("agreement", point, "Lina parle à la maison, et à la sieste.")
    acts.note("tension", point, "Faut-il un bilan maintenant ? Ce n’est pas à l’école de le dire.",
              between=[f"p{TEACHER}", f"p{SPEECH}"], source="territory", dilemma="protection",
              holds={f"p{TEACHER}": "ne pas attendre", f"p{SPEECH}": "laisser la famille décider"})  # fmt: skip
    acts.note("decision", point, "Chacun note un moment où Lina parle, et où.",
              people=[f"p{MOTHER}", f"p{TEACHER}", f"p{AESH}"], by="2027-02-12",
              seen="un cahier dans le coin lecture")  # fmt: skip
    return dossier, _ended(acts, day="2027-02-19", text="Lire le cahier ensemble.")


def held_case_3():
    """Ilan: many professionals; what the mother does not want is not on the table."""
    dossier = case_3()
    acts, point = _opened(dossier), _first(dossier)
    acts.note("agreement", point, "Le matin en classe se passe bien.")
    acts.note("disagreement", point, "Le temps partagé, pour parler d’autre chose qu’ici.",
              who="p27")  # fmt: skip
    acts.note("tension", point, "Chacun a une règle que les autres ne connaissent pas.",
              dilemma="explicit", how="écrire la règle de la cantine",
              invention="Une règle commune, écrite à trois.", try_until="2027-03-26",
              **{"while": "laissant chacun faire dans sa classe"})  # fmt: skip
    acts.note("decision", point, "Écrire la règle de la cantine à trois.",
              people=[f"p{CPE}"], by="2027-02-05")  # fmt: skip
    acts.note("later", point, "Le stage de vélo", until="2027-03-26")
    return dossier, _ended(acts)


def held_case_4():
    """Nour: two people, four questions, half a page."""
    dossier = case_4()
    acts = _opened(dossier)
    acts.note("agreement", "q1", "L’enseignante dit quand l’AESH reformule.")
    acts.note("agreement", "q2", "Deux minutes à la récréation, sans la classe.")
    acts.note("tension", "q3", "Reformuler, ou donner la réponse ?", dilemma="explicit",
              invention="Un geste pour dire « essaie seul ».", try_until="2027-02-12")  # fmt: skip
    acts.note("decision", "q4", "L’enseignante parle à la famille ; l’AESH est là.",
              people=[f"p{TEACHER}", f"p{AESH}"], by="2027-02-05")  # fmt: skip
    return dossier, _ended(acts, day="2027-02-12")


def first_case():
    return prepared_case_1(), held_case_1()


HELD = {1: first_case, 2: held_case_2, 3: held_case_3, 4: held_case_4}
