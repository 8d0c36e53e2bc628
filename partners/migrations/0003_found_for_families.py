from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("partners", "0002_schooling_since_leaves")]

    operations = [
        migrations.AddField(
            model_name="familymember",
            name="childcare_found",
            field=models.CharField(blank=True, max_length=160, verbose_name="garde trouvée"),
        ),
        migrations.AlterField(
            model_name="familymember",
            name="interpreter",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "on ne sait pas encore"),
                    ("none", "pas besoin"),
                    ("needed", "à trouver"),
                    ("found", "trouvé"),
                ],
                max_length=10,
                verbose_name="interprète",
            ),
        ),
        migrations.AlterField(
            model_name="familymember",
            name="may_receive",
            field=models.CharField(
                choices=[
                    ("all", "tout ce que la famille reçoit"),
                    ("important", "ce qui concerne les choix importants"),
                    ("nothing", "rien : une décision de justice l’interdit"),
                ],
                default="all",
                max_length=10,
                verbose_name="peut recevoir",
            ),
        ),
        migrations.AlterField(
            model_name="familymember",
            name="reached_by",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "on ne sait pas encore"),
                    ("mail", "par courriel"),
                    ("sms", "par SMS, écrit à la main"),
                    ("phone", "par un appel"),
                    ("letter", "par courrier postal"),
                    ("hand", "en main propre"),
                ],
                max_length=10,
                verbose_name="à joindre",
            ),
        ),
    ]
