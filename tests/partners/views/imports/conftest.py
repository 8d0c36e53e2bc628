import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from partners.models import ImportDraft
from tests import sector
from tests.factories import new_key


def drop(client, content, *, name="secteur.xlsx", kind="pupils"):
    """Send the file; the answer is not followed."""
    file = SimpleUploadedFile(name, content)
    sent = {"kind": kind, "file": file, "form_key": new_key()}
    return client.post(reverse("partners:imports"), sent)


def page(draft, name, *arguments):
    return reverse(f"partners:import_{name}", args=[draft.pk, *arguments])


def write(client, draft):
    """Say the last yes and read the whole answer."""
    seen = client.get(page(draft, "preview")).context["fingerprint"]
    answer = client.post(page(draft, "write"), {"seen": seen})
    return answer, answer.getvalue().decode() if answer.streaming else ""


@pytest.fixture
def draft(alice_client):
    """The table of the sector, dropped by Alice and read as it is proposed."""
    drop(alice_client, sector.xlsx())
    return ImportDraft.objects.get()
