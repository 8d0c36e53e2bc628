"""Two sheets to observe a situation d’intermétiers with, for a training: two people at work in
class, and a meeting. Made from the same notions as the grid; filled by hand or on screen.

They look at a situation. Nobody is named on them, and nobody is judged.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from intermetiers.web.french import typeset
from meetings.domain.live.wording import DILEMMAS

AESH, MEETING = "aesh", "reunion"
RULED = 3  # lines to write on, under each line of the sheet
DILEMMAS_NAMED = ", ".join(dilemma.label for dilemma in DILEMMAS)

NOBODY = typeset(
    "N’écrivez aucun nom : ni d’élève, ni d’adulte, ni d’école. « L’enseignante », « l’AESH », "
    "« l’élève » suffisent."
)
BEFORE = typeset(
    "Avant d’observer : les personnes le savent, sont d’accord, et liront cette fiche si elles le "
    "souhaitent. On écrit d’abord ce qu’on voit et ce qu’on entend ; ce qu’on en comprend vient "
    "après."
)


@dataclass(frozen=True, slots=True)
class Line:
    """What to look at, and a help to see it."""

    key: str
    label: str
    help: str


@dataclass(frozen=True, slots=True)
class Part:
    key: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ObservationSheet:
    code: str
    title: str
    about: str
    parts: tuple[Part, ...]

    @property
    def lines(self) -> Iterator[Line]:
        return (line for part in self.parts for line in part.lines)

    @property
    def document_title(self) -> str:
        return f"Observer\u00a0: {self.title[:1].lower()}{self.title[1:]}"


def _part(key: str, title: str, *lines: tuple[str, str, str]) -> Part:
    return Part(
        key,
        typeset(title),
        tuple(Line(name, typeset(label), typeset(line)) for name, label, line in lines),
    )


_CONTRACT = _part(
    "contract",
    "Les signes que l’on s’envoie",
    (
        "instrumental",
        "Ce qui est écrit, montré, échangé",
        "Un support, un cahier, un plan de séance, un outil : qui l’a fait, qui s’en sert ?",
    ),
    (
        "affective",
        "Ce qui engage, ce qui fait esquiver",
        "Un regard, un mot, un silence, une aide demandée ou offerte. Décrivez, sans prêter "
        "d’intention.",
    ),
    (
        "referential",
        "Les mots et les idées dont chacun se sert",
        "Le même mot dit-il la même chose à chacun ? Où voit-on un malentendu, ou une traduction ?",
    ),
)
_AFTER = _part(
    "after",
    "Après, avec les personnes observées",
    (
        "dilemma",
        "La tension, devenue dilemme commun",
        f"Par exemple : {DILEMMAS_NAMED}. Ou un autre, avec leurs mots.",
    ),
    (
        "invention",
        "Ce qui s’invente",
        "Ce que personne n’avait prévu, et qui fait tenir l’ensemble.",
    ),
    ("question", "La question que je leur pose", "Une seule, qui les fait parler de leur travail."),
)

SHEETS = (
    ObservationSheet(
        AESH,
        typeset("L’AESH et l’enseignant, en classe"),
        typeset("Une séance, ou un moment d’une séance : comment deux métiers aident un élève."),
        (
            _part(
                "setting",
                "La situation",
                (
                    "moment",
                    "Le moment",
                    "La discipline, ce qui est à apprendre, combien d’élèves, où se tient chacun.",
                ),
                (
                    "pupil",
                    "Ce que fait l’élève",
                    "Seul, avec l’AESH, avec l’enseignant, avec les autres. Ce qu’il cherche à faire.",
                ),
            ),
            _part(
                "ground",
                "Le terrain de chacun, et le terrain commun",
                (
                    "roles",
                    "Qui décide quoi, pendant la séance",
                    "Qui adapte, qui relance, qui s’arrête ? Quelqu’un se retient-il de décider ?",
                ),
                (
                    "views",
                    "Ce que l’un voit et que l’autre ne voit pas",
                    "Et comment cela passe de l’un à l’autre : un geste, un mot, après la séance.",
                ),
            ),
            _part(
                "time",
                "Les temps",
                (
                    "rhythm",
                    "Le temps de la classe, le temps de l’aide, le temps de l’élève",
                    "Quand l’aide vient-elle ? Quand se retire-t-elle ? Que fait la classe alors ?",
                ),
                (
                    "talk",
                    "Le temps de se parler",
                    "Quand l’AESH et l’enseignant se parlent-ils de l’élève, et sur quel temps ?",
                ),
            ),
            _CONTRACT,
            _AFTER,
        ),
    ),
    ObservationSheet(
        MEETING,
        typeset("Une réunion autour d’un élève"),
        typeset(
            "Une réunion, de l’accueil à la relecture : comment des mondes travaillent ensemble."
        ),
        (
            _part(
                "setting",
                "La situation",
                (
                    "place",
                    "Le lieu, l’heure, la table",
                    "Sur le terrain de qui ? À l’heure de qui ? Qui est assis où, face à qui ?",
                ),
                (
                    "welcome",
                    "L’accueil",
                    "Qui accueille la famille et l’élève ? Où attend-on ? Qui dit qui est là, et "
                    "pourquoi ?",
                ),
            ),
            _part(
                "voice",
                "La parole",
                (
                    "turns",
                    "Qui parle, quand, à qui",
                    "Qui ouvre, qui reprend la parole, qui n’a pas encore parlé. Comptez les tours "
                    "par monde, pas par personne.",
                ),
                (
                    "right",
                    "Qui se sent en droit de dire, de savoir, de décider",
                    "À quoi le voit-on ? Qui ne contribue pas à une décision, et de quel terrain "
                    "est-elle ?",
                ),
            ),
            _part(
                "information",
                "Ce que chacun sait avant de décider",
                (
                    "before",
                    "Les informations d’avant, les codes",
                    "Qui les a lues, qui les découvre à la table ? Les sigles, les règles : qui les "
                    "explique, et à qui ?",
                ),
            ),
            _part(
                "time",
                "Les temps",
                (
                    "rhythm",
                    "Les temps qui se croisent",
                    "Le temps du soin, de la classe, de l’aide, de l’administration, de la famille.",
                ),
                (
                    "end",
                    "La fin de la réunion",
                    "Relit-on ensemble ? Qui repart avec quoi à faire, et pour quand ?",
                ),
            ),
            _CONTRACT,
            _AFTER,
        ),
    ),
)


def sheet_of(code: str) -> ObservationSheet | None:
    return next((sheet for sheet in SHEETS if sheet.code == code), None)
