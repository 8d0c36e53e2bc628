"""The situations of the field the product is tried on, as dossiers built by hand.

Case 1 is well prepared: what remains to look at is what a careful coordinator would still weigh.
Case 2 is under way. Case 3 is as it was first written: seven points in 45 minutes.
Case 4 is two people, twenty minutes.
"""

from dataclasses import replace
from datetime import date

from meetings.domain.dossier import Dossier, Participant
from meetings.domain.kinds import (
    Ground,
    ItemKind,
    MeetingKind,
    Presence,
    PupilPlace,
    Role,
    YesNo,
)
from partners.domain.worlds import World
from tests.meetings.domain.builders import (
    AESH,
    EDUCATOR,
    FATHER,
    HEAD,
    MOTHER,
    PSYCHOLOGIST,
    PUPIL,
    REFERENT,
    SPEECH,
    TEACHER,
    aesh,
    at,
    case_1,
    convener,
    decide,
    dossier,
    father,
    information,
    item,
    mother,
    participant,
    place,
    pupil,
    pupil_facts,
    slot,
    teacher,
)

_SAID = {
    PUPIL: "Quand je reviens de chez l’éducatrice les autres ont commencé et je sais pas où on en est.",
    MOTHER: "Il rentre fatigué et il pleure le soir sur les devoirs, une heure et demie.",
    FATHER: "Je veux savoir si l’aide va continuer l’an prochain et pourquoi il sort de la classe.",
    AESH: "Je ne suis pas là l’après-midi, je ne sais pas ce qui se passe.",
    TEACHER: "Après 14 h il n’est plus disponible. Les deux sorties tombent pendant les maths.",
    EDUCATOR: "Le service n’a que ces créneaux. Le travail avance.",
    HEAD: "Je peux bouger la salle et les services.",
    PSYCHOLOGIST: "Je l’ai vu deux fois en classe.",
}


def prepared_case_1(**changes: object) -> Dossier:
    """Yanis: everything is entered; the place is still the school, with another one compared."""
    start = case_1()
    slots = tuple(replace(one, is_chosen=one.id == 1) for one in start.slots)
    bilan = information(
        1, item=2, title="Bilan d’une page de l’éducatrice", giver=EDUCATOR,
        due_on=date(2027, 1, 11), text="Ce que Yanis fait les mardis et les jeudis.",
        given_at=at("2027-01-04 08:00"), released_at=at("2027-01-04 08:00"),
    )  # fmt: skip
    who_decides = information(
        2, item=3, title="Ce que la MDPH peut décider", giver=REFERENT,
        due_on=date(2027, 1, 11), text="Qui décide, et quand.", given_at=at("2027-01-04 08:00"),
        released_at=at("2027-01-04 08:00"),
    )  # fmt: skip
    plain = {
        "participants": tuple(_prepared(person) for person in start.participants),
        "slots": slots,
        "problem": "Yanis retrouve la classe après ses temps de soin.",
        "pupil_words": "être là pour le premier point",
        "companion_wish": "La mère viendra peut-être avec sa sœur.",
        "opening_minutes": 5,
        "words_minutes": 5,
        "rereading_minutes": 5,
        "places": (
            place(
                1, name="École Jean-Moulin, salle 2", step_free=YesNo.YES, quiet=YesNo.YES,
                welcomed_by=HEAD, waiting="le hall", is_chosen=True,
                distances=((MOTHER, 1200), (FATHER, 40_000)),
            ),
            place(
                2, name="Centre social", ground=Ground.NEUTRAL, step_free=YesNo.YES,
                distances=((MOTHER, 300), (FATHER, 40_500)),
            ),
        ),
        "agenda": (
            item(1, title="Ce que Yanis vit l’après-midi", minutes=20, opener=MOTHER),
            decide(2, opener=TEACHER, informations=(bilan,)),
            decide(
                3, title="Ce qu’on demande à la MDPH pour l’an prochain", opener=FATHER,
                informations=(who_decides,),
            ),
        ),
        "notice_given_on": date(2027, 1, 4),
    }  # fmt: skip
    return replace(start, **(plain | changes))


def _prepared(person: Participant) -> Participant:
    words = _SAID.get(person.id, "")
    reason = "" if person.is_family else f"Travaille avec Yanis : {person.title}."
    person = replace(person, viewpoint=words, reason=reason)
    if person.id == MOTHER:
        return replace(person, reads_best="ar", needs="petite sœur de 2 ans, pas de mode de garde")
    if person.id == SPEECH:
        return replace(person, fee=45, written="Une page sur ce qui aide Yanis à parler.")
    return person


def case_2(**changes: object) -> Dossier:
    """Lina: an équipe éducative under way, of which the father has not answered."""
    people = (
        pupil(name="Lina Dos Santos", called="Lina", short="L"),
        mother(
            name="Carla Dos Santos", called="la mère de Lina", reads_best="pt",
            viewpoint="À la maison elle parle, en portugais et un peu en français.",
        ),
        father(name="João Dos Santos", called="le père de Lina", reads_best="pt"),
        participant(
            AESH, title="ATSEM", called="l’ATSEM", short="ATSEM", metier="atsem",
            world=World.LOCAL, supported=True, supported_by_default=True,
            reason="Est avec Lina toute la journée.",
            viewpoint="Avec moi, à la sieste, elle chante.",
        ),
        convener(
            title="directeur d’école", called="le directeur", short="Dir", metier="directeur_ecole"
        ),
        teacher(
            reason="Fait la classe à Lina.",
            viewpoint="Depuis septembre elle ne dit rien au regroupement.",
        ),
        participant(
            EDUCATOR, title="maître E", called="le maître E", short="RASED", metier="maitre_e"
        ),
        participant(
            PSYCHOLOGIST, title="psychologue", called="la psychologue", short="Psy", metier="psyen"
        ),
        participant(
            SPEECH, title="médecin de PMI", called="le médecin de PMI", short="PMI",
            metier="medecin_pmi", world=World.CARE,
        ),
    )  # fmt: skip
    plain = {
        "kind": MeetingKind.EQUIPE_EDUCATIVE,
        "kind_label": "équipe éducative",
        "title": "Lina, où elle parle",
        "pupil": pupil_facts(
            first_name="Lina", class_name="MS", plan="", aesh_hours="", aesh_kind=""
        ),
        "problem": "Comprendre où Lina parle et où elle ne parle pas.",
        "pupil_place": PupilPlace.WORDS,
        "participants": people,
        "duration_minutes": 60,
        "agenda": (
            item(1, title="Où Lina parle, où elle ne parle pas", minutes=25, opener=MOTHER),
            decide(2, title="Ce qu’on essaie d’ici février, et qui regarde", opener=TEACHER),
            decide(3, title="Faire une demande à la MDPH", minutes=10),
        ),
    }
    return dossier(**(plain | changes))


_COLLEGE = (
    ("principal adjoint", "le principal adjoint", "principal_adjoint"),
    ("coordonnatrice ULIS", "la coordonnatrice ULIS", "coordonnateur_ulis"),
    ("professeur principal", "le professeur principal", "professeur_principal"),
    ("AESH collective", "l’AESH", "aesh"),
    ("CPE", "la CPE", "cpe"),
    ("infirmière scolaire", "l’infirmière", "infirmier_scolaire"),
    ("référente ASE", "la référente ASE", "referent_ase"),
    ("éducateur du DITEP", "l’éducateur du DITEP", "educateur_specialise"),
    ("pédopsychiatre du CMP", "la pédopsychiatre", "pedopsychiatre"),
    ("assistante de service social", "l’assistante sociale", "assistant_social_scolaire"),
)
COLLEGE_AGENDA = (
    (1, "Bilan de l’année", ItemKind.INFORM),
    (2, "Emploi du temps", ItemKind.DECIDE),
    (3, "Comportement à la cantine", ItemKind.UNDERSTAND),
    (4, "Stage vélo", ItemKind.DECIDE),
    (5, "Orientation en 5e", ItemKind.DECIDE),
    (6, "Transport", ItemKind.INFORM),
    (7, "GEVA-Sco", ItemKind.DECIDE),
)


def case_3(**changes: object) -> Dossier:
    """Ilan: eleven professionals, a mother, a pupil, and seven points in 45 minutes."""
    people = (
        pupil(name="Ilan Kaya", called="Ilan", short="I"),
        mother(
            name="Elif Kaya", called="la mère d’Ilan", reads_best="tr",
            needs="interprète, à réserver quinze jours avant ; jamais l’enfant",
        ),
        mother(
            FATHER, name="Famille d’accueil", title="assistante familiale",
            called="l’assistante familiale", short="Accueil", parental_authority=False,
        ),
        convener(),
        *(
            participant(
                20 + rank, title=title, called=called, short=title[:5], metier=metier,
                reason="Connaît Ilan.",
                presence=Presence.VIDEO if metier == "pedopsychiatre" else Presence.IN_PERSON,
            )
            for rank, (title, called, metier) in enumerate(_COLLEGE)
        ),
    )  # fmt: skip
    plain = {
        "title": "Ilan, son année de 6e",
        "pupil": pupil_facts(first_name="Ilan", class_name="6e", dispositif="ULIS"),
        "pupil_place": PupilPlace.WHOLE,
        "pupil_words": "dire moi-même pour l’atelier vélo",
        "participants": people,
        "duration_minutes": 45,
        "agenda": tuple(
            item(id, title=title, kind=kind, minutes=6) for id, title, kind in COLLEGE_AGENDA
        ),
    }
    return dossier(**(plain | changes))


def case_4(**changes: object) -> Dossier:
    """Nour: the AESH and the teacher, twenty minutes in paid hours, at school."""
    plain = {
        "kind": MeetingKind.CONCERTATION_AESH,
        "kind_label": "concertation AESH–enseignant",
        "title": "Nour, à deux",
        "pupil": pupil_facts(first_name="Nour", class_name="CM1", aesh_hours="12"),
        "problem": "Savoir qui décide quoi pendant la séance.",
        "participants": (
            aesh(reason="Aide Nour en classe.", viewpoint="Je reformule les consignes."),
            teacher(is_convener=True, viewpoint="Je crois que les réponses sont données."),
        ),
        "duration_minutes": 20,
        "opening_minutes": 2,
        "words_minutes": 3,
        "rereading_minutes": 3,
        "places": (place(1, name="La classe", step_free=YesNo.YES, is_chosen=True),),
        "slots": (slot(1, "2027-01-18 08:40", minutes=20, is_chosen=True, answers=()),),
        "agenda": (item(1, title="Qui décide quoi pendant la séance", minutes=12, opener=AESH),),
    }
    return dossier(**(plain | changes))


COMPANION = participant(
    40, role=Role.COMPANION, world=World.FAMILY, title="sœur", called="la sœur de la mère"
)
