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
    client.force_login(claire, backend="partners.backends.PasswordBackend")
    return client


def test_every_act_leads_somewhere(demonstration):
    """Of the findings of today, and of those that only time brings."""
    missing, pages = set(), {}
    for dossier in read_dossiers(Meeting.objects.all()):
        for later in (0, 60, 400):
            for finding in principles.look_at(dossier, today() + timedelta(days=later)):
                for act in finding.acts:
                    address = step_url(dossier, act.step)
                    if address not in pages:
                        pages[address] = demonstration.get(address).content.decode()
                    if act.anchor and f'id="{act.anchor}"' not in pages[address]:
                        missing.add((dossier.reference, finding.key, act.anchor))
    assert missing == set()
