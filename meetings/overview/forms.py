from typing import Any, cast

from django import forms

from intermetiers.web.editing import OnceForm, SeenForm
from intermetiers.web.fields import FrenchDateField
from meetings.domain.kinds import MeetingKind
from meetings.models import Meeting
from meetings.models.choices import MEETING_KINDS
from partners.models import Account, Institution, Pupil


class PupilField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A pupil by name, then class and school, which tell namesakes apart."""

    def label_from_instance(self, obj: Pupil) -> str:
        parts = [f"{obj.last_name} {obj.first_name}".strip(), obj.class_name]
        parts.append(obj.school.name if obj.school else "")
        return " · ".join(part for part in parts if part)


class NewMeetingForm(OnceForm):
    """The pupil and the kind of meeting; a pupil can be written on the spot."""

    pupil = PupilField(
        queryset=Pupil.objects.none(),
        label="Pour quel élève ?",
        empty_label="Un élève qui n’est pas dans la liste",
        required=False,
    )
    first_name = forms.CharField(label="Son prénom", max_length=80, required=False)
    last_name = forms.CharField(label="Son nom", max_length=80, required=False)
    born_on = FrenchDateField(label="Sa date de naissance", required=False)
    school = forms.ModelChoiceField(
        queryset=Institution.objects.none(),
        label="Son école ou son établissement",
        empty_label="Pas encore dans le carnet",
        required=False,
    )
    class_name = forms.CharField(label="Sa classe", max_length=40, required=False)
    kind = forms.ChoiceField(
        label="Quelle réunion ?", choices=MEETING_KINDS, widget=forms.RadioSelect
    )
    kind_other = forms.CharField(
        label="Si c’est une autre réunion, laquelle ?", max_length=80, required=False
    )
    title = forms.CharField(
        label="Un titre court",
        max_length=120,
        required=False,
        help_text="Par exemple : Yanis, ses après-midi. Vous pourrez le changer.",
    )

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pupils = cast("forms.ModelChoiceField[Pupil]", self.fields["pupil"])
        pupils.queryset = Pupil.objects.visible_to(account).active().for_list()
        schools = cast("forms.ModelChoiceField[Institution]", self.fields["school"])
        schools.queryset = Institution.objects.visible_to(account).active().in_order()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("pupil") and not cleaned.get("first_name"):
            self.add_error("pupil", "Choisissez un élève, ou écrivez son prénom plus bas.")
        if cleaned.get("kind") == MeetingKind.OTHER and not cleaned.get("kind_other"):
            self.add_error("kind_other", "Écrivez de quelle réunion il s’agit.")
        return cleaned


class RenameForm(SeenForm, forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Meeting
        fields = ["title"]


class CancelForm(forms.Form):
    reason = forms.CharField(
        label="Pourquoi cette réunion n’aura-t-elle pas lieu ?",
        max_length=250,
        help_text="Pour vous et votre équipe. Les liens déjà donnés ne s’ouvriront plus.",
    )
