"""The grid to read a situation d’intermétiers with, once a meeting is over.

Its headings are the seed’s: what marks such a situation, where tensions come from, the common
dilemmas, the three registers of the contrat de collaboration. The helps are in our own words.
It never judges: an item says what to look for, and whoever reads says what they see.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from intermetiers.web.french import start_sentence, typeset
from meetings.domain.live.wording import DILEMMAS

SEES = (
    ("", "Je n’ai pas regardé"),
    ("yes", "Je le vois ici"),
    ("partly", "Je le vois en partie"),
    ("no", "Je ne le vois pas ici"),
)


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the grid. `asks` is false for one that is only written, with nothing to see."""

    key: str
    label: str
    help: str
    asks: bool = True


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    title: str
    lead: str
    items: tuple[Item, ...]


def _item(key: str, label: str, line: str, *, asks: bool = True) -> Item:
    return Item(key, typeset(label), typeset(line), asks)


def _section(key: str, title: str, lead: str, *items: Item) -> Section:
    return Section(key, typeset(title), typeset(lead), items)


GRID = (
    _section(
        "situation",
        "Qu’est-ce qui en fait une situation d’intermétiers ?",
        "Cinq traits la distinguent d’une réunion où chacun vient dire sa part.",
        _item(
            "shared",
            "Elle est à tous, et part dans tous les sens",
            "Chacun y entre par son métier. Qu’a-t-il fallu mettre en ordre ensemble ?",
        ),
        _item(
            "space",
            "L’espace de travail est peu matériel, surtout symbolique",
            "Un lieu, une heure, une table, des écrits : qu’est-ce qui a fait qu’on était là pour "
            "travailler ensemble ?",
        ),
        _item(
            "perimeter",
            "Son périmètre bouge",
            "Qui en est, et de quoi l’on parle, change avec le temps et avec l’élève. Qu’est-ce "
            "qui est entré, ou sorti, cette fois ?",
        ),
        _item(
            "ground",
            "On agit sur un terrain commun",
            "Ce qui se fait à plusieurs, et non chacun de son côté. Qu’est-ce qui est devenu "
            "l’affaire de tous ?",
        ),
        _item(
            "legitimacy",
            "La légitimité de chacun est en jeu",
            "Qui se sent en droit de parler, de savoir, de décider ? À qui ce droit est-il reconnu ?",
        ),
    ),
    _section(
        "tensions",
        "D’où venaient les tensions ?",
        "Une tension dit que des métiers se rencontrent. Elle ne dit rien des personnes.",
        _item(
            "territory",
            "Des territoires et des décisions de chacun",
            "Quelqu’un s’est-il retenu de contribuer à une décision, parce qu’elle touchait au "
            "terrain d’un autre ?",
        ),
        _item(
            "time",
            "Des temps de chacun",
            "Le soin, la classe, l’aide, l’administration ne vont pas au même pas, et les agendas "
            "pressent. Quels temps se sont croisés ?",
        ),
    ),
    _section(
        "dilemmas",
        "Quels dilemmes avons-nous mis au travail ?",
        "Négociée, une tension peut devenir un dilemme commun : il n’est plus à l’un ou à l’autre.",
        *(_item(dilemma.code, start_sentence(dilemma.label), dilemma.help) for dilemma in DILEMMAS),
        _item("own", "Un autre, avec nos mots", "Ce que la table a nommé autrement."),
    ),
    _section(
        "contract",
        "Qu’est devenu le contrat de collaboration ?",
        "C’est un accord moral, que personne ne signe : on le lit aux signes que chacun envoie.",
        _item(
            "instrumental",
            "Registre instrumental",
            "Ce qui est écrit, et qui permet de mener le projet à plusieurs.",
        ),
        _item(
            "affective",
            "Registre affectif",
            "La valeur donnée à la relation : le plaisir ou le déplaisir d’être ensemble engage, "
            "ou fait esquiver.",
        ),
        _item(
            "referential",
            "Registre référentiel",
            "Les idées, les valeurs et les mots par lesquels chacun comprend la situation. Les "
            "malentendus viennent souvent de là.",
        ),
    ),
    _section(
        "next",
        "Et la prochaine fois ?",
        "On agit sur ce qui entoure la réunion : le lieu, le temps, les horaires. On agit aussi sur "
        "ce que l’on donne aux personnes : les codes, et les informations d’avant.",
        _item(
            "try",
            "Ce que je voudrais essayer",
            "Une seule chose, assez petite pour la faire vraiment.",
            asks=False,
        ),
    ),
)


def items() -> Iterator[Item]:
    """Every line of the grid, in order."""
    return (item for section in GRID for item in section.items)
