"""A holder says « Fait » on a phone without scripts; the week of the coordinator changes."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from meetings.domain.kinds import Purpose
from tests.browser.test_axe import faults_of as axe_faults
from tests.browser.test_narrow import faults_of as sticking_out
from tests.guests import make_link
from tests.meetings.asking.cast import seat_of
from tests.meetings.held import hold

ROOM = "Prêter la salle 2 le mardi"


def test_a_decision_is_kept(visit, alice, case_1):
    father, yesterday = seat_of(case_1, "père"), timezone.localdate() - timedelta(days=1)
    fields = {"people": [f"p{father.pk}"], "by": yesterday.isoformat()}
    tension = {"dilemma": "continuity", "how": "garder l’aide", "invention": "Le mercredi"}
    hold(
        case_1, alice, timezone.now() - timedelta(days=20),
        ("decision", "accueil", ROOM, fields), ("decision", "accueil", "Sans nom", {}),
        ("tension", "accueil", "Les maths", tension),
    )  # fmt: skip
    desk = visit(alice, width=400, reduced_motion="reduce")
    desk.goto("/")
    kept = desk.get_by_role("region", name="Tenir parole")
    expect(kept).to_contain_text("en retard")
    phone = visit(width=400, height=700, javascript=False, has_touch=True)
    address = f"/d/{make_link(father, alice, purpose=Purpose.DECISIONS)}"
    phone.goto(address)
    phone.get_by_role("button", name="Fait", exact=True).tap()
    phone.get_by_label("Vous voulez ajouter un mot").fill("Les clés sont à l’accueil")
    phone.get_by_role("button", name="Ajouter ce mot").tap()
    expect(phone.get_by_text("« Les clés sont à l’accueil »")).to_be_visible()
    assert phone.reload().request.method == "GET"

    desk.goto("/")
    expect(kept).not_to_contain_text("en retard")
    expect(kept).to_contain_text("fait")
    desk.goto(f"/reunions/{case_1.reference}/decisions")
    expect(desk.get_by_role("main")).to_contain_text("Les clés sont à l’accueil")
    faults = []
    for page in (
        address, f"/reunions/{case_1.reference}/decisions", "/decisions",
        f"/eleves/{case_1.pupil_id}/fil",
    ):  # fmt: skip
        desk.goto(page)
        faults += axe_faults(desk) + sticking_out(desk)
    assert faults == []
