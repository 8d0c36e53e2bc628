from datetime import date
from typing import Any, cast

from django import forms

from intermetiers.web.editing import OnceForm, SeenForm
from intermetiers.web.fields import NameField
from intermetiers.web.french import start_sentence
from meetings.domain.kinds import MeetingKind
from meetings.models import Meeting
from meetings.models.choices import MEETING_KINDS
from partners.forms.choices import metier_choices, name_with_towns, offer, school_kind_choices
from partners.forms.known_names import card_meant
from partners.forms.pupils import BirthDateField
from partners.models import Account, Institution, Professional, Pupil, Team, catalogue_of
from partners.models.professionals import OTHER, GrammaticalGender

KINDS = [(kind, start_sentence(label)) for kind, label in MEETING_KINDS]


class PupilField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A pupil by name, then class and school, which tell namesakes apart."""

    def label_from_instance(self, obj: Pupil) -> str:
        parts = [f"{obj.last_name} {obj.first_name}".strip(), obj.class_name]
        parts.append(obj.school.name if obj.school else "")
        return " · ".join(part for part in parts if part)


class NewMeetingForm(OnceForm):
    """The pupil and the kind of meeting; a pupil can be written on the spot, with a school.

    Whoever has no card in the team yet is asked what to write on it.
    """

    # A browser that insists on the list would keep a pupil from being written on the spot.
    use_required_attribute = False

    pupil = PupilField(
        queryset=Pupil.objects.none(),
        label="Pour quel élève\u202f?",
        empty_label="Choisissez un élève",
        error_messages={"required": "Choisissez un élève, ou écrivez son prénom plus bas."},
    )
    first_name = NameField(label="Son prénom", max_length=80, required=False)
    last_name = NameField(label="Son nom", max_length=80, required=False)
    born_on = BirthDateField(label="Sa date de naissance", required=False)
    school = forms.ModelChoiceField(
        queryset=Institution.objects.none(),
        label="Son école ou son établissement",
        empty_label="Pas encore dans le carnet",
        required=False,
    )
    class_name = forms.CharField(label="Sa classe", max_length=40, required=False)
    new_school = NameField(
        label="Le nom de son école",
        max_length=160,
        required=False,
        help_text="Si elle n’est pas dans la liste.",
    )
    new_school_kind = forms.ChoiceField(
        label="Quelle sorte d’école",
        required=False,
        help_text="Elle entrera ainsi dans le carnet.",
    )
    kind = forms.ChoiceField(label="Quelle réunion\u202f?", choices=KINDS, widget=forms.RadioSelect)
    kind_other = forms.CharField(
        label="Si c’est une autre réunion, laquelle\u202f?", max_length=80, required=False
    )
    title = forms.CharField(
        label="Un titre court",
        max_length=120,
        required=False,
        help_text="Par exemple\u00a0: Yanis, ses après-midi. Vous pourrez le changer.",
    )

    own_metier = forms.ChoiceField(
        label="Votre métier",
        help_text="Demandé une seule fois, pour votre fiche dans le carnet.",
    )
    own_metier_other = forms.CharField(
        label="Si c’est un autre métier, lequel\u202f?", max_length=80, required=False
    )
    own_gender = forms.ChoiceField(
        label="On parle de vous",
        choices=GrammaticalGender.choices,
        widget=forms.RadioSelect(attrs={"class": "choices--inline"}),
    )

    def __init__(self, *args: Any, account: Account, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(BirthDateField, self.fields["born_on"]).today = today
        catalogue = catalogue_of(cast(Team, account.current_team))
        offer(self.fields["new_school_kind"], school_kind_choices(catalogue))
        offer(self.fields["own_metier"], metier_choices(catalogue))
        if Professional.objects.card_of(account) is not None:
            for name in ("own_metier", "own_metier_other", "own_gender"):
                del self.fields[name]
        pupils = cast("forms.ModelChoiceField[Pupil]", self.fields["pupil"])
        pupils.queryset = Pupil.objects.visible_to(account).active().for_list()
        pupils.required = not (self.is_bound and self.data.get("first_name", "").strip())
        schools = cast("forms.ModelChoiceField[Institution]", self.fields["school"])
        schools.queryset = Institution.objects.visible_to(account).active().in_order()
        name_with_towns(schools)
        self.account = account
        self.known_school: Institution | None = None

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("kind") == MeetingKind.OTHER and not cleaned.get("kind_other"):
            self.add_error("kind_other", "Écrivez de quelle réunion il s’agit.")
        if cleaned.get("own_metier") == OTHER and not cleaned.get("own_metier_other"):
            self.add_error("own_metier_other", "Écrivez quel est ce métier.")
        if cleaned.get("new_school") and not cleaned.get("pupil"):
            self._check_new_school(cleaned)
        return cleaned

    def _check_new_school(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("school"):
            self.add_error(
                "new_school",
                "Choisissez dans la liste, ou écrivez un nouveau nom\u00a0: pas les deux.",
            )
        elif not cleaned.get("new_school_kind") and "new_school_kind" not in self.errors:
            self.add_error(
                "new_school_kind", "Choisissez ce que c’est\u00a0: une école, un collège…"
            )
        elif cleaned.get("new_school_kind"):
            self._look_for_school(cleaned)

    def _look_for_school(self, cleaned: dict[str, Any]) -> None:
        """A school the book holds already is that card, and not a second one."""
        name, kind = cleaned["new_school"], cleaned["new_school_kind"]
        try:
            known = card_meant(self.account, name, kind, form_key=cleaned["form_key"])
        except forms.ValidationError as error:
            self.add_error("new_school", error)
            return
        if known is not None:
            self.known_school = cleaned["school"] = known
            cleaned["new_school"] = ""


class RenameForm(SeenForm, forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Meeting
        fields = ["title"]


class CancelForm(forms.Form):
    reason = forms.CharField(
        label="Pourquoi cette réunion n’aura-t-elle pas lieu\u202f?",
        max_length=250,
        help_text="Pour vous et votre équipe. Les liens déjà donnés diront que la réunion est annulée.",
    )
