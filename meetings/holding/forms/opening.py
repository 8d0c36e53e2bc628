"""Who is here, who came unforeseen, who accompanies whom, who keeps the time; one word each."""

from collections.abc import Sequence

from django import forms

from intermetiers.web.fields import NameField
from intermetiers.web.french import THIN, start_sentence, typeset
from meetings.domain.live.acts import LONGEST_WORD
from meetings.domain.live.room import OPENING, REREADING, is_short
from meetings.domain.live.wording import PRESENCE_LABELS
from meetings.holding.forms.base import ActForm, ListField, Said, line
from partners.domain.worlds import World

AFAR = frozenset({"remote", "phone"})
PLANNED = {
    "remote": "prévu : en visio",
    "phone": "prévu : au téléphone",
    "written": "prévu : par écrit",
    "away": "prévu : ne vient pas",
}
PRESENCES = [(state, start_sentence(label)) for state, label in PRESENCE_LABELS.items()]


class PresenceForm(ActForm):
    """Everybody’s presence at once; the button « all » says the others are here as planned."""

    NAME, ANCHOR = "presence", "presents"

    def build(self) -> None:
        for person in self.room.seated:
            known = self.room.live.presence.get(person.who, "")
            other = self.room.people.get(self.room.live.comes_with.get(person.who, ""))
            about = [
                "" if known else typeset(PLANNED.get(person.planned, "")),
                f"accompagne {other.called}" if other else "",
            ]
            self.fields[f"state_{person.who}"] = forms.ChoiceField(
                label=start_sentence(person.called),
                help_text=", ".join(part for part in about if part),
                choices=PRESENCES if known else [("", "pas encore noté"), *PRESENCES],
                initial=known,
                required=False,
                show_hidden_initial=True,
            )

    def said(self) -> Sequence[Said]:
        states = {who: state for who, state in self.changed("state_") if state}
        if "all" in self.data:
            known = states.keys() | self.room.live.presence.keys()
            states |= {
                person.who: person.planned if person.planned in AFAR else "here"
                for person in self.room.around
                if person.who not in known
            }
        return [("presence", {"who": who, "state": state}) for who, state in states.items()]


class GuestForm(ActForm):
    """Somebody unforeseen, who is here since one says so."""

    NAME, ANCHOR = "guest", "presents"

    label = NameField(
        label=f"Qui{THIN}?",
        help_text="Par exemple la grand-mère.",
        max_length=80,
        error_messages={"required": "Écrivez qui est venu."},
    )
    world = forms.ChoiceField(label="De", choices=[(w.value, w.label) for w in World])

    def build(self) -> None:
        self.fields["with"] = self.anybody("Accompagne")

    def said(self) -> Sequence[Said]:
        who = f"g{self.cleaned_data['form_key'].hex[:12]}"
        guest = {name: self.cleaned_data[name] for name in ("label", "world", "with")}
        return [
            ("guest", {"who": who, **guest, "gone": False}),
            ("presence", {"who": who, "state": "here"}),
        ]


class GuestGoneForm(ActForm):
    """An unforeseen person taken off the list."""

    NAME, ANCHOR = "guest_gone", "presents"

    def build(self) -> None:
        guests = [(guest.who, guest.label) for guest in self.room.live.guests]
        self.fields["who"] = forms.ChoiceField(choices=guests, widget=forms.HiddenInput)

    def said(self) -> Sequence[Said]:
        person = self.room.people[self.cleaned_data["who"]]
        gone = {"label": person.called, "world": person.world.value, "with": "", "gone": True}
        return [("guest", {"who": person.who, **gone})]


class CompanyForm(ActForm):
    """Who accompanies whom."""

    NAME, ANCHOR = "with", "presents"

    def build(self) -> None:
        self.fields["who"] = forms.ChoiceField(label="Cette personne", choices=self.room.choices)
        self.fields["with"] = self.anybody("accompagne")

    def clean(self) -> None:
        if self.cleaned_data.get("who") == self.cleaned_data.get("with"):
            self.add_error("with", "Choisissez deux personnes différentes.")

    def said(self) -> Sequence[Said]:
        return [("with", {name: self.cleaned_data[name] for name in ("who", "with")})]


class SeatsForm(ActForm):
    """Somebody moves by one seat; `order` is how everybody sat on the page."""

    NAME, ANCHOR = "seats", "places"

    order = ListField()
    up = forms.CharField(max_length=40, required=False)
    down = forms.CharField(max_length=40, required=False)

    def build(self) -> None:
        self.people = self.room.seated
        self.fields["order"].initial = [person.who for person in self.people]

    def clean_order(self) -> list[str]:
        """Those of the room, each once."""
        order: list[str] = self.cleaned_data["order"]
        return list(dict.fromkeys(who for who in order if who in self.room.people))

    def said(self) -> Sequence[Said]:
        order, up = list(self.cleaned_data["order"]), self.cleaned_data["up"]
        moved = up or self.cleaned_data["down"]
        if moved not in order:
            return []
        rank = order.index(moved)
        order.remove(moved)
        order.insert(max(rank - 1, 0) if up else rank + 1, moved)
        return [("seats", {"order": order})]


class RolesForm(ActForm):
    """Who keeps the time, who writes."""

    NAME, ANCHOR = "role", "roles"

    def build(self) -> None:
        for role, label in (("time", "Qui garde le temps"), ("writer", "Qui écrit")):
            self.fields[f"role_{role}"] = self.anybody(
                label,
                nobody="pas encore choisi",
                initial=self.room.live.roles.get(role, ""),
                show_hidden_initial=True,
            )

    def said(self) -> Sequence[Said]:
        return [("role", {"role": role, "who": who}) for role, who in self.changed("role_")]


class FeelingsForm(ActForm):
    """One word each, of whoever wants to, in the order planned to speak."""

    NAME, ANCHOR = "feeling", "comment"

    moment = forms.ChoiceField(
        choices=[("arrive", ""), ("leave", "")], initial="arrive", widget=forms.HiddenInput
    )

    def build(self) -> None:
        moment = self.data.get("moment") or self.initial.get("moment", "arrive")
        words = self.room.live.feelings.get(str(moment), {})
        for person in self.room.in_turn:
            self.fields[f"word_{person.who}"] = line(
                start_sentence(person.called),
                LONGEST_WORD,
                initial=words.get(person.who, ""),
                show_hidden_initial=True,
            )

    def said(self) -> Sequence[Said]:
        moment = self.cleaned_data["moment"]
        return [
            ("feeling", {"moment": moment, "who": who, "word": word})
            for who, word in self.changed("word_")
        ]


class BecameForm(ActForm):
    """What became of what earlier meetings decided, and still try: a choice and a word for each."""

    NAME, ANCHOR = "became", "avant"

    def build(self) -> None:
        for one in self.room.before:
            said = self.room.live.became.get(one.what)
            self.fields[f"said_{one.what}"] = forms.ChoiceField(
                label=one.text,
                help_text=one.about,
                choices=[("", "pas encore dit"), *one.says],
                initial=said.said if said else "",
                required=False,
                show_hidden_initial=True,
            )
            self.fields[f"text_{one.what}"] = line(
                "En un mot", initial=said.text if said else "", show_hidden_initial=True
            )

    def said(self) -> Sequence[Said]:
        changed = {name for prefix in ("said_", "text_") for name, _ in self.changed(prefix)}
        return [
            (
                "became",
                {
                    "what": one.what,
                    "said": self.cleaned_data[f"said_{one.what}"],
                    "text": self.cleaned_data[f"text_{one.what}"],
                },
            )
            for one in self.room.before
            if one.what in changed
        ]


class OpenForm(ActForm):
    """The meeting begins, with its welcome; a concertation with its first point."""

    NAME, ANCHOR = "open", "contenu"

    def said(self) -> Sequence[Said]:
        if self.room.live.opened_at is not None:
            return []
        return [("open", {}), ("point", {"item": self._first()})]

    def goes_to(self) -> tuple[str, str]:
        return self._first(), self.ANCHOR

    def _first(self) -> str:
        points = [point.item for point in self.room.points]
        return points[1] if is_short(self.room.dossier) and points[1] != REREADING else OPENING
