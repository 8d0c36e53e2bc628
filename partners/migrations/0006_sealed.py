"""What people say of a child is sealed: the columns, then all that stood in them in clear."""

from django.db import migrations

from intermetiers.web.seal_migrations import SealFields, seal_all
from intermetiers.web.sealing import EncryptedCharField, EncryptedJSONField


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0005_roles_and_invitations"),
    ]

    operations = [
        SealFields(
            [
                (
                    "familymember",
                    "childcare",
                    EncryptedCharField(
                        blank=True, max_length=160, verbose_name="garde d’enfants à prévoir"
                    ),
                ),
                (
                    "familymember",
                    "childcare_found",
                    EncryptedCharField(blank=True, max_length=160, verbose_name="garde trouvée"),
                ),
                (
                    "familymember",
                    "living",
                    EncryptedCharField(
                        blank=True, max_length=160, verbose_name="situation, sans adresse"
                    ),
                ),
                (
                    "familymember",
                    "needs",
                    EncryptedCharField(
                        blank=True, max_length=250, verbose_name="autre chose à prévoir"
                    ),
                ),
                (
                    "familymember",
                    "postal_address",
                    EncryptedCharField(blank=True, max_length=250, verbose_name="adresse postale"),
                ),
                (
                    "familymember",
                    "wishes",
                    EncryptedCharField(
                        blank=True, max_length=250, verbose_name="ce que cette personne souhaite"
                    ),
                ),
                (
                    "familymember",
                    "work",
                    EncryptedCharField(
                        blank=True, max_length=250, verbose_name="travail et horaires"
                    ),
                ),
                ("importdraft", "choices", EncryptedJSONField(default=dict, verbose_name="choix")),
                (
                    "importdraft",
                    "columns",
                    EncryptedJSONField(default=dict, verbose_name="colonnes"),
                ),
                (
                    "importdraft",
                    "report",
                    EncryptedJSONField(default=dict, verbose_name="ce qui a été fait"),
                ),
                (
                    "importdraft",
                    "sheets",
                    EncryptedJSONField(default=list, verbose_name="feuilles"),
                ),
                (
                    "secretaddress",
                    "address",
                    EncryptedCharField(max_length=250, verbose_name="adresse"),
                ),
            ]
        ),
        migrations.RunPython(
            seal_all("partners.familymember", "partners.importdraft", "partners.secretaddress")
        ),
    ]
