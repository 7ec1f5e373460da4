"""The audit page of the sample in Chromium: outlines lie on their numbers, links, keys and filters work, no request."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, FloatRect, Locator, Page, expect

from pipeline.model.geometry import BBox
from pipeline.model.verdict import Power, Severity, Verdict
from tests.fixtures.audit import REPORT as BIRDS
from tests.fixtures.audit import assessed, check, finding, page_of, read, seen, span, token
from tests.fixtures.browser import DESKTOP, PHONE, Opened, chromium, opened

pytestmark = pytest.mark.usefixtures("in_this_process")

ROOT = Path(__file__).parents[2]
REPORT = "regionkoordinatorerna-2024-facsimile"
WIDTH_PT = 595.0
"""The sample is A4; its width in points, to within the half point that pixels allow."""
WITHIN_PX = 1.0
"""Browsers place boxes on whole or fractional pixels."""
VIEWS = ("findings", "numbers", "misprints", "figures", "table", "about")


@pytest.fixture(scope="module")
def folder(loaded_sample: Path) -> Path:
    return loaded_sample


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


@pytest.fixture(scope="module")
def audit(folder: Path) -> Path:
    return folder / "audit.html"


@pytest.fixture(scope="module")
def observations(folder: Path) -> list[dict[str, str]]:
    with (folder / "observations.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture
def desk(browser: Browser, audit: Path) -> Iterator[Opened]:
    with opened(browser, audit) as one:
        yield one
        assert one.complaints == []
        assert one.requests == [audit.as_uri()]


def box_of(element: Locator) -> FloatRect:
    box = element.bounding_box()
    assert box is not None
    return box


def chosen(page: Page) -> str | None:
    return page.locator(".row.chosen .reading").first.get_attribute("id")


def outline_of(page: Page, observation_id: str) -> Locator:
    row = page.locator(f'[id="{observation_id}"]').locator("xpath=ancestor::li[contains(@class, 'row')]")
    return page.locator(f'.outline[data-row="{row.get_attribute("id")}"]').first


def is_within(page: Page, element: Locator, pane: str) -> bool:
    inner, outer = box_of(element), box_of(page.locator(pane))
    return (
        outer["y"] - 1 <= inner["y"] <= outer["y"] + outer["height"]
        and outer["x"] - 1 <= inner["x"] <= outer["x"] + outer["width"]
    )


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_outline_lies_on_its_number(
    browser: Browser, audit: Path, observations: list[dict[str, str]], size: tuple[int, int]
) -> None:
    with opened(browser, audit, size=size) as one:
        sheets = {int(name.removeprefix("page-")): box for name, box in boxes(one.page, ".page", ".sheet").items()}
        outlines: defaultdict[str, list[dict[str, float]]] = defaultdict(list)
        for name, box in all_outlines(one.page):
            outlines[name].append(box)
        rows = one.page.evaluate(
            "() => Object.fromEntries([...document.querySelectorAll('.reading[id]')]"
            ".map((reading) => [reading.id, reading.closest('.row').id]))"
        )
    for row in observations:
        sheet = sheets[int(row["page"])]
        scale = sheet["width"] / WIDTH_PT
        expected = [sheet["x"] + float(row["x0"]) * scale, sheet["y"] + float(row["top"]) * scale]
        expected += [(float(row["x1"]) - float(row["x0"])) * scale, (float(row["bottom"]) - float(row["top"])) * scale]
        nearest = min(
            max(abs(box[edge] - place) for edge, place in zip(("x", "y", "width", "height"), expected, strict=True))
            for box in outlines[rows[row["observation_id"]]]
        )
        assert nearest < WITHIN_PX, row["observation_id"]


def boxes(page: Page, outer: str, inner: str) -> dict[str, dict[str, float]]:
    """The box of one element inside each, by the id of the outer one."""
    return dict(
        page.evaluate(
            "([outer, inner]) => Object.fromEntries([...document.querySelectorAll(outer)].map((one) => {"
            " const { x, y, width, height } = one.querySelector(inner).getBoundingClientRect();"
            " return [one.id, { x, y, width, height }]; }))",
            [outer, inner],
        )
    )


def all_outlines(page: Page) -> list[tuple[str, dict[str, float]]]:
    return [
        (row, box)
        for row, box in page.evaluate(
            "() => [...document.querySelectorAll('.outline')].map((one) => {"
            " const { x, y, width, height } = one.getBoundingClientRect();"
            " return [one.dataset.row, { x, y, width, height }]; })"
        )
    ]


def test_a_number_that_is_clicked_tells_what_it_means(desk: Opened, observations: list[dict[str, str]]) -> None:
    row = next(one for one in observations if one["block_id"] == "form_boxes" and one["verdict"] == "confirmed")
    outline_of(desk.page, row["observation_id"]).click()
    assert chosen(desk.page) == row["observation_id"]
    assert desk.page.url.endswith(f"#{row['observation_id']}")
    told = desk.page.locator(".row.chosen").inner_text()
    assert f"{row['value']} persons, exact" in told
    assert row["label_printed"] in told
    assert is_within(desk.page, desk.page.locator(".row.chosen .head"), "#views")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("number", [0, 90, -1])
def test_the_page_opens_at_a_number(
    browser: Browser, audit: Path, observations: list[dict[str, str]], number: int, size: tuple[int, int]
) -> None:
    wanted = observations[number]["observation_id"]
    with opened(browser, audit, f"#{wanted}", size=size) as one:
        assert is_within(one.page, one.page.locator(f'.row.chosen [id="{wanted}"]'), "#views")
        assert is_within(one.page, outline_of(one.page, wanted), ".sheets")
        assert one.complaints == []


def test_back_leads_to_the_number_before(desk: Opened, observations: list[dict[str, str]]) -> None:
    first, second = observations[0]["observation_id"], observations[40]["observation_id"]
    outline_of(desk.page, first).click()
    outline_of(desk.page, second).click()
    desk.page.go_back()
    assert chosen(desk.page) == first


def test_a_check_leads_to_the_other_numbers_in_it(desk: Opened, observations: list[dict[str, str]]) -> None:
    outline_of(desk.page, observations[0]["observation_id"]).click()
    link = desk.page.locator(".row.chosen li.check .others a").first
    target = str(link.get_attribute("href")).removeprefix("#")
    link.hover()
    assert "ringed" in str(desk.page.locator(f'.outline[data-row="{target}"]').first.get_attribute("class"))
    link.click()
    expect(desk.page.locator(".row.chosen")).to_have_attribute("id", target)


def test_findings_are_walked_by_keys_and_buttons(desk: Opened) -> None:
    page = desk.page
    steps = [("n", "f1"), ("n", "f2"), ("[data-step='1']", "f3"), ("p", "f2"), ("[data-step='-1']", "f1")]
    for key_or_button, chosen in steps:
        if len(key_or_button) == 1:
            page.keyboard.press(key_or_button)
        else:
            page.locator(f"#findings {key_or_button}").click()
        page.locator(f".finding.chosen#{chosen}").wait_for(timeout=5000)  # the page follows its address, a moment later
        assert page.locator(".finding.chosen").count() == 1
    assert is_within(page, page.locator(".outline.ringed").first, ".sheets")


def test_numbers_are_walked_by_keys_and_escape_leads_back_to_the_place(desk: Opened) -> None:
    page = desk.page
    page.locator("#tab-numbers").click()
    page.keyboard.press("j")
    first = page.locator(".row.chosen").get_attribute("id")
    page.keyboard.press("j")
    expect(page.locator(".row.chosen")).not_to_have_attribute("id", str(first))
    page.keyboard.press("k")
    expect(page.locator(".row.chosen")).to_have_attribute("id", str(first))
    assert first is not None
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == first.replace("t", "o")


def test_single_keys_can_be_turned_off(desk: Opened) -> None:
    desk.page.keyboard.press("?")
    desk.page.locator("#keys-on").uncheck()
    desk.page.keyboard.press("n")
    assert desk.page.locator(".finding.chosen").count() == 0


def test_an_outline_works_by_keyboard_and_takes_the_reader_along(desk: Opened) -> None:
    desk.page.locator(".outline.confirmed").first.focus()
    desk.page.keyboard.press("Enter")
    assert "head" in str(desk.page.evaluate("document.activeElement.className"))
    desk.page.keyboard.press("Escape")
    assert "outline" in str(desk.page.evaluate("document.activeElement.className"))


def test_tabs_are_walked_by_arrows(desk: Opened) -> None:
    desk.page.locator("#tab-findings").focus()
    seen_views = []
    for _ in VIEWS:
        seen_views.append(desk.page.locator(".view:visible").get_attribute("id"))
        desk.page.keyboard.press("ArrowRight")
    assert tuple(seen_views) == VIEWS


def test_the_filter_by_verdict_block_and_words_hides_numbers_everywhere(
    desk: Opened, observations: list[dict[str, str]]
) -> None:
    page = desk.page
    page.locator("#tab-numbers").click()
    page.locator('.chip[data-mark="unchecked"]').click()
    assert set(marks_shown(page, ".row")) == set(marks_shown(page, ".outline")) == {"unchecked"}
    page.locator('.chip[data-mark="unchecked"]').click()
    page.locator("#block").select_option("form_boxes")
    expected = sum(row["block_id"] == "form_boxes" for row in observations)
    page.locator("#tab-table").click()
    assert page.locator("#tidy tbody tr:visible").count() == expected
    page.locator("#search").fill("no such words")
    page.locator("#tab-numbers").click()
    assert page.locator(".row:visible").count() == 0
    expect(page.locator(".no-match")).to_be_visible()
    page.locator("#clear").click()
    assert page.locator(".row:visible").count() == page.locator(".row").count()


def marks_shown(page: Page, selector: str) -> list[str]:
    return [
        str(name)
        for name in page.evaluate(
            "(selector) => [...document.querySelectorAll(selector)].filter((one) => !one.hidden)"
            ".map((one) => one.classList[1])",
            selector,
        )
    ]


def test_search_finds_a_label_in_either_language(desk: Opened) -> None:
    desk.page.locator("#tab-numbers").click()
    desk.page.keyboard.press("/")
    desk.page.keyboard.type("hotels 2024")
    english = desk.page.locator(".row:visible").count()
    desk.page.locator("#search").fill("hotell och restaurang")
    assert 0 < english <= desk.page.locator(".row:visible").count() < desk.page.locator(".row").count()


def test_the_table_is_sorted_by_a_column_as_numbers(desk: Opened) -> None:
    page = desk.page
    page.locator("#tab-table").click()
    heading = page.locator("#tidy thead th", has_text="value").first
    heading.locator("button").click()
    assert heading.get_attribute("aria-sort") == "ascending"
    column = page.evaluate("[...document.querySelectorAll('#tidy tbody tr')].map((row) => row.cells[1].textContent)")
    values = [float(text) for text in column if text]
    assert len(values) > 100
    assert values == sorted(values)
    heading.locator("button").click()
    assert heading.get_attribute("aria-sort") == "descending"


def test_misprints_are_shown_on_the_pages_while_they_are_looked_at(desk: Opened, folder: Path) -> None:
    with (folder / "power.csv").open(encoding="utf-8", newline="") as stream:
        uncovered = [row for row in csv.DictReader(stream) if row["unseen"]]
    desk.page.locator("#tab-misprints").click()
    assert desk.page.locator(".covered li").count() == len(uncovered)
    assert desk.page.locator(".outline.no-statistic:visible").count() == 0
    desk.page.locator(".covered a").first.click()
    expect(desk.page.locator(".row.chosen")).to_be_visible()
    assert desk.page.locator(".outline.no-statistic:visible").count() > 0


def test_the_language_is_switched_without_loading_again(desk: Opened) -> None:
    page = desk.page
    assert page.locator("#tab-findings").inner_text().startswith("Findings")
    page.locator("#language-sv").check()
    assert page.locator("#tab-findings").inner_text().startswith("Fynd")
    assert page.locator("html").get_attribute("lang") == "sv"
    assert page.evaluate("[...document.querySelectorAll('i[lang=en]')].filter((one) => one.offsetParent).length") == 0
    assert page.evaluate("[...document.querySelectorAll('i[lang=sv]')].filter((one) => one.offsetParent).length") > 0


def test_a_swedish_reader_is_met_in_swedish(browser: Browser, audit: Path) -> None:
    with opened(browser, audit, locale="sv-SE") as one:
        assert one.page.locator("#tab-findings").inner_text().startswith("Fynd")


def test_a_citation_is_copied(desk: Opened, observations: list[dict[str, str]]) -> None:
    row = observations[0]
    outline_of(desk.page, row["observation_id"]).click()
    desk.page.locator(".row.chosen .copy").first.click()
    copied = str(desk.page.evaluate("navigator.clipboard.readText()"))
    assert row["observation_id"] in copied
    assert row["source_sha256"] in copied
    assert f"p. {row['page']}" in copied


@pytest.fixture(scope="module")
def birds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small page with something of every kind, which axe goes through in a second."""
    one, other, drawn = (
        seen(span("69")),
        seen(span("70", 1, BBox(90, 80, 110, 92)), nth=2),
        replace(seen(span("", 1, BBox(50, 300, 90, 320)), nth=3), qualifier="measured"),
    )
    places = [BBox(50, 120 + 30 * number, 70, 132 + 30 * number) for number in range(4)]
    html = page_of(
        read(one),
        read(other),
        *(
            token("7", disposition, "because", number=span("7", 1, place))
            for disposition, place in zip(("claim", "year", "unread_figure", "unexplained"), places, strict=True)
        ),
        observations=[assessed(one), assessed(other, "contradicted"), assessed(drawn, "unchecked")],
        checks=[
            check(one, other, statement="69 = 70", verdict=Verdict.BREAKS),
            check(one, drawn, statement="69 = 69"),
            check(one, statement="69 < 70", kind="rank"),
            check(one, statement="69 < 71", verdict=Verdict.UNDECIDED),
        ],
        findings=[finding(one, other), finding(places=[span("x")], severity=Severity.NOTE)],
        power=[
            Power(one.observation_id, 2, 1, 0, (("sum", 1),), (Decimal(70),), 1, is_checked=True),
            Power(other.observation_id, 2, 0, 0, (), (Decimal(7), Decimal(71)), 0, is_checked=False),
        ],
        report=replace(BIRDS, is_facsimile=True),
    )
    path = tmp_path_factory.mktemp("birds") / "audit.html"
    path.write_text(html, encoding="utf-8")
    return path


def serious(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds that keeps somebody out, with the first places."""
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert found.response["passes"]
    return [
        (rule["id"], [node["target"] for node in rule["nodes"]][:3])
        for rule in found.response["violations"]
        if rule["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_serious(browser: Browser, birds: Path, size: tuple[int, int]) -> None:
    with opened(browser, birds, "#t1", size=size) as one:
        for view in VIEWS:
            one.page.locator(f"#tab-{view}").click()
            assert (view, serious(one.page)) == (view, [])


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_index_asks_for_nothing_and_axe_finds_nothing_serious(
    browser: Browser, folder: Path, size: tuple[int, int]
) -> None:
    path = folder.parent / "index.html"
    with opened(browser, path, size=size) as one:
        assert (one.complaints, one.requests) == ([], [path.as_uri()])
        assert serious(one.page) == []
        assert one.page.evaluate("document.documentElement.scrollWidth") == size[0]
        one.page.get_by_role("link", name=REPORT).first.click()
        assert one.page.url == (folder / "audit.html").as_uri()


def test_nothing_is_wider_than_a_phone(browser: Browser, audit: Path) -> None:
    with opened(browser, audit, size=PHONE, is_mobile=True) as one:
        assert one.page.evaluate("[innerWidth, innerHeight]") == list(PHONE)
        assert one.page.evaluate("document.documentElement.scrollWidth") == PHONE[0]


def test_without_script_it_is_a_page_to_read(browser: Browser, audit: Path, observations: list[dict[str, str]]) -> None:
    with opened(browser, audit, f"#{observations[3]['observation_id']}", script=False) as one:
        assert one.page.locator(".row .told").nth(5).is_visible()
        assert all(one.page.locator(f"#{view}").is_visible() for view in VIEWS)
        one.page.locator("#language-sv").check()
        assert one.page.locator("#findings-heading").inner_text() == "Fynd"


def test_hostile_texts_are_shown_as_they_are(browser: Browser, tmp_path: Path) -> None:
    hostile = (
        "<script>document.title = 'run'</script>",
        "<img src=x onerror=\"document.title='run'\">",
        "\"'></svg></style></script><b>bold</b>",
        "\u202eturned\u2066",
        "{{ 7 * 7 }}",
    )
    ones = [seen(span(text, 1), label=text, group=text, nth=number) for number, text in enumerate(hostile, start=1)]
    html = page_of(
        *(read(one) for one in ones),
        token(hostile[0], "other", hostile[1]),
        observations=[assessed(one) for one in ones],
        checks=[check(one, statement=text) for one, text in zip(ones, hostile, strict=True)],
        findings=[finding(*ones, message=" ".join(hostile))],
        report=replace(BIRDS, source_name=hostile[0], report_id=hostile[1]),
    )
    path = tmp_path / "audit.html"
    path.write_text(html, encoding="utf-8")
    with opened(browser, path) as one:
        for view in VIEWS:
            one.page.locator(f"#tab-{view}").click()
        assert one.page.title() == f"{hostile[1]}: audit"
        printed = one.page.locator("#numbers bdi.printed").all_text_contents()
        assert printed[: len(hostile)] == list(hostile)
        assert one.page.locator("b, img").count() == one.page.locator(".languages b").count()
        assert (one.complaints, one.requests) == ([], [path.as_uri()])
