"""What a private link about dates opens, and nothing else: no account."""

from django.urls import path

from meetings.asking.views import guests

urlpatterns = [
    path("r/<str:secret>", guests.answer_dates, name="guest_answer"),
    path("r/<str:secret>/merci", guests.answered, name="guest_answered"),
    path("r/<str:secret>/coupon.pdf", guests.coupon, name="guest_coupon"),
]
