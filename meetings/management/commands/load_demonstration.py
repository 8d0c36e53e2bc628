"""The four cases as demonstration data, and the two accounts that open them."""

import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from meetings.demonstration.load import load_demonstration

WORDS = (
    "cahier", "préau", "marelle", "cartable", "gomme", "récré", "tableau", "fenêtre", "cantine",
    "crayon", "livre", "chaise", "couloir", "jardin", "ballon", "soleil", "velours", "montagne",
    "rivière", "lanterne", "papillon", "tartine", "boussole", "écharpe", "noisette", "parapluie",
)  # fmt: skip


class Command(BaseCommand):
    help = "Charge les quatre situations de démonstration. Recommencer ne change rien."

    def handle(self, *args: Any, **options: Any) -> None:
        password = _password(Path(settings.VAR_DIR) / "demonstration.txt")
        emails = load_demonstration(password, timezone.now())
        self.stdout.write("Deux comptes de démonstration\u00a0:")
        for email in emails:
            self.stdout.write(f"  {email}")
        self.stdout.write(f"  mot de passe\u00a0: {password}")


def _password(file: Path) -> str:
    """The words of this machine, drawn at the first loading and kept beside the database."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        # Written aside, then put in place whole: a loading cut short leaves no empty password.
        draft = file.with_suffix(".draft")
        draft.touch(mode=0o600)
        draft.write_text("-".join(secrets.choice(WORDS) for _ in range(4)), "utf-8")
        draft.replace(file)
    return file.read_text("utf-8").strip()
