"""The card of a relative, in the order one asks: who, what may be given, where, how to reach."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms

from intermetiers.web.editing import OnceForm, SeenForm
from intermetiers.web.fields import NameField
from partners.actions.families import ERASE, PUT_BACK
from partners.domain.families import usually_receives
from partners.forms.choices import GENDERS, offer
from partners.models import FamilyMember
from partners.models.families import (
    SPOKEN,
    UNKNOWN_LANGUAGE,
    Interpreter,
    Language,
    LivesWith,
    MayReceive,
    ReachedBy,
)

ADDRESS_LINES = 3
AS_USUAL = ("", "ce qui est prévu d’habitude selon l’autorité parentale")


@dataclass(frozen=True, slots=True)
class Group:
    """Fields asked together; each row holds those that stand side by side."""

    legend: str
    note: str
    rows: tuple[str, ...]


GROUPS = (
    Group("Qui est-ce\u202f?", "", ("relation gender", "first_name last_name")),
    Group(
        "Ce que cette personne décide et reçoit",
        "Les deux parents qui exercent l’autorité parentale reçoivent la même chose, même séparés "
        "(articles 372 et 373-2 du code civil). Un parent qui ne l’exerce pas est tenu au courant "
        "des choix importants (article 373-2-1). La personne ou le service à qui l’enfant est "
        "confié fait les actes de tous les jours (article 373-4).",
        ("parental_authority", "may_receive"),
    ),
    Group(
        "Où vit cette personne\u202f?",
        "",
        ("lives_with_pupil", "postal_address", "address_is_secret", "kept_address", "living"),
    ),
    Group("Comment la joindre\u202f?", "", ("reached_by", "email phone")),
    Group(
        "En quelle langue\u202f?",
        "",
        ("reads_best reads_other", "speaks_best speaks_other", "interpreter"),
    ),
    Group(
        "Ce qu’il faut prévoir pour qu’elle puisse venir",
        "",
        ("work", "childcare childcare_found", "needs", "wishes"),
    ),
)


def address_box() -> forms.Textarea:
    """Three lines, which no browser proposes again on a shared computer."""
    return forms.Textarea(attrs={"rows": ADDRESS_LINES, "autocomplete": "off"})


class FamilyMemberForm(SeenForm, forms.ModelForm):  # type: ignore[type-arg]
    """`keeps_secret` says that an address is kept apart for this person; not which."""

    kept_address = forms.ChoiceField(
        label="Que devient l’adresse gardée à part\u202f?",
        choices=[
            (ERASE, "l’effacer"),
            (PUT_BACK, "la remettre sur la fiche, où toute l’équipe la lira"),
        ],
        widget=forms.RadioSelect,
        required=False,
        help_text="Si le lieu doit rester secret, cochez de nouveau «\u00a0adresse secrète\u00a0».",
    )

    class Meta:
        model = FamilyMember
        fields = [
            "relation", "gender", "first_name", "last_name", "parental_authority", "may_receive",
            "lives_with_pupil", "postal_address", "address_is_secret", "living", "reached_by",
            "email", "phone", "reads_best", "reads_other", "speaks_best", "speaks_other",
            "interpreter", "work", "childcare", "childcare_found", "needs", "wishes",
        ]  # fmt: skip
        field_classes = {"first_name": NameField, "last_name": NameField}
        widgets = {"may_receive": forms.RadioSelect, "postal_address": address_box()}
        labels = {
            "parental_authority": "Exerce l’autorité parentale",
            "may_receive": "Peut recevoir",
            "address_is_secret": "Cette adresse doit rester secrète",
            "reached_by": "Le plus sûr pour la joindre",
            "childcare": "Garde d’enfants à trouver",
            "childcare_found": "Ce qui a été trouvé pour la garde",
            "living": "Sa situation, sans adresse",
        }
        help_texts = {
            "relation": "Par exemple\u00a0: mère, père, tutrice, famille d’accueil, service de "
            "l’ASE.",
            "first_name": "Le nom peut venir plus tard.",
            "may_receive": "Choisissez «\u00a0rien\u00a0» quand une décision de justice "
            "l’interdit\u00a0: aucun document n’est préparé pour cette personne, et ses liens ne "
            "s’ouvrent plus.",
            "postal_address": "Elle ne sert qu’à lui écrire\u00a0: elle n’est imprimée que sur sa "
            "propre lettre.",
            "address_is_secret": "Un juge peut décider que le lieu où vit un enfant confié reste "
            "inconnu (article 375-7 du code civil), ou autoriser un parent à cacher son adresse "
            "(article 515-11). Cochez la case\u00a0: l’adresse est gardée à part, hors de toute "
            "liste, lettre ou recherche.",
            "email": "Jamais montrée à une autre personne, ni à l’autre parent.",
            "phone": "Jamais montré à une autre personne, ni à l’autre parent.",
            "reads_other": "Seulement si vous avez choisi «\u00a0autre\u00a0».",
            "speaks_other": "Seulement si vous avez choisi «\u00a0autre\u00a0».",
            "interpreter": "Ce n’est jamais à l’élève de traduire.",
            "work": "Par exemple\u00a0: en tournée jusqu’à 15\u00a0h\u00a030.",
            "childcare": "Par exemple\u00a0: petite sœur de 2\u00a0ans.",
            "childcare_found": "Par exemple\u00a0: le centre social la garde.",
            "needs": "Par exemple\u00a0: transport, accès en fauteuil.",
            "living": "Par exemple\u00a0: vit à 40\u00a0km. N’écrivez jamais d’adresse ici.",
            "wishes": "Par exemple\u00a0: venir avec sa sœur.",
        }

    def __init__(self, *args: Any, keeps_secret: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keeps_secret = keeps_secret
        self.fields["kept_address"].show_hidden_initial = False
        self.fields["may_receive"].required = False
        receives = list(MayReceive.choices)
        offer(self.fields["may_receive"], receives if self.instance.pk else [AS_USUAL, *receives])
        if not self.instance.pk:
            self.initial["may_receive"] = ""
        for name, choices in (
            ("gender", GENDERS),
            ("lives_with_pupil", LivesWith.choices),
            ("reached_by", ReachedBy.choices),
            ("interpreter", Interpreter.choices),
            ("reads_best", Language.choices),
            ("speaks_best", [UNKNOWN_LANGUAGE, *SPOKEN]),
        ):
            offer(self.fields[name], choices)
        if self.instance.address_is_secret:
            self.fields["postal_address"].help_text = (
                "L’adresse secrète ne s’écrit pas ici. Si vous en écrivez une, la case cochée, elle "
                "est gardée à part et remplace celle d’avant."
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        cleaned["may_receive"] = self._received(cleaned)
        if self._asks_what_becomes() and not cleaned.get("kept_address"):
            self.add_error(
                "kept_address",
                "Vous avez décoché «\u00a0adresse secrète\u00a0»\u00a0: dites ce que devient "
                "l’adresse gardée à part.",
            )
        return cleaned

    def _asks_what_becomes(self) -> bool:
        return self.keeps_secret and not self.cleaned_data.get("address_is_secret")

    def _received(self, cleaned: dict[str, Any]) -> str:
        """What was chosen. When only the authority changed, what is usual follows it; but what
        a judge forbids stays forbidden until the coordinator says otherwise."""
        chosen: str = cleaned.get("may_receive") or ""
        authority = bool(cleaned.get("parental_authority"))
        usual = usually_receives(cleaned.get("relation") or "", authority=authority).value
        if not self.instance.pk:
            return chosen or usual
        seen = self.seen()
        before: str = seen["may_receive"] or self.instance.may_receive
        if chosen not in {"", before}:
            return chosen
        same_authority = authority == seen["parental_authority"]
        return before if same_authority or before == MayReceive.NOTHING else usual

    def groups(self) -> Iterator[tuple[Group, list[list[forms.BoundField]]]]:
        """The page: each group with its rows of fields. What becomes of a secret address is asked
        only once somebody says that it is secret no more."""
        for group in GROUPS:
            rows = [row.split() for row in group.rows if self._is_asked(row)]
            yield group, [[self[name] for name in row] for row in rows]

    def _is_asked(self, name: str) -> bool:
        return name != "kept_address" or (self.is_bound and self._asks_what_becomes())


class NewFamilyMemberForm(OnceForm, FamilyMemberForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["kept_address"]


class SecretAddressForm(forms.Form):
    """The address of a home that must stay secret, for its own page."""

    address = forms.CharField(
        label="Adresse à garder à part",
        max_length=250,
        widget=address_box(),
        help_text="Elle ne sera montrée que si vous la demandez, et le journal le note.",
    )
