"""How a migration seals a column that already holds texts."""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.db.migrations.operations.base import Operation

from intermetiers.web.resealing import FILES, columns_of, files_of, rewrite, rewrite_file, sealing


class SealFields(Operation):
    """Some columns of an application become columns of sealed texts, all at once.

    One `AlterField` each would draw the whole application anew sixty times, at each test run.
    SQLite makes a table anew for each column changed, and asks of a text neither its kind nor its
    length: only what was JSON, which it checks, has to change there.
    """

    def __init__(self, fields: list[tuple[str, str, "models.Field[Any, Any]"]]) -> None:
        self.fields = fields

    def state_forwards(self, app_label: str, state: Any) -> None:
        for model, name, field in self.fields:
            state.models[app_label, model].fields[name] = field
        state.__dict__.pop("apps", None)  # drawn again, once, when next looked at

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        for model, name, _ in self.fields:
            table = to_state.apps.get_model(app_label, model)
            before = from_state.apps.get_model(app_label, model)._meta.get_field(name)
            if schema_editor.connection.vendor != "sqlite" or isinstance(before, models.JSONField):
                schema_editor.alter_field(table, before, table._meta.get_field(name))

    def describe(self) -> str:
        return f"Seal {len(self.fields)} columns"


def seal_all(*labels: str) -> Callable[[Any, Any], None]:
    """The first seal of all these models hold (« meetings.decision »), and of their files.

    There is no way back but a backup: nothing writes these texts in clear again.
    """

    def forwards(state: Any, _schema_editor: Any) -> None:
        for label in labels:
            model = state.get_model(label)
            for column in columns_of(model):
                rewrite(column, sealing(column))
            for name in files_of(model):
                rewrite_file(name, sealing(FILES))

    return forwards
