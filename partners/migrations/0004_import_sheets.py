from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("partners", "0003_found_for_families")]

    operations = [
        migrations.RenameField("importdraft", "lines", "sheets"),
        migrations.AlterField(
            "importdraft", "sheets", models.JSONField(default=list, verbose_name="feuilles")
        ),
        migrations.AddField(
            "importdraft",
            "sheet",
            models.PositiveSmallIntegerField(default=0, verbose_name="feuille lue"),
        ),
    ]
