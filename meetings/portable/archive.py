"""The file itself: a zip of the tables, the documents, the schema, and a manifest with the SHA-256
of each. Read with the distrust due to a file somebody brings: nothing is ever written to a disk.
"""

import hashlib
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any
from zlib import error as ZlibError  # noqa: N812 (an exception, named as one)

from intermetiers.web.french import NBSP, THIN
from intermetiers.web.uploads import MOST_BYTES as MOST_IN_A_DOCUMENT, PDF_MARK
from meetings.portable.packing import FOLDER, Packed
from meetings.portable.refusals import FileRefusedError
from meetings.portable.schema import FILE as SCHEMA

MEGA = 1024 * 1024
MOST_BYTES = 40 * MEGA
MOST_OPENED = 100 * MEGA
MOST_ENTRIES = 2000
TABLES, MANIFEST, README = "dossier.json", "manifeste.json", "LISEZ-MOI.txt"
MOST_TABLES, MOST_MANIFEST = 30 * MEGA, MEGA

TOO_HEAVY = f"Ce fichier dépasse 40{NBSP}Mo{NBSP}: ce n’est pas le dossier d’un élève."
NOT_A_ZIP = (
    f"Ce fichier n’est pas un dossier d’élève{NBSP}: on attend le fichier .zip, tel qu’il a été "
    "donné, sans l’avoir ouvert ni renommé à l’intérieur."
)
DAMAGED = (
    f"Ce fichier est abîmé{NBSP}: ce qu’il contient n’est pas ce qui y avait été mis. Rien n’a été "
    f"écrit{THIN}; demandez-le de nouveau."
)
LOCKED = "Ce fichier .zip est protégé par un mot de passe. Demandez-le sans mot de passe."
ABOUT = """Le dossier d’un élève, tel qu’il passe d’une équipe à une autre.

Ce fichier .zip contient ce qui est écrit au sujet d’un enfant : ne le laissez pas traîner, et
effacez-le une fois reçu.

Pour le lire : sur le site de l’équipe qui reçoit, « Élèves », puis « Recevoir un dossier ».

dossier.json       ce qui est écrit, table par table (UTF-8)
documents/         les documents, en PDF
manifeste.json     la liste de ces fichiers, leur taille et leur empreinte SHA-256
dossier-1.schema.json   ce que chaque valeur veut dire et peut être (JSON Schema 2020-12)
"""
_NAME = re.compile(rf"{FOLDER}/[1-9][0-9]{{0,5}}\.pdf")
_KNOWN = {README, MANIFEST, TABLES, SCHEMA.name}


@dataclass(frozen=True, slots=True)
class Opened:
    """What a file holds, its fingerprints verified: `data` is not checked yet."""

    data: Any
    documents: Mapping[str, bytes]
    fingerprint: str


def write_archive(packed: Packed) -> bytes:
    """The file, whole."""
    held = {
        README: ABOUT.encode(),
        SCHEMA.name: SCHEMA.read_bytes(),
        TABLES: _json(packed.data),
        **packed.documents,
    }
    manifest = _manifest(packed.data, held)
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {MANIFEST: _json(manifest), **held}.items():
            archive.writestr(name, content)
    return written.getvalue()


def read_archive(file: IO[bytes]) -> Opened:
    """What this file holds.

    Raises FileRefusedError for what is no file of ours, is damaged, or is too much to open: the
    sizes it announces are not believed.
    """
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise FileRefusedError(TOO_HEAVY)
    try:
        held = _entries(content)
        manifest = _read_json(held.pop(MANIFEST))
        data = _read_json(held[TABLES])
        if manifest != _manifest(data, held):
            raise FileRefusedError(DAMAGED)
    except (zipfile.BadZipFile, NotImplementedError) as error:  # the second, of a kind too rare
        raise FileRefusedError(NOT_A_ZIP) from error
    except (KeyError, TypeError, ValueError, EOFError, RecursionError, ZlibError) as error:
        raise FileRefusedError(DAMAGED) from error
    documents = {name: one for name, one in held.items() if _NAME.fullmatch(name)}
    if any(PDF_MARK not in one[:MEGA] for one in documents.values()):
        raise FileRefusedError(DAMAGED)
    return Opened(data, documents, hashlib.sha256(content).hexdigest())


def _entries(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        entries = archive.infolist()
        names = [entry.filename for entry in entries]
        if any(entry.flag_bits & 1 for entry in entries):
            raise FileRefusedError(LOCKED)
        if TABLES not in names or MANIFEST not in names:
            raise FileRefusedError(NOT_A_ZIP)
        known = all(name in _KNOWN or _NAME.fullmatch(name) for name in names)
        if not known or len(set(names)) < len(names) or len(names) > MOST_ENTRIES:
            raise FileRefusedError(DAMAGED)
        held: dict[str, bytes] = {}
        left = MOST_OPENED
        for entry in entries:
            held[entry.filename] = _open(archive, entry, left)
            left -= len(held[entry.filename])
    return held


def _open(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    """One entry, read no further than what it may hold and what is left of all."""
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise FileRefusedError(DAMAGED)
    most = {TABLES: MOST_TABLES, MANIFEST: MOST_MANIFEST}.get(entry.filename, MOST_IN_A_DOCUMENT)
    most = min(most, left)
    with archive.open(entry) as opened:
        content = opened.read(most + 1)
    if len(content) > most:
        raise FileRefusedError(DAMAGED)
    return content


def _manifest(data: Mapping[str, Any], held: Mapping[str, bytes]) -> dict[str, Any]:
    """What the manifest says of these tables and files."""
    said = {name: data[name] for name in ("format", "version", "made_at")}
    return said | {"files": {name: _entry(content) for name, content in held.items()}}


def _entry(content: bytes) -> dict[str, Any]:
    return {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def _json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False).encode()


def _read_json(content: bytes) -> Any:
    return json.loads(content, parse_constant=_refuse)


def _refuse(constant: str) -> Any:
    raise ValueError(constant)
