"""Case 1, as its coordinator types it: everything about Yanis, his people and his afternoons."""

from datetime import date, time, timedelta

from intermetiers.web.french import DAYS, MONTHS
from tests.browser.steps import Guest, Point

SCHOOL = "École élémentaire Jean-Moulin"
PUPIL = {
    "first_name": "Yanis",
    "last_name": "Belkacem-Morel",
    "born_on": date(2018, 4, 17),
    "class_name": "CE2",
    "school": (SCHOOL, "école élémentaire"),
    "kind": "équipe de suivi de la scolarisation (ESS)",
    "title": "Yanis, ses après-midi",
    "convener": ("enseignant référent ou enseignante référente", "au féminin"),
}
PROBLEM = (
    "Après 14 h, Yanis n’a plus la force de suivre, et les deux sorties avec l’éducatrice tombent "
    "en mathématiques. Comment garder l’aide sans qu’il perde le fil ?"
)
VIEWPOINTS = {
    "Yanis": "Quand je reviens les autres ont commencé et je sais pas où on en est.",
    "La mère": "Il rentre fatigué et il pleure le soir sur les devoirs.",
    "Le père": "Je veux savoir si l’aide va continuer l’an prochain.",
    "Le professeur": "Les deux sorties tombent pendant les maths.",
    "L’AESH": "Je ne suis pas là l’après-midi.",
    "L’éducatrice": "Le service n’a que ces créneaux.",
}
MOTHER = ("mère", "au féminin", "Samia", "Belkacem")
FATHER = ("père", "au masculin", "David", "Morel")
PROFESSIONALS = [
    Guest(
        "directeur ou directrice d’école", "au féminin", "organise l’emploi du temps",
        "la directrice", known_institution=SCHOOL,
    ),
    Guest(
        "professeur ou professeure des écoles", "au masculin", "fait la classe à Yanis",
        "le professeur", known_institution=SCHOOL,
    ),
    Guest("AESH", "au féminin", "aide Yanis le matin", "l’AESH", known_institution=SCHOOL),
    Guest(
        "éducateur spécialisé ou éducatrice spécialisée", "au féminin",
        "travaille avec Yanis deux fois par semaine", "l’éducatrice",
        institution=("SESSAD Les Tilleuls", "SESSAD"),
    ),
    Guest(
        "psychologue de l’éducation nationale", "au féminin", "connaît le parcours de Yanis",
        "la psychologue",
    ),
    Guest("orthophoniste", "au féminin", "suit Yanis pour la lecture", "l’orthophoniste"),
]  # fmt: skip
PLACE = {
    "name": "Centre social Bellevue, salle 2",
    "address": "4 rue des Lilas, Lyon 3e",
    "ground": "un lieu neutre (centre social, mairie, médiathèque…)",
    "distance": "300 m",
    "welcomed_by": "la directrice d’école",
    "waiting": "le hall, avec le coin des petits",
}
AFTERNOONS = Point("Ce que Yanis vit l’après-midi", "comprendre", 20, "La mère")
SESSAD = Point("Les temps du SESSAD et les temps de classe", "décider", 20, "Yanis")
MDPH = Point("Ce qu’on demande à la MDPH pour l’an prochain", "décider", 20, "Le père")
POINTS = [AFTERNOONS, SESSAD, MDPH]
WEEK = (
    "Le matin, de 8 h 30 à 11 h 30 : français, puis mathématiques.\n"
    "Le mardi et le jeudi, de 14 h à 15 h, Yanis sort de la classe avec l’éducatrice."
)
FIRST_HOUR, SECOND_HOUR = time(10, 15), time(9, 0)
MINUTES = 75


def thursday_to_come(today):
    """A Thursday in seven weeks or so, whatever the day these tests are run."""
    day = today + timedelta(weeks=7)
    return day + timedelta(days=(3 - day.weekday()) % 7)


def written(day):
    """« jeudi 21 janvier »."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{DAYS[day.weekday()]} {number} {MONTHS[day.month - 1]}"


def begin(steps, account, password):
    """From the door of an empty team to the path of the meeting."""
    steps.sign_in(account.email, password)
    steps.picture("1-semaine-vide")
    steps.begin_for_new_pupil(**PUPIL)
    steps.picture("2-chemin")


def gather_people(steps):
    steps.open_guests()
    steps.invite_relative(*MOTHER)
    steps.invite_relative(*FATHER)
    for guest in PROFESSIONALS:
        steps.invite_professional(guest)
    steps.settle_pupil_place("une partie de la réunion", "être là pour le premier point")
    steps.picture("3-invites")


def write_problem(steps):
    steps.write_problem(PROBLEM, VIEWPOINTS)
    steps.picture("4-probleme")


def choose_place(steps):
    steps.open_places()
    steps.compare_place(**PLACE)
    steps.keep_place(PLACE["name"])
    steps.picture("5-lieu")


def choose_slot(steps, day):
    steps.open_slots()
    steps.look_for_slot(day - timedelta(days=10), day + timedelta(days=15), MINUTES)
    steps.add_slot(day, FIRST_HOUR)
    steps.add_slot(day - timedelta(days=2), SECOND_HOUR)
    first = written(day).capitalize()
    steps.answer_for_all(first, "oui", {"orthophoniste": "par téléphone ou en visio"})
    steps.answer_for_all(written(day - timedelta(days=2)).capitalize(), "oui", {"père": "non"})
    steps.picture("6-creneau-classe")
    steps.choose_slot(first)
    steps.picture("7-creneau-choisi")


def write_agenda(steps):
    steps.open_agenda()
    for point in POINTS:
        steps.add_point(point)
    steps.set_times(words=5, rereading=5)


def write_information(steps, day, file):
    steps.open_information()
    due = day - timedelta(days=10)
    steps.add_information(
        SESSAD.title, "L’emploi du temps de la semaine", giver="Le professeur des écoles",
        due_on=due, text=WEEK,
    )  # fmt: skip
    steps.add_information(
        MDPH.title, "Ce que la MDPH peut décider", giver="L’enseignante référente",
        due_on=due, file=file,
    )  # fmt: skip
    steps.picture("9-informations")
