from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "intermetiers.web"
    label = "web"
    verbose_name = "manières de parler HTTP et HTML"
