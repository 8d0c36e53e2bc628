"""The six worlds people of a meeting come from; each has its colour at the round table."""

from enum import StrEnum


class World(StrEnum):
    """The value is what the catalogue files and the database hold."""

    FAMILY = "famille"
    SCHOOL = "ecole"
    HEALTH_SOCIAL = "medico_social"
    CARE = "soin"
    SOCIAL = "social"
    LOCAL = "collectivite"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    World.FAMILY: "Famille et élève",
    World.SCHOOL: "École",
    World.HEALTH_SOCIAL: "Médico-social",
    World.CARE: "Soin",
    World.SOCIAL: "Social et protection",
    World.LOCAL: "Collectivité",
}
