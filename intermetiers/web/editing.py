"""Two people editing one thing: a three-way merge, field by field.

A form carries what its author *saw* in hidden inputs. When it comes back, a field that somebody
else changed meanwhile, and that the author changed too, is a conflict: both versions are shown
and nothing is written. Fields changed by only one of the two merge without a word.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeVar, cast
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.forms import BaseForm, FileField
from django.http import HttpRequest, QueryDict
from django.utils.formats import localize

from intermetiers.web.models import FormReceipt

Result = TypeVar("Result")


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent; None when the page is only being read. An empty sending is a sending."""
    return request.POST if request.method == "POST" else None


class EditConflict(Exception):  # noqa: N818 (not a fault: two people wrote)
    """Somebody else wrote to the same fields; `current` holds what now stands in each."""

    def __init__(self, current: Mapping[str, Any]) -> None:
        super().__init__(", ".join(current))
        self.current = dict(current)


def same(one: Any, other: Any) -> bool:
    """Equal once line endings are told apart no more and None is an empty text."""
    return bool(_plain(one) == _plain(other))


def _plain(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    return value


def merge(row: models.Model, *, seen: Mapping[str, Any], wanted: Mapping[str, Any]) -> list[str]:
    """Set on `row` the fields of `wanted` that its author changed; returns their names.

    `row` must have been read, locked, in the current transaction. Raises EditConflict when a
    field was changed on both sides to different values; then `row` is left as it was.
    """
    changed = [name for name in wanted if not same(wanted[name], seen.get(name))]
    conflicts = {
        name: getattr(row, name)
        for name in changed
        if not same(getattr(row, name), seen.get(name))
        and not same(getattr(row, name), wanted[name])
    }
    if conflicts:
        raise EditConflict(conflicts)
    fields = [name for name in changed if not same(getattr(row, name), wanted[name])]
    for name in fields:
        value = wanted[name]
        setattr(row, name, value.replace("\r\n", "\n") if isinstance(value, str) else value)
    return fields


class SeenForm:
    """Mixin of a form that remembers what its author saw, for `merge`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # type: ignore[attr-defined]
            field.show_hidden_initial = not isinstance(field, FileField)

    def seen(self: Any) -> dict[str, Any]:
        """The values the author saw, as Python values; what cannot be read counts as empty."""
        values: dict[str, Any] = {}
        for name, field in self.fields.items():
            if not field.show_hidden_initial:
                continue
            raw = field.hidden_widget().value_from_datadict(
                self.data, self.files, self.add_initial_prefix(name)
            )
            try:
                values[name] = _of_this_world(field.to_python(raw))
            except (ValidationError, ValueError):
                values[name] = None
        return values


def _of_this_world(value: Any) -> Any:
    """The value; ValueError for « NaN » and « Infinity », which a comparison may not survive."""
    if isinstance(value, Decimal) and not value.is_finite():
        raise ValueError(value)
    return value


class KeyField(forms.UUIDField):
    """The key of a form. A key nobody could read is a new one: there is nothing to correct."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> UUID:
        try:
            return cast(UUID, super().clean(value))
        except ValidationError:
            return uuid4()


class OnceForm(forms.Form):
    """A form that makes something new carries a key, so that sending it twice makes one.

    Nobody else can have written there before: what its author saw is not carried.
    """

    form_key = KeyField(initial=uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = False


def show_conflict(
    form: BaseForm, conflict: EditConflict, *, say: Callable[[str], str] | None = None
) -> None:
    """Put both versions on the form: the author's in the field, the other one beside it.

    The hidden value becomes what now stands, so that sending again replaces it knowingly. `say`
    makes the sentence from the other version, for a page that does not speak as ours do.
    """
    data = cast(QueryDict, form.data).copy()
    for name, current in conflict.current.items():
        field = form.fields[name]
        seen, hidden = field.prepare_value(current), form.add_initial_prefix(name)
        if isinstance(seen, list):  # boxes to tick: one hidden input for each
            data.setlist(hidden, seen)
        else:
            data[hidden] = seen
        form.add_error(name, (say or _both_versions)(_written(field, current)))
    form.data = data


def _both_versions(shown: str) -> str:
    return (
        f"Pendant que vous écriviez, une autre personne a enregistré : «\u00a0{shown}\u00a0». "
        "Votre version est gardée ici. Enregistrez pour la garder, ou reprenez l’autre."
    )


def _written(field: Any, value: Any) -> str:
    """A value of this field as one reads it: « oui », « 9,5 », the words of a choice."""
    if value in (None, ""):
        return str(getattr(field, "nothing", "rien"))
    if hasattr(field, "write"):
        return str(field.write(value))
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, models.Model):
        return str(value)
    choices = dict(getattr(field, "choices", None) or {})
    return str(choices.get(value) or localize(value))


def made_before(key: UUID) -> models.Model | None:
    """What a form with this key already made: a second sending is not a second card."""
    receipt = FormReceipt.objects.filter(key=key).first()
    return receipt.made_row() if receipt else None


def do_once(key: UUID, act: Callable[[], Result], *, now: datetime) -> Result | None:
    """Run `act` unless a form with this key was already received; then return what it made.

    The key is written in the same transaction as the act, under a unique constraint: of two
    sendings at the same instant, one acts and the other waits, then does nothing. The second gets
    the row the first one made, so that both lead to the same page; None when that row is gone,
    or when what was made is not a row (a secret is shown once).
    """
    try:
        with transaction.atomic():
            with transaction.atomic():
                receipt = FormReceipt.objects.create(key=key, at=now)
            made = act()
            if isinstance(made, models.Model):
                receipt.remember(made)
            return made
    except IntegrityError:
        receipt_before = FormReceipt.objects.filter(key=key).first()
        if receipt_before is None:
            raise
        return cast("Result | None", receipt_before.made_row())
