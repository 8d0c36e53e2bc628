"""The JSON Schema of the portable file, made from the columns: what is published beside this
module (`dossier-1.schema.json`) and what a file brought here is held to. A test holds the two
together; `manage.py file_schema` writes it again."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from jsonschema import Draft202012Validator, FormatChecker

from meetings.domain.languages import Language
from meetings.domain.live.acts import EARLIEST, KINDS, LATEST
from meetings.portable.format import (
    ACCOUNT,
    NAME,
    ONE_PUPIL,
    PARTS,
    VERSION,
    Part,
    columns_of,
    folder_of,
    leads_to,
)

FILE = Path(__file__).with_name(f"dossier-{VERSION}.schema.json")
# Far above what a pupil’s whole schooling fills, far below what stops a machine.
MOST_ROWS = 20_000
# Through `YEARS` alone: beyond, a date can be read and not shown everywhere.
DAY = r"^(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}$"
MOMENT = r"^(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,15}(\+00:00|Z)$"
UUID = r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
LARGEST = {
    models.PositiveSmallIntegerField: 32_767,
    models.PositiveIntegerField: 2_147_483_647,
}
_COUNTS = {
    "type": "object", "maxProperties": 100,
    "additionalProperties": {"type": "integer", "minimum": 0, "maximum": 10**12},
}  # fmt: skip
_NUMBERS = {
    "type": "object", "maxProperties": 1000,
    "propertyNames": {"pattern": "^[0-9]{1,18}$"},
    "additionalProperties": {"type": "integer", "minimum": 0, "maximum": 10**18},
}  # fmt: skip
_HOURS = {"type": "array", "maxItems": 400, "items": {"type": "object"}}
# The columns whose values have a shape of their own; what they say is read by their own rules too.
OWN_SHAPES: dict[str, dict[str, Any]] = {
    "family_member.week": _HOURS,
    "family_member.exceptions": _HOURS,
    "holding.shares": _COUNTS,
    "holding.by_name": _COUNTS,
    "fiche_version.content": {"type": "object", "required": ["number", "made_on", "fiche"]},
    "fiche_version.numbers": {
        "type": "object",
        "properties": {"people": _NUMBERS, "points": _NUMBERS},
        "required": ["people", "points"],
        "additionalProperties": False,
    },
    "fiche_version.fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    "fiche_version.code": {"type": "string", "pattern": "^[0-9A-F]{4}(-[0-9A-F]{4}){2}$"},
    "fiche_paper.reader": {"type": "string", "pattern": "^([ps][1-9][0-9]{0,8})?$"},
    "live_act.kind": {"enum": sorted(KINDS)},
    "live_act.payload": {"type": "object"},
    "live_act.at": {"type": "integer", "minimum": EARLIEST, "maximum": LATEST},
    "meeting.reference": {"type": "string", "pattern": "^[A-Z0-9]{4,12}$"},
    "translation.fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
}
_LANGUAGE = {"enum": sorted(one.value for one in Language)}


def made() -> dict[str, Any]:
    """The schema as the columns of today make it."""
    tables = {part.name: _table(part) for part in PARTS}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Le dossier d’un élève, tel qu’il passe d’une équipe à une autre",
        "type": "object",
        "properties": {
            "format": {"const": NAME},
            "version": {"const": VERSION},
            "made_at": {"type": "string", "pattern": MOMENT},
            "team": {"type": "string", "maxLength": 120},
            "tables": {
                "type": "object",
                "properties": tables,
                "required": list(tables),
                "additionalProperties": False,
            },
        },
        "required": ["format", "version", "made_at", "team", "tables"],
        "additionalProperties": False,
    }


@cache
def checker() -> Draft202012Validator:
    """Holds a file to the published schema."""
    return Draft202012Validator(json.loads(FILE.read_text()), format_checker=FormatChecker())


def _table(part: Part) -> dict[str, Any]:
    columns = {field.name: _column(part, field) for field in columns_of(part)}
    row = {
        "type": "object",
        "properties": {"n": {"type": "integer", "minimum": 1}, **columns},
        "required": ["n", *columns],
        "additionalProperties": False,
    }
    bounds = {"minItems": 1, "maxItems": 1} if part.name == ONE_PUPIL else {"maxItems": MOST_ROWS}
    return {"type": "array", **bounds, "items": row}


def _column(part: Part, field: Any) -> dict[str, Any]:
    own = OWN_SHAPES.get(f"{part.name}.{field.name}")
    if own is not None:
        return own
    if field.name == "language":
        return _LANGUAGE
    if folder_of(part, field):
        return {"type": "string", "pattern": r"^(documents/[1-9][0-9]{0,5}\.pdf)?$"}
    shape = _link(field) if leads_to(field) else _plain(field)
    if field.null and "type" in shape:
        shape["type"] = [shape["type"], "null"]
    return shape


def _link(field: Any) -> dict[str, Any]:
    """A row by its rank; for somebody of the team, only whether there was anybody."""
    if leads_to(field) == ACCOUNT:
        return {"type": "boolean"}
    rank = {"type": "integer", "minimum": 1}
    if field.many_to_many:
        return {"type": "array", "items": rank, "uniqueItems": True, "maxItems": 100}
    return rank


def _plain(field: Any) -> dict[str, Any]:
    if field.choices:
        known = [value for value, _ in field.flatchoices if value != ""]
        return {"enum": [*known, *([""] if field.blank else []), *([None] if field.null else [])]}
    match field:
        case models.BooleanField():
            return {"type": "boolean"}
        case models.DateTimeField():
            return {"type": "string", "pattern": MOMENT}
        case models.DateField():
            return {"type": "string", "pattern": DAY}
        case models.UUIDField():
            return {"type": "string", "pattern": UUID}
        case models.DecimalField():
            return {"type": "string", "pattern": r"^[0-9]{1,3}(\.[0-9]{1,2})?$"}
        case models.IntegerField():
            return {"type": "integer", **_bounds(field)}
    return {"type": "string", "maxLength": field.max_length}


def _bounds(field: Any) -> dict[str, int]:
    bounds = {"minimum": 0, "maximum": LARGEST[type(field)]}
    for rule in field.validators:
        if isinstance(rule, MinValueValidator) and isinstance(rule.limit_value, int):
            bounds["minimum"] = max(bounds["minimum"], rule.limit_value)
        if isinstance(rule, MaxValueValidator) and isinstance(rule.limit_value, int):
            bounds["maximum"] = min(bounds["maximum"], rule.limit_value)
    return bounds
