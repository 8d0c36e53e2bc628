from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0003_asking"),
    ]

    operations = [
        migrations.AddField(
            model_name="asked",
            name="quiet_since",
            field=models.DateTimeField(null=True, verbose_name="plus de relance depuis"),
        ),
    ]
