"""What people say of a child is sealed: the columns, then all that stood in them in clear."""

from django.db import migrations

from intermetiers.web.seal_migrations import SealFields, seal_all
from intermetiers.web.sealing import (
    EncryptedBinaryField,
    EncryptedCharField,
    EncryptedJSONField,
    EncryptedTextField,
)


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0009_keeping"),
    ]

    operations = [
        SealFields(
            [
                (
                    "agendaitem",
                    "kept_reason",
                    EncryptedCharField(blank=True, max_length=250, verbose_name="gardé parce que"),
                ),
                (
                    "agendaitem",
                    "moved_note",
                    EncryptedCharField(blank=True, max_length=160, verbose_name="précision"),
                ),
                ("agendaitem", "title", EncryptedCharField(max_length=160, verbose_name="point")),
                (
                    "asked",
                    "other_times",
                    EncryptedCharField(
                        blank=True, max_length=400, verbose_name="quand cette personne peut"
                    ),
                ),
                (
                    "contribution",
                    "matters",
                    EncryptedTextField(
                        blank=True, max_length=1000, verbose_name="ce qui compte pour moi"
                    ),
                ),
                (
                    "contribution",
                    "proposes",
                    EncryptedTextField(
                        blank=True, max_length=1000, verbose_name="ce que je propose ou demande"
                    ),
                ),
                (
                    "contribution",
                    "questions",
                    EncryptedTextField(blank=True, max_length=1000, verbose_name="mes questions"),
                ),
                (
                    "contribution",
                    "understands",
                    EncryptedTextField(
                        blank=True,
                        max_length=1000,
                        verbose_name="ce que je comprends de la situation",
                    ),
                ),
                (
                    "datechange",
                    "reason",
                    EncryptedCharField(blank=True, max_length=250, verbose_name="raison"),
                ),
                (
                    "decision",
                    "seen",
                    EncryptedTextField(blank=True, max_length=2000, verbose_name="ce qu’on verra"),
                ),
                (
                    "decision",
                    "text",
                    EncryptedTextField(max_length=2000, verbose_name="ce qui est décidé"),
                ),
                (
                    "decision",
                    "who",
                    EncryptedCharField(blank=True, max_length=600, verbose_name="qui"),
                ),
                (
                    "decisionreport",
                    "new_text",
                    EncryptedTextField(
                        blank=True, max_length=2000, verbose_name="ce qui est décidé à la place"
                    ),
                ),
                (
                    "decisionreport",
                    "note",
                    EncryptedCharField(blank=True, max_length=400, verbose_name="en un mot"),
                ),
                ("fichepaper", "content", EncryptedBinaryField(verbose_name="fichier")),
                (
                    "ficheversion",
                    "changes",
                    EncryptedTextField(blank=True, max_length=2000, verbose_name="ce qui change"),
                ),
                ("ficheversion", "content", EncryptedJSONField(verbose_name="contenu")),
                ("hold", "reason", EncryptedCharField(max_length=300, verbose_name="raison")),
                (
                    "holding",
                    "by_name",
                    EncryptedJSONField(default=dict, verbose_name="temps de parole par personne"),
                ),
                (
                    "holding",
                    "draft",
                    EncryptedJSONField(default=dict, verbose_name="ligne en cours"),
                ),
                (
                    "holding",
                    "shares",
                    EncryptedJSONField(default=dict, verbose_name="temps de parole par monde"),
                ),
                (
                    "information",
                    "text",
                    EncryptedTextField(blank=True, max_length=6000, verbose_name="texte"),
                ),
                (
                    "information",
                    "title",
                    EncryptedCharField(max_length=160, verbose_name="information"),
                ),
                (
                    "invitation",
                    "comment",
                    EncryptedCharField(blank=True, max_length=400, verbose_name="mot"),
                ),
                ("liveact", "payload", EncryptedJSONField(verbose_name="contenu")),
                (
                    "meeting",
                    "cancel_reason",
                    EncryptedCharField(blank=True, max_length=250, verbose_name="raison"),
                ),
                (
                    "meeting",
                    "companion_wish",
                    EncryptedCharField(
                        blank=True,
                        max_length=250,
                        verbose_name="ce que la famille souhaite pour son accompagnement",
                    ),
                ),
                (
                    "meeting",
                    "problem",
                    EncryptedCharField(blank=True, max_length=400, verbose_name="problème commun"),
                ),
                (
                    "meeting",
                    "pupil_words",
                    EncryptedCharField(
                        blank=True, max_length=250, verbose_name="ce que l’élève souhaite"
                    ),
                ),
                (
                    "observation",
                    "answers",
                    EncryptedJSONField(default=dict, verbose_name="ce qui est écrit"),
                ),
                (
                    "participant",
                    "reason",
                    EncryptedCharField(blank=True, max_length=250, verbose_name="vient parce que"),
                ),
                (
                    "participant",
                    "viewpoint",
                    EncryptedCharField(
                        blank=True, max_length=400, verbose_name="ce que cette personne en dit"
                    ),
                ),
                (
                    "participant",
                    "written",
                    EncryptedCharField(
                        blank=True, max_length=1000, verbose_name="contribution écrite"
                    ),
                ),
                (
                    "pollimport",
                    "draft",
                    EncryptedJSONField(blank=True, default=dict, verbose_name="ce qui a été lu"),
                ),
                (
                    "pollimport",
                    "written",
                    EncryptedJSONField(blank=True, default=dict, verbose_name="ce qui a été écrit"),
                ),
                (
                    "readmark",
                    "note",
                    EncryptedCharField(
                        blank=True, max_length=250, verbose_name="ce que je ne comprends pas"
                    ),
                ),
                (
                    "receivedreply",
                    "comment",
                    EncryptedCharField(blank=True, max_length=400, verbose_name="mot"),
                ),
                (
                    "rereadingnote",
                    "about",
                    EncryptedCharField(blank=True, max_length=160, verbose_name="à propos de"),
                ),
                (
                    "rereadingnote",
                    "text",
                    EncryptedTextField(blank=True, max_length=2000, verbose_name="en ses mots"),
                ),
                ("setaside", "reason", EncryptedCharField(max_length=250, verbose_name="raison")),
                (
                    "situationreading",
                    "marks",
                    EncryptedJSONField(default=dict, verbose_name="ce qui est coché et écrit"),
                ),
                (
                    "slotanswer",
                    "note",
                    EncryptedCharField(blank=True, max_length=160, verbose_name="ce qui gêne"),
                ),
                (
                    "translation",
                    "original",
                    EncryptedTextField(max_length=6000, verbose_name="en français"),
                ),
                (
                    "translation",
                    "text",
                    EncryptedTextField(max_length=9000, verbose_name="traduction"),
                ),
                (
                    "voicekept",
                    "note",
                    EncryptedCharField(blank=True, max_length=160, verbose_name="précision"),
                ),
            ]
        ),
        migrations.RunPython(
            seal_all(
                "meetings.agendaitem",
                "meetings.asked",
                "meetings.contribution",
                "meetings.datechange",
                "meetings.decision",
                "meetings.decisionreport",
                "meetings.fichepaper",
                "meetings.ficheversion",
                "meetings.hold",
                "meetings.holding",
                "meetings.information",
                "meetings.invitation",
                "meetings.liveact",
                "meetings.meeting",
                "meetings.observation",
                "meetings.participant",
                "meetings.pollimport",
                "meetings.readmark",
                "meetings.receivedreply",
                "meetings.rereadingnote",
                "meetings.setaside",
                "meetings.situationreading",
                "meetings.slotanswer",
                "meetings.translation",
                "meetings.voicekept",
            )
        ),
    ]
