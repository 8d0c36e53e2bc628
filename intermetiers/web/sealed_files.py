"""Files people send, sealed on the disk and opened as they are read."""

from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

from intermetiers.web.sealing import SEAL_BYTES, open_bytes, seal_bytes

PURPOSE = "file"


class SealedStorage(FileSystemStorage):
    """A folder of sealed files. Whole files pass through the memory: ours are a few megabytes."""

    def _save(self, name: str, content: Any) -> str:
        content.seek(0)
        sealed = ContentFile(seal_bytes(content.read(), PURPOSE))
        free = not self.exists(name)
        try:
            saved: str = super()._save(name, sealed)  # type: ignore[misc]
        except OSError:
            if free:  # half a file, on a disk that is full
                Path(self.path(name)).unlink(missing_ok=True)
            raise
        return saved

    def _open(self, name: str, mode: str = "rb") -> Any:
        if mode != "rb":
            raise ValueError(mode)
        return ContentFile(open_bytes(Path(self.path(name)).read_bytes(), PURPOSE), name=name)

    def size(self, name: str) -> int:
        """Of the file as it was sent."""
        return super().size(name) - SEAL_BYTES
