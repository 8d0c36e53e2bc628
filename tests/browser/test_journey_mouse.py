"""The product's main job, by mouse: from an empty team to the brief and the fiche of case 1."""

import io

import pikepdf
import pypdfium2
from django.utils import timezone
from playwright.sync_api import expect

from tests import factories
from tests.browser import case_1
from tests.browser.hands import Mouse
from tests.browser.steps import Steps


def test_a_coordinator_prepares_case_1(visit, alice, pdf, screenshots):
    day = case_1.thursday_to_come(timezone.localdate())
    pictures = screenshots / "mouse"
    page = visit()
    steps = Steps(page, Mouse(page), pictures)
    case_1.begin(steps, alice, factories.PASSWORD)
    case_1.gather_people(steps)
    case_1.write_problem(steps)
    case_1.choose_place(steps)
    case_1.choose_slot(steps, day)
    case_1.write_agenda(steps)
    drag_last_point_to_the_top(steps)
    case_1.write_information(steps, day, pdf)

    address = steps.make_private_link("mère")
    steps.picture("10-lien")
    the_mother_reads(visit(width=360, height=740, javascript=False), address, day, pictures)

    download = steps.download_fiche()
    steps.picture("12-fiche")
    assert download.suggested_filename.endswith(".pdf")
    assert "Yanis" in download.suggested_filename
    the_fiche_holds_what_was_typed(download, day, pictures)


def drag_last_point_to_the_top(steps):
    steps.picture("8-ordre-du-jour")
    assert steps.order() == [point.title for point in case_1.POINTS]
    grips = steps.page.locator(".order__grip")
    steps.page.mouse.wheel(0, -5000)  # as one goes back up to the list, from the times below it
    expect(steps.page.get_by_role("heading", level=1)).to_be_in_viewport()
    first, last = grips.first.bounding_box(), grips.last.bounding_box()
    steps.page.mouse.move(last["x"] + 5, last["y"] + 5)
    steps.page.mouse.down()
    steps.page.mouse.move(first["x"] + 5, first["y"] - 30, steps=5)
    with steps.page.expect_response(lambda response: response.status == 200):
        steps.page.mouse.up()
    moved = [case_1.MDPH, case_1.AFTERNOONS, case_1.SESSAD]
    expect(steps.page.locator(".order .row__title")).to_have_text([point.title for point in moved])
    steps.page.reload()
    assert steps.order() == [point.title for point in moved]


def the_mother_reads(page, address, day, pictures):
    response = page.goto(address)
    assert response.status == 200
    main = page.get_by_role("main")
    expect(main).to_contain_text("Pour Samia Belkacem")
    expect(main).not_to_contain_text("Yanis")
    page.get_by_label("La date de naissance de l’enfant").fill(
        f"{case_1.PUPIL['born_on']:%d/%m/%Y}"
    )
    page.get_by_role("button", name="Lire le reste").click()
    expect(main).to_contain_text("Pour Samia Belkacem, la mère de Yanis")
    expect(main).to_contain_text(f"{case_1.written(day)} {day.year}")
    expect(main).to_contain_text("de 10 h 15 à 11 h 30")
    expect(main).to_contain_text(case_1.PLACE["name"])
    expect(main).to_contain_text("accès sans marche")
    expect(main).to_contain_text(case_1.PROBLEM)
    expect(main.locator(".points")).to_contain_text(case_1.SESSAD.title)
    expect(main.locator(".points")).not_to_contain_text(case_1.AFTERNOONS.title)
    page.locator("summary", has_text="L’emploi du temps de la semaine").click()
    expect(page.get_by_text("Yanis sort de la classe avec l’éducatrice")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Ce que la MDPH peut décider").click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")
    page.screenshot(path=pictures / "11-brief.png", full_page=True)


def the_fiche_holds_what_was_typed(download, day, pictures):
    content = download.path().read_bytes()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert str(pdf.Root.Lang) == "fr"
        assert pdf.Root.MarkInfo.Marked
        assert len(pdf.pages) <= 2
    document = pypdfium2.PdfDocument(content)
    words = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
    for text in (
        case_1.PUPIL["title"], case_1.written(day), case_1.PLACE["name"],
        "la directrice", "l’AESH", "la psychologue", "Au téléphone",
        *(point.title for point in case_1.POINTS), *case_1.VIEWPOINTS.values(),
        "Comment garder l’aide sans qu’il perde le fil",
    ):  # fmt: skip
        assert text in words, text
    document[0].render(scale=2).to_pil().save(pictures / "13-fiche.png")
    document.close()
