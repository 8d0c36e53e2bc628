"""What people say of a child is sealed: the columns, then all that stood in them in clear."""

from django.db import migrations

from intermetiers.web.seal_migrations import SealFields, seal_all
from intermetiers.web.sealing import EncryptedTextField


class Migration(migrations.Migration):
    dependencies = [
        ("web", "0004_journal_origin"),
    ]

    operations = [
        SealFields(
            [
                (
                    "outgoingmail",
                    "calendar",
                    EncryptedTextField(blank=True, default="", verbose_name="agenda"),
                ),
                ("outgoingmail", "html", EncryptedTextField(blank=True, verbose_name="html")),
                ("outgoingmail", "text", EncryptedTextField(verbose_name="texte")),
            ]
        ),
        migrations.RunPython(seal_all("web.outgoingmail")),
    ]
