"""Components any page may use. Each signature is a contract: unknown values are refused."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template.context import Context

register = template.Library()

PILLS = frozenset({"ready", "doing", "look", "todo", "late", "soon", "done", "plain"})
PARTS = frozenset({"ready", "doing", "look", "todo"})


def _known(kind: str, kinds: frozenset[str]) -> str:
    if kind not in kinds:
        raise ValueError(f"{kind!r} is none of {sorted(kinds)}")
    return kind


@register.inclusion_tag("components/pill.html")
def pill(kind: str, label: str) -> dict[str, str]:
    """A state in words on its colour: the colour never speaks alone."""
    return {"kind": _known(kind, PILLS), "label": label}


@register.inclusion_tag("components/progress.html")
def progress(kinds: Iterable[str], label: str) -> dict[str, object]:
    """A bar of segments; `label` says the same in a sentence."""
    return {"kinds": [_known(kind, PARTS) for kind in kinds], "label": label}


@register.inclusion_tag("components/icon.html")
def icon(name: str) -> dict[str, str]:
    """Decorative: the text beside it, or the aria-label around it, carries the meaning."""
    return {"name": name}


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, object]:
    """What to look at again, at the top of a form, with a link to each field."""
    fields = [field for field in form if field.errors]
    count = len(fields) + bool(form.non_field_errors())
    title = "Une réponse est à revoir" if count == 1 else f"{count} réponses sont à revoir"
    return {"form": form, "title": title, "fields": [_named_errors(field) for field in fields]}


def _named_errors(field: BoundField) -> dict[str, object]:
    target = "" if field.is_hidden else field.id_for_label
    if field.use_fieldset:
        target = f"{field.auto_id}_field"
    return {"label": field.label, "target": target, "errors": field.errors}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any]) -> dict[str, object]:
    """Previous and next, keeping whatever the list was filtered by."""
    return {
        "page": page,
        "previous": _page_url(context, page.previous_page_number) if page.has_previous() else "",
        "next": _page_url(context, page.next_page_number) if page.has_next() else "",
    }


def _page_url(context: Context, number: Any) -> str:
    query = context["request"].GET.copy()
    query["page"] = number()
    return f"?{query.urlencode()}"
