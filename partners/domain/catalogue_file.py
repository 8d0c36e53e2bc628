"""Reading one file of the catalogue: what an entry may hold, and where a file went wrong."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from partners.domain.folding import fold
from partners.domain.worlds import World

# Codes of the entries a team adds begin so: a shipped file may never use it.
OWN_PREFIX: Final = "equipe_"


class CatalogueError(ValueError):
    """A catalogue file that cannot be read. `str()` is the sentence to show."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}, ligne {line}\u00a0: {reason}")
        self.file, self.line, self.reason = file, line, reason


Check = Callable[
    [Any], str
]  # the reason of a refusal, after « la clé … »; "" when the value is good


def _text(value: Any) -> str:
    if not isinstance(value, str):
        return "doit être un texte entre guillemets"
    return "" if value.strip() else "est vide"


def _texts(value: Any) -> str:
    if not isinstance(value, list) or any(_text(item) for item in value):
        return "doit être une liste de textes non vides"
    return "" if value else "est une liste vide"


def _code(value: Any) -> str:
    if _text(value) or not re.fullmatch(r"[a-z][a-z0-9_]*", value):
        return "doit être en minuscules sans accent, chiffres et tirets bas"
    if value.startswith(OWN_PREFIX):
        return f"commence par «\u00a0{OWN_PREFIX}\u00a0», gardé pour ce que les équipes ajoutent"
    return ""


def _short(value: Any) -> str:
    return _text(value) or ("dépasse six caractères" if len(value) > 6 else "")


def _flag(value: Any) -> str:
    return "" if isinstance(value, bool) else "doit être true ou false"


def _one_of(*values: str) -> Check:
    expected = ", ".join(f"«\u00a0{value}\u00a0»" for value in values)
    return lambda value: "" if value in values else f"doit être l’un de\u00a0: {expected}"


def _world(value: Any) -> str:
    known = [world.value for world in World]
    return "" if value in known else f"nomme un monde inconnu (attendu\u00a0: {', '.join(known)})"


@dataclass(frozen=True)
class _Shape:
    table: str
    name: str  # the key no two entries may share
    required: Mapping[str, Check]
    optional: Mapping[str, Check]

    def refusal(self, key: str, value: Any) -> str:
        """Why this value may not stand there; "" when it may."""
        check = self.required.get(key) or self.optional.get(key)
        return check(value) if check else "est inconnue"


METIER = _Shape(
    table="metier",
    name="code",
    required={
        "code": _code,
        "masculine": _text,
        "feminine": _text,
        "short": _short,
        "world": _world,
        "does": _text,
        "simple": _text,
        "paid_in_meeting": _one_of("oui", "non", "selon"),
        "sources": _texts,
    },
    optional={
        "neutral": _text,
        "decides": _text,
        "does_not_decide": _text,
        "time_frame": _text,
        "support": _flag,
        "paid_note": _text,
        "also": _texts,
    },
)
INSTITUTION = _Shape(
    table="institution",
    name="code",
    required={
        "code": _code,
        "label": _text,
        "gender": _one_of("f", "m"),
        "world": _world,
        "does": _text,
        "simple": _text,
        "sources": _texts,
    },
    optional={},
)
WORD = _Shape(
    table="word",
    name="term",
    required={"term": _text, "simple": _text, "sources": _texts},
    optional={
        "explains": _text,
        "forms": _texts,
        "as_written": _texts,
        "meanings": _texts,
        "former": _text,
    },
)


@dataclass(frozen=True)
class _File:
    name: str
    lines: tuple[str, ...]
    starts: tuple[int, ...]  # index in `lines` of each entry's header

    def error(self, entry: int, key: str, reason: str) -> CatalogueError:
        """At the line of the key when the entry has it, at the line of the entry otherwise."""
        return CatalogueError(self.name, self._line(entry, key), reason)

    def _line(self, entry: int, key: str) -> int:
        start, *following = self.starts[entry : entry + 2]
        end = following[0] if following else len(self.lines)
        for index in range(start, end):
            if re.match(rf"\s*{re.escape(key)}\s*=", self.lines[index]):
                return index + 1
        return start + 1


def entries_of(path: Path, shape: _Shape) -> Iterator[dict[str, Any]]:
    file, entries = _parse(path, shape.table)
    for number, entry in enumerate(entries):
        _check_keys(file, number, entry, shape)
    _check_names(file, entries, shape)
    if shape is WORD:
        _check_words(file, entries)
    for entry in entries:
        yield {key: _frozen(key, value) for key, value in entry.items()}


def _frozen(key: str, value: Any) -> Any:
    if key == "world":
        return World(value)
    return tuple(value) if isinstance(value, list) else value


def _parse(path: Path, table: str) -> tuple[_File, list[dict[str, Any]]]:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise CatalogueError(path.name, 1, "le fichier manque ou ne peut pas être lu.") from error
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise CatalogueError(path.name, line, "le fichier n’est pas en UTF-8.") from error
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _toml_error(path.name, text, error) from error
    lines = tuple(text.split("\n"))
    header = re.compile(rf"\s*\[\[\s*{table}\s*\]\]")
    starts = tuple(index for index, line in enumerate(lines) if header.match(line))
    entries = content.get(table)
    if set(content) != {table} or not isinstance(entries, list) or len(entries) != len(starts):
        reason = f"le fichier ne doit contenir que des entrées «\u00a0[[{table}]]\u00a0»."
        raise CatalogueError(path.name, _first_other_header(lines, header), reason)
    return _File(path.name, lines, starts), entries


def _first_other_header(lines: tuple[str, ...], header: re.Pattern[str]) -> int:
    content = (
        index
        for index, line in enumerate(lines, start=1)
        if line.strip() and not line.lstrip().startswith("#") and not header.match(line)
    )
    others = (index for index in content if re.match(r"\s*\[", lines[index - 1]))
    return next(others, next(content, 1))


def _toml_error(name: str, text: str, error: tomllib.TOMLDecodeError) -> CatalogueError:
    # Python 3.11 tells the place only inside its English message.
    place = re.search(r"line (\d+), column (\d+)", str(error))
    if not place:
        line = len(text.rstrip("\n").split("\n"))
        return CatalogueError(name, line, "le fichier s’arrête au milieu d’une valeur.")
    reason = (
        f"l’écriture TOML est fautive vers la colonne {place[2]}"
        " (souvent un guillemet, un crochet ou un signe égal qui manque, ou une clé en double)."
    )
    return CatalogueError(name, int(place[1]), reason)


def _check_keys(file: _File, number: int, entry: Mapping[str, Any], shape: _Shape) -> None:
    for key in shape.required:
        if key not in entry:
            raise file.error(number, key, f"il manque la clé «\u00a0{key}\u00a0».")
    for key, value in entry.items():
        check = shape.required.get(key) or shape.optional.get(key)
        if check is None:
            raise file.error(number, key, f"la clé «\u00a0{key}\u00a0» est inconnue.")
        if reason := check(value):
            raise file.error(number, key, f"la clé «\u00a0{key}\u00a0» {reason}.")


def _check_names(file: _File, entries: list[dict[str, Any]], shape: _Shape) -> None:
    seen: dict[str, int] = {}
    for number, entry in enumerate(entries):
        name = entry[shape.name]
        if name in seen:
            first = file.starts[seen[name]] + 1
            reason = f"«\u00a0{name}\u00a0» est déjà décrit à la ligne {first}."
            raise file.error(number, shape.name, reason)
        seen[name] = number


def _check_words(file: _File, entries: list[dict[str, Any]]) -> None:
    terms = {entry["term"] for entry in entries}
    owners: dict[str, str] = {}
    for number, entry in enumerate(entries):
        if ("explains" in entry) == (len(entry.get("meanings", ())) > 1):
            reason = "il faut ou bien «\u00a0explains\u00a0», ou bien au moins deux «\u00a0meanings\u00a0»."
            raise file.error(number, "meanings", reason)
        if entry.get("former", entry["term"]) not in terms:
            reason = f"le nom d’aujourd’hui «\u00a0{entry['former']}\u00a0» n’est pas expliqué."
            raise file.error(number, "former", reason)
        spellings = [entry["term"], *entry.get("forms", ())]
        if not set(entry.get("as_written", ())) <= set(spellings):
            reason = "«\u00a0as_written\u00a0» ne peut reprendre que «\u00a0term\u00a0» et «\u00a0forms\u00a0»."
            raise file.error(number, "as_written", reason)
        for spelling in spellings:
            owner = owners.setdefault(fold(spelling), entry["term"])
            if owner != entry["term"]:
                reason = f"«\u00a0{spelling}\u00a0» est déjà une forme de «\u00a0{owner}\u00a0»."
                raise file.error(number, "forms", reason)
