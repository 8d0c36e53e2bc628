"""Days to come: a slot in the past is refused, so that no test may write its date once for all."""

from datetime import datetime, time, timedelta

from django.utils import timezone


def in_days(days, hour=10, minute=0):
    """That many days from today, at this hour for people."""
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def typed(moment):
    """The day and the hour as a browser sends them."""
    local = timezone.localtime(moment)
    return local.date().isoformat(), f"{local:%H:%M}"
