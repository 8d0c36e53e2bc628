from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("partners", "0001_initial")]

    operations = [
        migrations.AlterModelOptions(
            name="schooling",
            options={
                "ordering": [
                    models.OrderBy(models.F("year"), descending=True),
                    models.OrderBy(models.F("since"), descending=True, nulls_last=True),
                    "pk",
                ],
                "verbose_name": "année de scolarité",
                "verbose_name_plural": "années de scolarité",
            },
        ),
        migrations.RemoveConstraint(model_name="schooling", name="one_schooling_a_year"),
        migrations.AddField(
            model_name="schooling",
            name="leaves",
            field=models.BooleanField(default=False, verbose_name="quitte le secteur"),
        ),
        migrations.AddField(
            model_name="schooling",
            name="since",
            field=models.DateField(blank=True, null=True, verbose_name="à partir du"),
        ),
        migrations.AlterField(
            model_name="schooling",
            name="year",
            field=models.PositiveSmallIntegerField(verbose_name="année scolaire"),
        ),
        migrations.AddConstraint(
            model_name="schooling",
            constraint=models.UniqueConstraint(
                condition=models.Q(("since", None)),
                fields=("pupil", "year"),
                name="one_schooling_a_year",
                violation_error_message="Cette année est déjà notée.",
            ),
        ),
        migrations.AddConstraint(
            model_name="schooling",
            constraint=models.UniqueConstraint(
                fields=("pupil", "year", "since"),
                name="one_schooling_a_day",
                violation_error_message="Un changement est déjà noté ce jour-là.",
            ),
        ),
    ]
