"""A row of every model that keeps sealed values, each value a canary to look for."""

from datetime import date
from uuid import uuid4

from django.apps import apps
from django.core.files.base import ContentFile
from django.db import models

from intermetiers.web.resealing import columns_of
from intermetiers.web.sealing import EncryptedBinaryField, EncryptedJSONField
from meetings.models import Information
from tests import factories

MARK = "CANARI"
FILE = b"%PDF-1.7 CANARI-FICHIER " + b"pages " * 400


class Filled:
    """What was written: each row with its canaries, by the name of the field."""

    def __init__(self, rows, file):
        self.rows, self.file = rows, file

    def assert_reads_back(self):
        assert self.rows
        for row, canaries in self.rows:
            found = type(row)._base_manager.get(pk=row.pk)
            assert {name: getattr(found, name) for name in canaries} == canaries
        assert Information.objects.get(pk=self.file).file.read() == FILE


def sealed_models():
    return [model for model in apps.get_models() if columns_of(model)]


def fill_everything(meeting, account):
    """Around this meeting, a canary in every sealed column and in a stored file."""
    known = {type(meeting): meeting, type(account): account}
    rows = []
    for model in sealed_models():
        row = known.get(model) or model._base_manager.first() or _make(model, known)
        canaries = {column.name: _canary(model, column.name) for column in columns_of(model)}
        model._base_manager.filter(pk=row.pk).update(**canaries)
        rows.append((row, canaries))
    info = Information.objects.first()
    info.file.save("recu.pdf", ContentFile(FILE))
    return Filled(rows, info.pk)


def _canary(model, name):
    field = model._meta.get_field(name)
    text = f"{MARK}-{model._meta.model_name}-{name}"
    if isinstance(field, EncryptedBinaryField):
        return text.encode()
    if name == "sheets":  # of a table about to be imported: erasing a pupil reads its lines
        return [{"name": text, "lines": [[text]]}]
    return {"dit": [text]} if isinstance(field, EncryptedJSONField) else text


def _make(model, known):
    values = {
        field.name: _value(field, known)
        for field in model._meta.concrete_fields
        if not (field.primary_key or field.null or field.has_default() or field.blank)
    }
    return model._base_manager.create(**values)


def _value(field, known):
    if field.is_relation:
        other = field.remote_field.model
        return known.get(other) or other._base_manager.first() or _make(other, known)
    if field.choices:
        return field.choices[0][0]
    plain = {
        models.UUIDField: uuid4(), models.DateTimeField: factories.NOW,
        models.DateField: date(2027, 1, 11), models.EmailField: "samia@example.org",
        EncryptedBinaryField: b"", EncryptedJSONField: {},
    }  # fmt: skip
    for kind, value in plain.items():
        if type(field) is kind:
            return value
    if isinstance(field, models.IntegerField):
        return 1
    return uuid4().hex[: field.max_length]
