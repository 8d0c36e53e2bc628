"""Every act of a point d’attention leads to something that is on its page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from meetings.demonstration.load import load_demonstration
from meetings.domain import principles
from meetings.dossier import read_dossiers
from meetings.frame import step_url, today
from meetings.models import Meeting
from partners.models import Account


@pytest.fixture
def demonstration(db, client):
    load_demonstration("une phrase de passe", timezone.now())
    claire = Account.objects.get(email="claire.vasseur@demo.example")
    client.force_login(claire, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("later", [0, 60, 400])
def test_every_act_leads_somewhere(demonstration, later):
    missing = []
    day = today() + timedelta(days=later)
    for dossier in read_dossiers(Meeting.objects.all()):
        for finding in principles.look_at(dossier, day):
            for act in finding.acts:
                page = demonstration.get(step_url(dossier, act.step)).content.decode()
                if act.anchor and f'id="{act.anchor}"' not in page:
                    missing.append((dossier.reference, finding.key, act.anchor))
    assert missing == []
