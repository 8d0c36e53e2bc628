"""Every form of the meeting without JavaScript, by the name it sends."""

from collections.abc import Mapping

from meetings.holding.forms import course, notes, opening
from meetings.holding.forms.base import ActForm

FORMS: Mapping[str, type[ActForm]] = {
    form.NAME: form
    for form in (
        opening.PresenceForm, opening.GuestForm, opening.GuestGoneForm, opening.CompanyForm,
        opening.SeatsForm, opening.RolesForm, opening.FeelingsForm, opening.BecameForm, opening.OpenForm, course.PointForm,
        course.AskedForm, course.SettleForm, course.FloorForm, course.UndoForm, course.RecastForm,
        course.WatchForm, course.NamesForm, course.RereadForm, course.NextForm, course.CloseForm,
        course.ReopenForm, notes.NoteForm, notes.GoneForm, notes.ChooseForm, notes.PositionsForm,
    )
}  # fmt: skip
