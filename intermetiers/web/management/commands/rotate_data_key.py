"""Seals everything again with the newest key, so that an older one can be taken away."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from intermetiers.web.french import NBSP
from intermetiers.web.resealing import (
    FILES,
    all_columns,
    resealing,
    rewrite,
    rewrite_file,
    stored_files,
    used_keys,
    used_keys_of_file,
)
from intermetiers.web.sealing import forget_keys, key_names, new_key

TO_ADD = (
    f"Voici une clé neuve. Mettez-la dans DATA_KEYS, avant les autres et séparée d’elles par un "
    f"espace, redémarrez le site, puis relancez rotate_data_key sans option{NBSP}:"
)
ADDED = (
    "Une clé neuve est en tête de %s. Copiez ce fichier en lieu sûr, redémarrez le site, puis "
    "relancez rotate_data_key sans option."
)
REMAINS = "Il reste des valeurs scellées par d’autres clés\u00a0: relancez rotate_data_key."


class Command(BaseCommand):
    help = "Scelle de nouveau, avec la clé la plus récente, tout ce qui est scellé."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--new", action="store_true", help="faire d’abord une clé neuve")
        parser.add_argument("--check", action="store_true", help="compter, sans rien changer")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["new"]:
            self._make_key()
            return
        if not options["check"]:
            written = sum(rewrite(column, resealing(column)) for column in all_columns())
            files = sum(rewrite_file(name, resealing(FILES)) for name in stored_files())
            self.stdout.write(f"{written} valeur(s) et {files} fichier(s) scellés de nouveau.")
        self._tell()

    def _make_key(self) -> None:
        if not settings.DATA_KEYS_FILE:
            self.stdout.write(f"{TO_ADD}\n\n{new_key()}\n")
            return
        file = Path(settings.DATA_KEYS_FILE)
        draft = file.with_name(f"{file.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text("\n".join([new_key(), *file.read_text().split(), ""]))
        draft.replace(file)
        forget_keys()
        self.stdout.write(ADDED % file)

    def _tell(self) -> None:
        """How many values each key seals, and which keys may be taken away."""
        counted: dict[str, int] = dict.fromkeys(key_names(), 0)
        for found in [*map(used_keys, all_columns()), *map(used_keys_of_file, stored_files())]:
            for name, count in found.items():
                counted[name] = counted.get(name, 0) + count
        newest = key_names()[0]
        for name, count in counted.items():
            self.stdout.write(f"{_called(name, newest)}{NBSP}: {count}")
        if any(count for name, count in counted.items() if name != newest):
            self.stdout.write(REMAINS)


def _called(name: str, newest: str) -> str:
    if not name:
        return "sans sceau"
    if name not in key_names():
        return f"clé {name}, qui manque"
    return (
        f"clé {name}, la plus récente"
        if name == newest
        else f"clé {name}, qui peut être retirée à 0"
    )
