"""The worker of mail in a process of its own, on the database of a test: nothing else loads it."""

import json
import os
import sys

import django
from django.conf import settings
from django.core.management import call_command

os.environ["DJANGO_SETTINGS_MODULE"] = "intermetiers.settings.test"
settings.DATABASES["default"].update(json.loads(sys.argv[1]))
settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", sys.argv[2], False
django.setup()
call_command("deliver_mail")
