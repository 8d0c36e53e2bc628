"""What a private link about dates opens, and nothing else: no account."""

from django.urls import path

from meetings.asking.views import guest_calendars, guests

urlpatterns = [
    path("r/<str:secret>", guests.answer_dates, name="guest_answer"),
    path("r/<str:secret>/merci", guests.answered, name="guest_answered"),
    path("r/<str:secret>/coupon.pdf", guests.coupon, name="guest_coupon"),
    path("r/<str:secret>/agenda", guest_calendars.calendar, name="guest_calendar"),
    path("r/<str:secret>/agenda/garder", guest_calendars.keep, name="guest_calendar_keep"),
    path("r/<str:secret>/agenda/oublier", guest_calendars.forget, name="guest_calendar_forget"),
]
