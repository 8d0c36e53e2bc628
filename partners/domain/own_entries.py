"""A team's own words over the shipped catalogue."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from partners.domain.catalogue import Catalogue, GlossaryEntry, InstitutionKind, Metier
from partners.domain.worlds import World

OWN_SOURCE = "écrit par l’équipe"


@dataclass(frozen=True, slots=True)
class OwnValues:
    """One entry of a team: the code of a shipped one, or a new one; only what the team wrote."""

    kind: str
    code: str
    values: Mapping[str, Any]


def overlay(shipped: Catalogue, own: Iterable[OwnValues]) -> Catalogue:
    """The catalogue one team reads: ours, each field it wrote replaced, its own entries added."""
    metiers = dict(shipped.metiers)
    kinds = dict(shipped.institution_kinds)
    words = {entry.term: entry for entry in shipped.glossary}
    for entry in own:
        values = _as_types(entry.values)
        match entry.kind:
            case "metier":
                before = metiers.get(entry.code)
                metiers[entry.code] = (
                    replace(before, **values) if before else Metier(**_new_metier(entry, values))
                )
            case "institution":
                kind = kinds.get(entry.code)
                kinds[entry.code] = (
                    replace(kind, **values) if kind else InstitutionKind(**_new(entry, values))
                )
            case "word":
                word = words.get(entry.code)
                words[entry.code] = (
                    replace(word, **values)
                    if word
                    else GlossaryEntry(**({"term": entry.code} | _SOURCED | values))
                )
    return Catalogue(
        metiers=MappingProxyType(metiers),
        institution_kinds=MappingProxyType(kinds),
        glossary=tuple(words.values()),
    )


_SOURCED: dict[str, Any] = {"sources": (OWN_SOURCE,)}


def _as_types(values: Mapping[str, Any]) -> dict[str, Any]:
    """What JSON gave back, as the catalogue holds it."""
    typed: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in values.items()
    }
    if "world" in typed:
        typed["world"] = World(typed["world"])
    return typed


def _new(entry: OwnValues, values: dict[str, Any]) -> dict[str, Any]:
    return {"code": entry.code} | _SOURCED | values


def _new_metier(entry: OwnValues, values: dict[str, Any]) -> dict[str, Any]:
    label = values.get("masculine", entry.code)
    usual = {"feminine": label, "short": label[:6].capitalize(), "paid_in_meeting": "selon"}
    return usual | _new(entry, values)
