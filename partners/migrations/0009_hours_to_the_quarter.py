from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("partners", "0008_speaks_best_unknown")]

    operations = [
        migrations.AlterField(
            model_name="pupil",
            name="aesh_hours",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                max_digits=5,
                null=True,
                verbose_name="heures d’aide par semaine",
            ),
        ),
    ]
