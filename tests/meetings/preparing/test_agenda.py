import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from intermetiers.web.models import JournalEntry
from meetings.domain.kinds import MovedTo
from tests import factories
from tests.intermetiers.web.test_uploads import make_pdf

ACTS = ("agenda_item", "agenda_remove", "agenda_move_out", "agenda_put_back")


def url(meeting, name="agenda", *args):
    return reverse(f"meetings:{name}", args=[meeting.reference, *args])


def new_item(**changes):
    plain = {"title": "Les temps du SESSAD", "kind": "decide", "minutes": "20", "opener_id": ""}
    return {f"add-{name}": value for name, value in (plain | changes).items()} | {
        "add-form_key": factories.new_key()
    }


def changed(item, **changes):
    seen = {
        "title": item.title,
        "kind": item.kind,
        "minutes": item.minutes,
        "opener_id": item.opener_id or "",
    }
    return seen | {f"initial-{name}": value for name, value in seen.items()} | changes


def times(meeting, **changes):
    names = ("opening_minutes", "words_minutes", "rereading_minutes")
    seen = {name: getattr(meeting, name) for name in names}
    data = seen | {f"initial-times-{name}": value for name, value in seen.items()} | changes
    return {k if k.startswith("initial") else f"times-{k}": v for k, v in data.items()}


def titles(meeting):
    return list(meeting.agenda.values_list("title", flat=True))


def test_the_page_draws_the_minutes_and_says_them(alice_client, case_1):
    page = alice_client.get(url(case_1)).content.decode().replace("\u00a0", " ")
    assert "combien de temps" in page
    assert "1 h 15 prévues, pour une réunion de 1 h 15 : le compte est juste." in page
    assert page.count('class="minutes__part minutes__part--') == 6


@pytest.mark.parametrize("name", ["agenda", "agenda_times", "agenda_add", "agenda_reorder", *ACTS])
def test_a_stranger_finds_nothing(charlie_client, meeting, name):
    item = factories.make_item(meeting)
    args = [item.pk] if name in ACTS else []
    assert charlie_client.post(url(meeting, name, *args)).status_code in {404, 405}
    assert charlie_client.get(url(meeting, name, *args)).status_code in {404, 405}
    assert meeting.agenda.count() == 1


@pytest.mark.parametrize("name", ACTS)
def test_a_point_of_another_meeting_is_not_found(alice_client, alice, team, meeting, name):
    other = factories.make_meeting(team, alice, pupil=factories.make_pupil(team))
    item = factories.make_item(other)
    assert alice_client.post(url(meeting, name, item.pk)).status_code == 404
    assert other.agenda.filter(moved_to="").exists()


@pytest.mark.parametrize("name", ["agenda_times", "agenda_add", "agenda_reorder"])
def test_acts_are_posted(alice_client, meeting, name):
    assert alice_client.get(url(meeting, name)).status_code == 405


def test_points_are_added_one_after_the_other_with_the_hand_on_the_title(alice_client, meeting):
    response = alice_client.post(url(meeting, "agenda_add"), new_item(), follow=True)
    title = response.context["add_form"]["title"]
    assert " autofocus data-focus " in str(title)
    assert title.value() is None
    alice_client.post(url(meeting, "agenda_add"), new_item(title="Ce qu’on demande à la MDPH"))
    assert titles(meeting) == ["Les temps du SESSAD", "Ce qu’on demande à la MDPH"]


def test_the_hand_is_not_taken_when_nothing_was_added(alice_client, meeting):
    form = alice_client.get(url(meeting)).context["add_form"]
    assert "data-focus" not in str(form["title"])


def test_a_double_click_makes_one_point(alice_client, meeting):
    sent = new_item()
    for _ in "12":
        assert alice_client.post(url(meeting, "agenda_add"), sent).status_code == 302
    assert meeting.agenda.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "   "}, "title"),
        ({"title": "é" * 3000}, "title"),
        ({"title": "a\x00b"}, "title"),
        ({"minutes": "0"}, "minutes"),
        ({"minutes": "181"}, "minutes"),
        ({"minutes": "dix"}, "minutes"),
        ({"kind": "vote"}, "kind"),
        ({"opener_id": "999999"}, "opener_id"),
    ],
)
def test_a_point_outside_sense_is_refused_beside_the_field(alice_client, meeting, changes, field):
    sent = new_item(**changes)
    response = alice_client.post(url(meeting, "agenda_add"), sent)
    assert response.status_code == 422
    form = response.context["add_form"]
    assert form.errors.keys() == {field}
    assert form["title"].value() == sent["add-title"]
    assert not meeting.agenda.exists()


def test_markup_and_other_scripts_are_text(alice_client, meeting):
    title = "<script>alert(1)</script> 😀 سامية"
    page = alice_client.post(url(meeting, "agenda_add"), new_item(title=title), follow=True)
    assert meeting.agenda.get().title == title
    assert b"<script>alert" not in page.content
    assert "😀 سامية" in page.content.decode()


def test_somebody_of_another_meeting_cannot_open_a_point(alice_client, alice, team, meeting):
    other = factories.make_meeting(team, alice, pupil=factories.make_pupil(team))
    stranger = other.participants.first()
    item = factories.make_item(meeting)
    sent = changed(item, opener_id=stranger.pk)
    assert alice_client.post(url(meeting, "agenda_item", item.pk), sent).status_code == 422
    item.refresh_from_db()
    assert item.opener is None


def test_a_point_changes(alice_client, meeting):
    item = factories.make_item(meeting)
    opener = meeting.participants.get(family_member__relation="mère")
    sent = changed(item, minutes="35", opener_id=opener.pk)
    assert alice_client.post(url(meeting, "agenda_item", item.pk), sent).status_code == 302
    item.refresh_from_db()
    assert (item.minutes, item.opener) == (35, opener)


def test_a_point_changed_by_two_shows_both_and_merges_the_rest(alice_client, bob_client, meeting):
    item = factories.make_item(meeting)
    sent = changed(item, title="Les temps de classe")
    bob_client.post(
        url(meeting, "agenda_item", item.pk), changed(item, title="Les sorties", minutes="35")
    )
    response = alice_client.post(url(meeting, "agenda_item", item.pk), sent)
    assert response.status_code == 422
    form = response.context["form"]
    assert form.errors.keys() == {"title"}
    assert form["title"].value() == "Les temps de classe"
    assert "Les sorties" in form.errors["title"][0]
    again = sent | {"initial-title": "Les sorties"}
    assert alice_client.post(url(meeting, "agenda_item", item.pk), again).status_code == 302
    item.refresh_from_db()
    assert (item.title, item.minutes) == ("Les temps de classe", 35)


def test_removing_asks_first_then_takes_the_document_away(
    alice_client, meeting, django_capture_on_commit_callbacks
):
    item = factories.make_item(meeting)
    row = factories.make_information(item)
    row.file.save("hasard.pdf", _file(), save=True)
    page = alice_client.get(url(meeting, "agenda_remove", item.pk)).content.decode()
    assert "Les informations prévues avant ce point partent avec lui." in page
    assert meeting.agenda.exists()
    with django_capture_on_commit_callbacks(execute=True):
        alice_client.post(url(meeting, "agenda_remove", item.pk))
    assert not meeting.agenda.exists()
    assert not default_storage.exists(row.file.name)


def _file():
    return ContentFile(make_pdf())


@pytest.fixture
def three(meeting):
    return [factories.make_item(meeting, title) for title in ("un", "deux", "trois")]


@pytest.mark.parametrize(
    ("button", "which", "order"),
    [
        ("up", 2, ["un", "trois", "deux"]),
        ("down", 0, ["deux", "un", "trois"]),
        ("up", 0, ["un", "deux", "trois"]),
        ("down", 2, ["un", "deux", "trois"]),
    ],
)
def test_a_point_moves_by_one_with_its_buttons(alice_client, meeting, three, button, which, order):
    sent = {button: three[which].pk, "order": [item.pk for item in three]}
    response = alice_client.post(url(meeting, "agenda_reorder"), sent)
    assert response["Location"].endswith(f"#item-{three[which].pk}")
    assert titles(meeting) == order


def test_points_take_the_order_they_were_dragged_to(alice_client, meeting, three):
    order = [three[index].pk for index in (2, 0, 1)]
    alice_client.post(url(meeting, "agenda_reorder"), {"order": order})
    assert titles(meeting) == ["trois", "un", "deux"]


def test_a_point_added_while_dragging_is_not_lost(alice_client, meeting, three):
    factories.make_item(meeting, "nouveau")
    alice_client.post(url(meeting, "agenda_reorder"), {"order": [three[1].pk, three[1].pk]})
    assert titles(meeting) == ["deux", "un", "trois", "nouveau"]


def test_an_order_forged_changes_nothing(alice_client, alice, team, meeting, three):
    other = factories.make_meeting(team, alice, pupil=factories.make_pupil(team))
    alien = factories.make_item(other, position=7)
    for order in ([alien.pk], ["douze"]):
        alice_client.post(url(meeting, "agenda_reorder"), {"order": order})
    assert alice_client.post(url(meeting, "agenda_reorder"), {"up": alien.pk}).status_code == 404
    alien.refresh_from_db()
    assert (alien.position, titles(meeting)) == (7, ["un", "deux", "trois"])


def test_too_much_is_said_and_a_way_out_is_one_click_away(alice_client, meeting):
    for title in ("bilan de l’année", "emploi du temps", "stage vélo", "orientation"):
        factories.make_item(meeting, title, minutes=20)
    response = alice_client.get(url(meeting))
    assert "25\u00a0minutes de trop" in response.content.decode()
    proposal = response.context["proposals"][0]
    sent = {"moved_to": proposal.to}
    alice_client.post(url(meeting, "agenda_move_out", proposal.item.id), sent)
    page = alice_client.get(url(meeting))
    assert [point.item.id for point in page.context["moved"]] == [proposal.item.id]
    assert proposal.where in page.content.decode().lower()


def test_a_point_taken_out_says_where_it_went_and_comes_back(alice_client, meeting, three):
    sent = {"moved_to": MovedTo.SMALLER.value, "moved_note": "avec la directrice, jeudi"}
    alice_client.post(url(meeting, "agenda_move_out", three[1].pk), sent)
    page = alice_client.get(url(meeting)).content.decode()
    assert "En plus petit groupe" in page
    assert "avec la directrice, jeudi" in page
    alice_client.post(url(meeting, "agenda_put_back", three[1].pk))
    three[1].refresh_from_db()
    assert (three[1].moved_to, three[1].moved_note, three[1].moved_at) == ("", "", None)
    assert titles(meeting) == ["un", "deux", "trois"]


def test_where_a_point_goes_is_asked(alice_client, meeting, three):
    sent = {"moved_to": "", "moved_note": "on verra"}
    response = alice_client.post(url(meeting, "agenda_move_out", three[0].pk), sent)
    assert response.status_code == 422
    assert response.context["form"]["moved_note"].value() == "on verra"


def test_the_time_of_words_is_kept_and_counted(alice_client, meeting):
    response = alice_client.post(
        url(meeting, "agenda_times"), times(meeting, words_minutes="10"), follow=True
    )
    assert response.context["bar"].planned == 15
    meeting.refresh_from_db()
    assert meeting.words_minutes == 10


@pytest.mark.parametrize("minutes", ["-1", "61", "", "cinq"])
def test_a_time_outside_sense_is_refused(alice_client, meeting, minutes):
    sent = times(meeting, words_minutes=minutes)
    response = alice_client.post(url(meeting, "agenda_times"), sent)
    assert response.status_code == 422
    assert response.context["form"]["words_minutes"].value() == minutes
    assert response.context["form"].errors.keys() == {"words_minutes"}


def test_a_refused_time_answers_htmx_with_the_whole_middle(alice_client, meeting):
    """Parts that htmx swaps apart lose their id there, else they would leave the middle."""
    sent = times(meeting, words_minutes="cinq")
    headers = {"hx-request": "true"}
    response = alice_client.post(url(meeting, "agenda_times"), sent, headers=headers)
    assert response["HX-Retarget"] == "#step"
    assert b'id="minutes"' not in response.content
    assert b'id="minutes"' in alice_client.get(url(meeting)).content


def test_times_changed_by_two_show_both(alice_client, bob_client, meeting):
    bob_client.post(url(meeting, "agenda_times"), times(meeting, words_minutes="10"))
    sent = times(meeting, words_minutes="15", rereading_minutes="5")
    response = alice_client.post(url(meeting, "agenda_times"), sent)
    assert "10" in response.context["form"].errors["words_minutes"][0]
    meeting.refresh_from_db()
    assert (meeting.words_minutes, meeting.rereading_minutes) == (10, 0)


def test_the_journal_names_the_act_and_never_what_was_typed(alice_client, meeting):
    alice_client.post(url(meeting, "agenda_add"), new_item(title="Un secret"))
    entry = JournalEntry.objects.get(act="item_added")
    assert "secret" not in str(entry.detail)


@pytest.mark.parametrize("count", [3, 30])
def test_agenda_query_count(alice_client, meeting, django_assert_num_queries, count):
    factories.fill(meeting, participants=count, items=count)
    with django_assert_num_queries(18):
        alice_client.get(url(meeting))


@pytest.mark.parametrize("count", [3, 30])
def test_reordering_costs_the_same_for_many_points(
    alice_client, meeting, django_assert_num_queries, count
):
    factories.fill(meeting, participants=1, items=count)
    order = list(meeting.agenda.order_by("-position").values_list("pk", flat=True))
    with django_assert_num_queries(19):
        alice_client.post(url(meeting, "agenda_reorder"), {"order": order})
