"""Static files as a server publishes them: the rules of a page in one file, and names that change
with what a file holds."""

import re
from collections.abc import Iterator
from posixpath import dirname, join, normpath, relpath
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

_OF_MODULES = CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]
_IMPORT = re.compile(r'@import url\("([^"]+)"\) layer\((\w+)\);')
_BESIDE = re.compile(r'url\("(\.[^"]+)"\)')

Paths = dict[str, tuple[Storage, str]]
"""Where each file is gathered from, by the name it is published under."""


def _text(name: str, paths: Paths) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        return str(file.read().decode())


def joined(name: str, paths: Paths) -> str:
    """The text of a stylesheet where each `@import` into a layer gives way to what it names.

    A layer said in several places is one layer, its rules in the order they come.
    """
    folder = dirname(name)

    def imported(match: re.Match[str]) -> str:
        sheet = normpath(join(folder, match[1]))

        def seen_from_here(address: re.Match[str]) -> str:
            return f'url("{relpath(join(dirname(sheet), address[1]), folder)}")'

        return f"@layer {match[2]} {{\n{_BESIDE.sub(seen_from_here, joined(sheet, paths))}}}"

    return _IMPORT.sub(imported, _text(name, paths))


class PublishedStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Names change inside our JavaScript modules too, where one imports another.

    Django does it for all files or for none (`support_js_module_import_aggregation`), and htmx
    brings modules that name files it does not bring.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("js/*.js", _OF_MODULES),
        ("vendor/*.js", _OF_MODULES),
    )

    def post_process(self, paths: Paths, *args: Any, **kwargs: Any) -> Iterator[Any]:
        """A browser asks once for all the rules of a page, instead of once for each of our files;
        the sources, which development serves as they are, stay in their own files.
        """
        whole = InMemoryStorage()
        for name in [name for name in paths if name.startswith("css/")]:
            if _IMPORT.search(_text(name, paths)):
                whole.save(name, ContentFile(joined(name, paths).encode()))
                paths[name] = (whole, name)
        yield from super().post_process(paths, *args, **kwargs)
