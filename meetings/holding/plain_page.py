"""What the page of a meeting shows whoever has no JavaScript."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from intermetiers.web.french import start_sentence, typeset, write_count, write_hour, write_minutes
from meetings.domain.before import Before, as_said
from meetings.domain.fiche import codes_of
from meetings.domain.kinds import ItemKind
from meetings.domain.legal import facts_of
from meetings.domain.live import speech
from meetings.domain.live.remaining import of_meeting, of_point
from meetings.domain.live.room import OPENING, REREADING, RoomPoint, is_short
from meetings.domain.live.unheard import is_time_to_ask, not_heard, question_to
from meetings.domain.live.wording import CDAPH
from meetings.holding.boot import kept_of
from meetings.holding.forms import course, opening
from meetings.holding.forms.base import ActForm
from meetings.holding.forms.notes import KIND_LABELS, NoteForm, PositionsForm, new_note
from meetings.holding.plain_notes import NoteRow, Notes
from meetings.holding.room import Room
from meetings.live import milliseconds
from meetings.models import Holding
from partners.domain.worlds import World

CLOSING = "fermer"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: a point, a note to write or to change, a decision of which to
    write what each one says, a note just taken away."""

    point: str = ""
    write: str = ""
    change: str = ""
    positions: str = ""
    taken: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Asked":
        words = ("point", "ecrire", "modifier", "avis", "retiree")
        return cls(*(str(query.get(word, ""))[:40] for word in words))

    @classmethod
    def of_form(cls, form: ActForm) -> "Asked":
        """The page a form was sent from."""
        sent = {name: str(form.data.get(name, ""))[:40] for name in ("point", "note", "entry")}
        if form.NAME == NoteForm.NAME:
            if _is_uuid(sent["entry"]):
                return cls(sent["point"], change=sent["entry"])
            return cls(sent["point"], write=sent["note"])
        if form.NAME == PositionsForm.NAME:
            return cls(sent["point"], positions=sent["entry"])
        return cls(sent["point"])


def plain_context(
    room: Room, holding: Holding, asked: Asked, refused: ActForm | None = None
) -> dict[str, Any]:
    """The context of `meetings/holding/plain.html`. `refused` comes back as it was typed."""
    return _Page(room, holding, asked, refused).context()


class _Page:
    def __init__(self, room: Room, holding: Holding, asked: Asked, refused: ActForm | None) -> None:
        self.room, self.live, self.holding = room, room.live, holding
        self.asked, self.refused = asked, refused
        self.item = self._item()
        self.point = room.point(self.item)
        self.notes = Notes(room, self.item, asked.change, asked.positions, refused)

    def context(self) -> dict[str, Any]:
        """What every moment of the meeting shows, and what this one does."""
        moment = self._moment()
        return {
            "plain": moment,
            "item": self.item,
            "act_url": reverse("meetings:live_act", args=[self.room.dossier.reference]),
            "page_url": reverse("meetings:live", args=[self.room.dossier.reference]),
            "refused": self.refused,
            "steps": self._steps() if self.live.is_open else [],
            "is_open": self.live.is_open,
            "remaining": self._remaining(),
            **getattr(self, f"_{moment}")(),
            **(self._floor() if self.live.is_open else {}),
        }

    def _item(self) -> str:
        """The point to show: the one asked for, else the one under way."""
        known = {point.item for point in self.room.points} | {CLOSING}
        asked = self.asked.point if self.asked.point in known else self.live.item
        return asked if asked in known else OPENING

    def _moment(self) -> str:
        if self.live.closed_at is not None:
            return "closed"
        if self.live.opened_at is None:
            return "opening"
        return {OPENING: "welcome", REREADING: "reread", CLOSING: "closing"}.get(self.item, "point")

    def form(self, make: type[ActForm], **initial: Any) -> ActForm:
        """A form of the page; the one that was refused, with what was typed in it."""
        if self.refused and isinstance(self.refused, make):
            return self.refused
        return make(room=self.room, initial={"point": self.item, **initial})

    def hand(self, make: type[ActForm], **initial: Any) -> ActForm:
        """A form that is only a button: nothing is typed in it."""
        said = {"point": self.item, **initial}
        return make(room=self.room, initial=said, auto_id=False)

    # --- The points -----------------------------------------------------------------------------

    def _steps(self) -> list[dict[str, Any]]:
        ends = {OPENING, REREADING}
        number, steps = 0, []
        for point in self.room.points:
            number += point.item not in ends
            steps.append({
                "item": point.item,
                "number": "" if point.item in ends else number,
                "title": point.title,
                "is_here": point.item == self.item,
                "is_under_way": point.item == self.live.item,
                "is_done": point.item != self.live.item and point.item in self.live.item_ms,
            })  # fmt: skip
        end = {"item": CLOSING, "number": "", "title": "Fermer", "is_here": self.item == CLOSING}
        return [*steps, end]

    def _remaining(self) -> list[str]:
        planned = self.room.point(self.live.item)
        of_this = of_point(self.live, planned.minutes if planned else 0)
        of_all = of_meeting(
            self.live, self.room.dossier.available_minutes, milliseconds(self.room.now)
        )
        said = ((of_this, "pour ce point"), (of_all, "en tout"))
        return [f"{rest.text} {words}" for rest, words in said if rest.text and self.live.is_open]

    def _next_point(self) -> RoomPoint | None:
        items = [point.item for point in self.room.points]
        if self.item not in items[:-1]:
            return None
        return self.room.points[items.index(self.item) + 1]

    def _go(self) -> dict[str, Any]:
        """To the point one looks at when it is not under way, and to the next one."""
        point = self._next_point()
        here = self.item == self.live.item
        return {
            "come": None if here else self.hand(course.PointForm, item=self.item),
            "next_point": point,
            "next_form": point and self.hand(course.PointForm, item=point.item),
        }

    # --- Before it begins, and the welcome ------------------------------------------------------

    def _arrivals(self) -> dict[str, Any]:
        gone = [
            (guest.label, self.hand(opening.GuestGoneForm, who=guest.who))
            for guest in self.live.guests
        ]
        return {
            "presence": self.form(opening.PresenceForm),
            "guest": self.form(opening.GuestForm),
            "company": self.form(opening.CompanyForm),
            "guests_gone": gone,
            "roles": self.form(opening.RolesForm),
            "seats": self.hand(opening.SeatsForm),
        }

    def _codes(self) -> dict[str, Any]:
        return {
            "codes": [typeset(code) for code in codes_of(self.room.dossier)],
            "feelings": self.form(opening.FeelingsForm, moment="arrive"),
        }

    def _before(self) -> dict[str, Any]:
        """What the meeting opens on, when the pupil’s earlier meetings left something."""
        return {"became": self.form(opening.BecameForm) if self.room.before else None}

    def _before_said(self) -> list[Before]:
        """What the room said of each; nothing of those it did not speak of."""
        became = self.live.became
        return [one for one in as_said(self.room.before, became) if one.what in became]

    def _opening(self) -> dict[str, Any]:
        short = is_short(self.room.dossier)
        shown = self._arrivals() | {"open": self.hand(opening.OpenForm), "is_short": short}
        return shown | (self._codes() | self._before() if short else {})

    def _welcome(self) -> dict[str, Any]:
        notes = self.notes.on(self.item)
        return self._arrivals() | self._codes() | self._before() | self._go() | self._written(notes)

    # --- A point ---------------------------------------------------------------------------------

    def _written(self, rows: list[NoteRow]) -> dict[str, Any]:
        """The notes shown, and the one being written; the form of a note that is no longer in
        its place is not lost either."""
        writing = self.refused if isinstance(self.refused, NoteForm) else None
        if writing is None and self.asked.write in KIND_LABELS:
            writing = new_note(self.asked.write, self.item, self.room)
        if any(row.change for row in rows):
            writing = None
        return {
            "note_kinds": list(KIND_LABELS.items()),
            "writing": writing,
            "notes": rows,
            "taken": self._taken(),
            "cdaph": CDAPH if facts_of(self.room.dossier.kind).cannot_decide else "",
        }

    def _taken(self) -> ActForm | None:
        known = {act.id for act in self.room.acts if act.kind == "entry" and act.payload["gone"]}
        undone = {act.payload["act"] for act in self.room.acts if act.kind == "undo"}
        taken = self.asked.taken
        return self.hand(course.UndoForm, undone=taken) if taken in known - undone else None

    def _point(self) -> dict[str, Any]:
        point = self.point
        if point is None:
            return {}
        opener = self.room.people.get(point.opener)
        about = [
            point.kind_label,
            write_minutes(point.minutes) if point.minutes else "",
            f"{opener.called} commence" if opener else "",
        ]
        decides = point.kind == ItemKind.DECIDE and not point.instructed
        return {
            "room_point": point,
            "about": " · ".join(part for part in about if part),
            "settle": self._settle() if decides else None,
            "reads_together": self._way() == "together",
            **self._go(),
            **self._written(self.notes.on(self.item)),
        }

    def _way(self) -> str:
        settled = self.live.settled.get(self.item)
        return settled.way if settled else ""

    def _settle(self) -> ActForm:
        settled = self.live.settled.get(self.item)
        said = {"way": settled.way, "until": settled.until, "text": settled.text} if settled else {}
        return self.form(course.SettleForm, item=self.item, **said)

    # --- The floor -------------------------------------------------------------------------------

    def _floor(self) -> dict[str, Any]:
        live, room = self.live, self.room
        speaker = room.people.get(live.floor.who) if live.floor else None
        since = (
            room.now.fromtimestamp(live.floor.since / 1000, room.now.tzinfo) if live.floor else None
        )
        last = room.last_floor()
        return {
            "watch": live.watch,
            "watch_form": self.hand(course.WatchForm, on=not live.watch),
            "names": live.names,
            "names_form": self.hand(course.NamesForm, on=not live.names),
            "floor": self.hand(course.FloorForm),
            "around": [(person, person is speaker) for person in room.in_turn],
            "speaker": speaker,
            "speaks_since": write_hour(since) if since else "",
            "shares": self._shares(),
            "undo": self.hand(course.UndoForm, undone=last.id) if last else None,
            "recast": self.form(course.RecastForm) if live.turns else None,
            **self._unheard(),
        }

    def _shares(self) -> list[tuple[World, int]]:
        worlds = {who: person.world for who, person in self.room.people.items()}
        times = speech.by_world(speech.spoken(self.live.turns), worlds)
        return list(zip(times, speech.shares(list(times.values())), strict=True))

    def _unheard(self) -> dict[str, Any]:
        under_way = self.room.point(self.live.item)
        if under_way is None or under_way.item in {OPENING, REREADING}:
            return {}
        people = not_heard(self.live, self.room.in_turn)
        if not people or not is_time_to_ask(self.live, under_way.minutes):
            return {}
        asked = self.hand(course.AskedForm, item=self.live.item)
        return {"question": question_to(people), "asked_form": asked}

    # --- The end ---------------------------------------------------------------------------------

    def _reread(self) -> dict[str, Any]:
        sections = self.notes.sections()
        rows: list[NoteRow] = [row for _, _, rows in sections for row in rows]
        return (
            self._written(rows)
            | self._go()
            | {
                "before_said": self._before_said(),
                "sections": sections,
                "unfinished": _unfinished(rows),
                "reread": self.hand(course.RereadForm, on=True),
            }
        )

    def _closing(self) -> dict[str, Any]:
        rows = [row for _, _, rows in self.notes.sections() for row in rows]
        return {
            "feelings": self.form(opening.FeelingsForm, moment="leave"),
            "next_meeting": self.form(course.NextForm),
            "close": self.hand(course.CloseForm),
            "unfinished": _unfinished(rows),
            "is_short": is_short(self.room.dossier),
        }

    def _closed(self) -> dict[str, Any]:
        kept = kept_of(self.holding) or {"shares": {}, "arrived": 0, "left": 0}
        closed = self.room.now.fromtimestamp(
            (self.live.closed_at or 0) / 1000, self.room.now.tzinfo
        )
        return {
            "closed_at": write_hour(closed),
            "kept_shares": [(World(world), share) for world, share in kept["shares"].items()],
            "sections": self.notes.sections(),
            "next_said": self.notes.next_said(),
            "reopen": self.hand(course.ReopenForm),
        }


def _unfinished(rows: list[NoteRow]) -> str:
    """« Deux lignes posent encore une question. »"""
    count = sum(bool(row.questions) for row in rows)
    if not count:
        return ""
    verb = "pose" if count == 1 else "posent"
    return (
        f"{start_sentence(write_count(count, 'ligne', feminine=True))} {verb} encore une question."
    )


def _is_uuid(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False
