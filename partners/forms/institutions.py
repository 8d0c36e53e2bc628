from typing import Any

from django import forms

from intermetiers.web.editing import OnceForm, SeenForm, made_before
from intermetiers.web.fields import ChecksField, NameField, YesField
from partners.domain.catalogue import Catalogue
from partners.domain.uai import is_uai, write_uai
from partners.forms.choices import institution_kind_choices
from partners.models import Account, Institution, Room
from partners.models.choices import LAYOUTS, YES_NO
from partners.models.finding import fold_words

KNOWINGLY = "knowingly"
MOST_SEATS = 500
KNOWN_ROOM = "Une salle de ce nom est déjà notée ici. Donnez-lui un nom qui les distingue."
ARCHIVED_ROOM = (
    "Une salle archivée porte ce nom. Remettez-la depuis la page de l’établissement, "
    "ou donnez à celle-ci un autre nom."
)


class UaiField(forms.CharField):
    """Typed with spaces or in small letters, kept as it is written everywhere."""

    def to_python(self, value: Any) -> str:
        return write_uai(super().to_python(value) or "")


class InstitutionForm(SeenForm, forms.ModelForm):  # type: ignore[type-arg]
    """A card of an institution, compared with those the team has.

    `namesakes` are the cards of the same name in the same town: two schools may bear one name,
    so the author says so (`knowingly`) and goes on. `same_uai` is the card that has this number.
    """

    uai = UaiField(
        label="Numéro UAI",
        required=False,
        help_text="Pour une école ou un établissement scolaire\u00a0: sept chiffres et une lettre.",
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "spellcheck": "false"}),
    )
    knowingly = YesField(label="C’est un autre établissement\u00a0: garder les deux fiches")

    class Meta:
        model = Institution
        fields = ["name", "kind", "town", "address", "phone", "transport", "uai"]
        field_classes = {"name": NameField, "town": NameField}
        help_texts = {
            "phone": "Pour l’équipe. Ce numéro n’est jamais donné aux invités.",
            "transport": "Par exemple\u00a0: bus C3, arrêt Bellevue\u202f; parking gratuit.",
        }

    def __init__(self, *args: Any, account: Account, catalogue: Catalogue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(
            label="Sorte d’établissement ou de service", choices=institution_kind_choices(catalogue)
        )
        self.fields["kind"].show_hidden_initial = True
        self.fields[KNOWINGLY].show_hidden_initial = False
        others = Institution.objects.visible_to(account)
        self.others = others.exclude(pk=self.instance.pk) if self.instance.pk else others
        self.namesakes: list[Institution] = []
        self.same_uai: Institution | None = None

    def clean_uai(self) -> str:
        """A number that stands already is not called into question by another change."""
        uai: str = self.cleaned_data["uai"]
        if uai and uai != write_uai(self.instance.uai) and not is_uai(uai):
            raise forms.ValidationError(
                "Un numéro UAI a sept chiffres puis une lettre, par exemple 0691234A. "
                "Laissez ce champ vide si vous ne le connaissez pas.",
                code="invalid",
            )
        return uai

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        knowingly = cleaned.pop(KNOWINGLY, False)
        if not self.is_sent_again(cleaned):
            self._check_uai(cleaned.get("uai", ""))
            if {"name", "town"} & set(self.changed_data):
                self._check_name(cleaned.get("name", ""), cleaned.get("town", ""), knowingly)
        return cleaned

    def is_sent_again(self, cleaned: dict[str, Any]) -> bool:
        """Whether what this form makes is made already, and would be taken for another card."""
        return False

    def _check_uai(self, uai: str) -> None:
        if uai and uai != self.instance.uai:
            self.same_uai = self.others.filter(uai=uai).for_list().first()
        if self.same_uai is not None:
            self.refuse_uai(f"La fiche «\u00a0{self.same_uai.placed_name}\u00a0» a déjà ce numéro.")

    def refuse_uai(self, sentence: str) -> None:
        self.add_error("uai", sentence)

    def _check_name(self, name: str, town: str, knowingly: bool) -> None:
        self.namesakes = self.others.namesakes(name, town)
        if self.namesakes and not knowingly:
            self.add_error("name", "Une fiche de ce nom existe déjà. Voyez-la plus bas.")


class NewInstitutionForm(OnceForm, InstitutionForm):
    def is_sent_again(self, cleaned: dict[str, Any]) -> bool:
        return made_before(cleaned["form_key"]) is not None


class RoomForm(SeenForm, forms.ModelForm):  # type: ignore[type-arg]
    """A room one can meet in. `institution` is where it is."""

    layouts = ChecksField(
        label="Comment on peut placer les chaises",
        choices=LAYOUTS,
        required=False,
        help_text="La première cochée est proposée quand on se réunit là.",
    )
    step_free = forms.ChoiceField(
        label="On y entre sans marche",
        choices=YES_NO,
        initial="unknown",
        widget=forms.RadioSelect(attrs={"class": "choices--inline"}),
    )
    quiet = forms.ChoiceField(
        label="On y est au calme",
        choices=YES_NO,
        initial="unknown",
        widget=forms.RadioSelect(attrs={"class": "choices--inline"}),
    )

    class Meta:
        model = Room
        fields = [
            "name", "seats", "layouts", "step_free", "quiet", "key_holder", "waiting", "note",
        ]  # fmt: skip
        field_classes = {"name": NameField}
        help_texts = {
            "name": "Par exemple\u00a0: salle des maîtres, salle 2.",
            "key_holder": "Pour l’équipe seulement\u00a0: les invités ne le voient jamais.",
            "waiting": "Par exemple\u00a0: un banc dans le hall, à l’abri des regards.",
            "note": "Pour l’équipe\u00a0: à réserver, chauffée ou non, un écran…",
        }

    def __init__(self, *args: Any, institution: Institution, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.institution = institution
        self.fields["seats"].widget.attrs["min"] = 1

    def clean_seats(self) -> int | None:
        seats: int | None = self.cleaned_data["seats"]
        if seats is not None and not 1 <= seats <= MOST_SEATS:
            raise forms.ValidationError(
                f"Écrivez un nombre de places entre 1 et {MOST_SEATS}, ou laissez vide.",
                code="invalid",
            )
        return seats

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "name" in self.changed_data and not self.is_sent_again(cleaned):
            self._check_name(cleaned.get("name", ""))
        return cleaned

    def is_sent_again(self, cleaned: dict[str, Any]) -> bool:
        """Whether what this form makes is made already, and would be taken for another room."""
        return False

    def _check_name(self, name: str) -> None:
        others = self.institution.rooms.exclude(pk=self.instance.pk)
        same = [room for room in others if name and room.folded == fold_words(name)]
        if same:
            archived = all(room.archived_at for room in same)
            self.add_error("name", ARCHIVED_ROOM if archived else KNOWN_ROOM)


class NewRoomForm(OnceForm, RoomForm):
    def is_sent_again(self, cleaned: dict[str, Any]) -> bool:
        return made_before(cleaned["form_key"]) is not None
