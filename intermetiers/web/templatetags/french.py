"""French in templates: dates, hours, spaces, plurals."""

from datetime import date, datetime

from django import template
from django.utils import timezone

from intermetiers.web import french

register = template.Library()


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


@register.filter(is_safe=True)
def typeset(text: object) -> str:
    """French spaces and apostrophes in a text somebody typed; escaping is left to the template."""
    return french.typeset(str(text))


@register.filter
def day(moment: date | datetime | None) -> str:
    if moment is None:
        return ""
    local = _local(moment).date() if isinstance(moment, datetime) else moment
    return french.write_day(local)


@register.filter
def day_without_weekday(moment: date) -> str:
    return french.write_day(moment, year=False, weekday=False)


@register.filter
def hour(moment: datetime) -> str:
    return french.write_hour(_local(moment))


@register.filter
def hours(start: datetime, end: datetime) -> str:
    return french.write_hours(_local(start), _local(end))


@register.filter
def minutes(count: int) -> str:
    return french.write_minutes(count)


@register.filter
def start_sentence(text: str) -> str:
    return french.start_sentence(str(text))


@register.filter
def pluralfr(count: int, suffix: str = "s") -> str:
    """French plural: from two on, so that zero and one are singular."""
    return suffix if abs(count) >= 2 else ""
