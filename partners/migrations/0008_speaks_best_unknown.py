from django.db import migrations, models


def forget_what_nobody_noted(apps, schema_editor):
    """French was what an empty card said, not what anybody had noted."""
    members = apps.get_model("partners", "FamilyMember").objects
    members.filter(speaks_best="fr").update(speaks_best="")


class Migration(migrations.Migration):
    dependencies = [("partners", "0006_rooms_found_by_name")]

    operations = [
        migrations.AlterField(
            model_name="familymember",
            name="speaks_best",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "on ne sait pas encore"),
                    ("fr", "français"),
                    ("en", "anglais"),
                    ("ar", "arabe"),
                    ("tr", "turc"),
                    ("pt", "portugais"),
                    ("es", "espagnol"),
                    ("uk", "ukrainien"),
                    ("autre", "autre"),
                ],
                max_length=10,
                verbose_name="parle le mieux",
            ),
        ),
        migrations.RunPython(forget_what_nobody_noted, migrations.RunPython.noop, elidable=True),
    ]
