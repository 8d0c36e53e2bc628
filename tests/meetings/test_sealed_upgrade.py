"""A site from before the seals is brought to this version: nothing changes for who reads it, and
nothing stays in clear in its files.

In a process and a database of its own, since a migration is not run twice.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = """
import json
import django
django.setup()
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

BEFORE = [("web", "0004_journal_origin"), ("partners", "0005_roles_and_invitations"),
          ("meetings", "0009_keeping")]
executor = MigrationExecutor(connection)
executor.migrate(BEFORE)
state = executor.loader.project_state(BEFORE).apps
now = timezone.now()

def make(label, **fields):
    return state.get_model(label).objects.create(**fields)

team = make("partners.team", name="Secteur")
account = make("partners.account", email="a@example.org", name="Alice", current_team=team)
pupil = make("partners.pupil", team=team, first_name="Yanis")
meeting = make("meetings.meeting", team=team, reference="R1", pupil=pupil, kind="ess",
               title="Yanis", convener=account, created_at=now, problem="CANARI problème « é »")
act = make("meetings.liveact", meeting=meeting, ident="00000000-0000-0000-0000-000000000001",
           kind="entry", at=1, device="d", received_at=now, by=account,
           payload={"z": "CANARI fait", "a": [1, None, {"é": 2.5}]})
item = make("meetings.agendaitem", meeting=meeting, title="CANARI point", added_at=now)
held = make("meetings.holding", meeting=meeting)
content = b"%PDF-1.7 CANARI document " + bytes(range(256)) * 20
name = FileSystemStorage(location=default_storage.location).save("informations/a.pdf",
    __import__("django.core.files.base", fromlist=["ContentFile"]).ContentFile(content))
info = make("meetings.information", item=item, title="s1:abcdefgh:CANARI", file=name, added_at=now)
version = make("meetings.ficheversion", meeting=meeting, number=1, made_at=now, made_by=account,
               content={"ordre": ["b", "a"], "texte": "CANARI fiche"}, fingerprint="f", code="c")
paper = make("meetings.fichepaper", version=version, paper="fiche", content=b"CANARI octets",
             made_at=now)
make("partners.secretaddress", address="CANARI adresse",
     member=make("partners.familymember", pupil=pupil, relation="mère", work="CANARI nuits"))
make("web.outgoingmail", recipient="x@example.org", subject="x", text="CANARI courriel",
     html="", created_at=now, created_by=account)

call_command("migrate", verbosity=0)
from intermetiers.web.models import OutgoingMail
from meetings import models
from partners.models import FamilyMember, SecretAddress
print(json.dumps({
    "problem": models.Meeting.objects.get().problem,
    "payload": models.LiveAct.objects.get().payload,
    "holding": models.Holding.objects.get().shares,
    "point": models.AgendaItem.objects.get().title,
    "title": models.Information.objects.get().title,
    "file": models.Information.objects.get().file.read() == content,
    "fiche": models.FicheVersion.objects.get().content,
    "order": list(models.FicheVersion.objects.get().content),
    "paper": models.FichePaper.objects.get().content.decode(),
    "address": SecretAddress.objects.get().address,
    "work": FamilyMember.objects.get().work,
    "mail": OutgoingMail.objects.get().text,
}))
"""


def test_nothing_is_lost_and_nothing_stays_in_clear(tmp_path):
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment |= {
        "INTERMETIERS_VAR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "intermetiers.settings.dev",
    }
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "problem": "CANARI problème « é »",
        "payload": {"z": "CANARI fait", "a": [1, None, {"é": 2.5}]},
        "holding": {},
        "point": "CANARI point",
        "title": "s1:abcdefgh:CANARI",
        "file": True,
        "fiche": {"ordre": ["b", "a"], "texte": "CANARI fiche"},
        "order": ["ordre", "texte"],
        "paper": "CANARI octets",
        "address": "CANARI adresse",
        "work": "CANARI nuits",
        "mail": "CANARI courriel",
    }
    raw = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    assert any(b"Yanis" in content for content in raw.values())
    assert not [file.name for file, content in raw.items() if b"CANARI" in content]
