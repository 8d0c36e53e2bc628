"""Which columns are sealed in the database: read from the tables themselves, never written down."""

from collections import Counter

from django.apps import apps
from django.db.models import FileField

from intermetiers.web.sealing import (
    EncryptedBinaryField,
    EncryptedCharField,
    EncryptedJSONField,
    EncryptedTextField,
)
from meetings.domain.data_fields import columns
from meetings.domain.data_inventory import Data

# A stored file is sealed by the storage.
SEALED = (
    EncryptedBinaryField, EncryptedCharField, EncryptedJSONField, EncryptedTextField, FileField,
)  # fmt: skip


def sealed_by_kind() -> dict[Data, tuple[str, ...]]:
    """The names, as people read them, of the sealed columns of each kind."""
    found: dict[Data, list[str]] = {}
    for table, kinds in columns().items():
        model = apps.get_model(table)
        for name, data in kinds.items():
            field = model._meta.get_field(name)
            if isinstance(field, SEALED):
                found.setdefault(data, []).append(str(getattr(field, "verbose_name", name)))
    return {data: tuple(dict.fromkeys(names)) for data, names in found.items()}


def count_columns() -> tuple[int, int]:
    """How many columns hold something of somebody, and how many of these are sealed."""
    counts: Counter[bool] = Counter()
    for table, kinds in columns().items():
        model = apps.get_model(table)
        counts.update(isinstance(model._meta.get_field(name), SEALED) for name in kinds)
    return counts.total(), counts[True]
