"""What a new edition has otherwise: hand-made blocks of two editions."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model.chart import Chart, ChartKind, Orientation, Scale, ScaleSource
from pipeline.model.drift import BlockLook, EditionLook, LabelDrift, look_of
from pipeline.model.geometry import BBox
from pipeline.model.observation import Normalised, Observation, UnknownLabel
from pipeline.model.printed import Block, Entry, Layout
from pipeline.model.span import Span
from pipeline.model.verdict import Finding, LedgerRow, Severity
from pipeline.validate.drift import drift_findings, label_drifts
from tests.fixtures.facts import family_spec, observation

SPEC = family_spec()
BEFORE = EditionLook(
    2023,
    "regionkoordinatorerna-2023",
    (
        BlockLook("form_boxes", (2,), (("exploitation_form", ("labour", "begging")), ("sex", ("female",)))),
        BlockLook("industries", (5,), (("exploitation_form", ("labour",)), ("industry", ("cleaning", "transport")))),
        BlockLook("figure_6", (7,), (("origin", ("RO", "UA")),)),
    ),
)
INDUSTRIES = "industries (Persons identified in each industry)"
BOXES = "form_boxes (The boxes below figure 2, form of exploitation by sex and age)"
AT = BBox(10, 10, 40, 20)


def at(text: str, page: int = 1) -> Span:
    return Span(text, page, (AT,))


def industry(value: int, code: str, label: str) -> Observation:
    made = observation(value, "industries", exploitation_form="labour", industry=code)
    return replace(made, label_printed=label, number=replace(made.number, page=5))


def unknown(label: str, nearest: str | None, code: str = "") -> UnknownLabel:
    codes = (("industry", code),) if code else ()
    return UnknownLabel("industries", "industries", at(label), nearest, codes, ("industry",))


def report(*observations: Observation, labels: tuple[UnknownLabel, ...] = ()) -> Normalised:
    return Normalised(observations, (), labels, (), ())


def told(
    normalised: Normalised, before: EditionLook | None = BEFORE, ledger: tuple[LedgerRow, ...] = ()
) -> list[Finding]:
    labels = label_drifts(normalised, SPEC, before)
    return list(drift_findings(normalised, labels, ledger, SPEC, before))


def of_kind(found: list[Finding], kind: str) -> list[tuple[str, str]]:
    return [(one.finding_id, one.message_en) for one in found if one.kind == kind]


def test_a_label_like_a_known_one_whose_class_is_not_there_is_likely_that_one_renamed() -> None:
    here = report(industry(7, "new:Städning", "Städning"), labels=(unknown("Städning", "Städ", "cleaning"),))
    assert label_drifts(here, SPEC, None) == (LabelDrift(here.unknown_labels[0], (("industry", "cleaning"),)),)
    ((name, message),) = of_kind(told(here), "renamed_label")
    assert name == "drift:label:industries:industries:Städning"
    assert "unknown label 'Städning', loaded as new; the known label most like it is 'Städ'" in message


def test_a_label_like_a_known_one_that_has_its_own_number_is_a_new_class() -> None:
    here = report(
        industry(7, "new:Städning", "Städning"),
        industry(9, "cleaning", "Städ"),
        industry(2, "transport", "Transport"),
        labels=(unknown("Städning", "Städ", "cleaning"),),
    )
    (drift,) = label_drifts(here, SPEC, BEFORE)
    assert drift.likely == ()
    assert [one for one, _ in of_kind(told(here), "new_label")] == ["drift:label:industries:industries:Städning"]


def test_the_only_new_label_is_likely_the_only_class_that_is_gone() -> None:
    here = report(
        industry(7, "new:Lokalvård", "Lokalvård"),
        industry(2, "transport", "Transport"),
        labels=(unknown("Lokalvård", None),),
    )
    (drift,) = label_drifts(here, SPEC, BEFORE)
    assert (drift.likely, drift.is_like_a_known_label) == ((("industry", "cleaning"),), False)
    assert [message for _, message in of_kind(told(here), "gone_class")] == [
        f"{INDUSTRIES}: has no longer, unlike 2023: Cleaning"
    ]
    assert label_drifts(here, SPEC, None) == (LabelDrift(here.unknown_labels[0]),)


def test_two_new_labels_and_one_class_gone_tell_nothing() -> None:
    here = report(
        industry(7, "new:Lokalvård", "Lokalvård"),
        industry(3, "new:Handel", "Handel"),
        industry(2, "transport", "Transport"),
        labels=(unknown("Lokalvård", None), unknown("Handel", None)),
    )
    assert [one.likely for one in label_drifts(here, SPEC, BEFORE)] == [(), ()]


def test_classes_and_pages_that_changed_are_told_by_block() -> None:
    found = told(report(industry(2, "transport", "Transport"), industry(4, "construction", "Bygg")))
    assert of_kind(found, "gone_class") == [
        (
            "drift:gone:industries",
            f"{INDUSTRIES}: has no longer, unlike 2023: Cleaning",
        )
    ]
    assert of_kind(found, "new_class") == [("drift:added:industries", f"{INDUSTRIES}: has, unlike 2023: Construction")]
    assert of_kind(found, "moved_block") == []
    moved = report(replace(industry(2, "transport", "Transport"), number=at("2", 8)))
    assert of_kind(told(moved), "moved_block") == [
        (
            "drift:moved:industries",
            f"{INDUSTRIES}: stands on page 8, in 2023 on page 5",
        )
    ]


def standing(block_id: str, page: int, top: float) -> Observation:
    made = replace(industry(2, "transport", "Transport"), block_id=block_id)
    return replace(made, number=Span("2", page, (BBox(10, top, 40, top + 10),)))


def looking(*observations: Observation) -> EditionLook:
    return EditionLook(2023, "regionkoordinatorerna-2023", look_of(report(*observations)))


def test_a_block_that_changed_places_on_its_page_is_told_and_those_around_it_are_not() -> None:
    before = looking(standing("form_boxes", 2, 100), standing("figure_5", 2, 300), standing("industries", 2, 500))
    now = report(standing("form_boxes", 2, 400), standing("figure_5", 2, 100), standing("industries", 2, 250))
    assert of_kind(told(now, before), "moved_block") == [
        (
            "drift:moved:form_boxes",
            f"{BOXES}: stands on page 2, before or behind other blocks than in 2023",
        )
    ]


def test_a_row_of_several_classes_that_is_gone_is_told_by_its_label_though_each_class_is_there() -> None:
    rows = [
        observation(3, "form_boxes", exploitation_form="labour", sex="female", age="_U"),
        observation(4, "form_boxes", exploitation_form="labour", sex="female", age="adult"),
        observation(5, "form_boxes", exploitation_form="labour", sex="male", age="_U"),
    ]
    assert of_kind(told(report(*rows), looking(*rows)), "gone_class") == []
    assert of_kind(told(report(*rows[1:]), looking(*rows)), "gone_class") == [
        ("drift:gone:form_boxes", f"{BOXES}: has no longer, unlike 2023: “Okänd ålder kvinnor”")
    ]


CAPTION = Span("Vem hänvisade", 7, (BBox(50, 120, 200, 130),))


def test_a_figure_without_text_has_moved_where_its_caption_has() -> None:
    here = replace(report(), captions=(("figure_5", CAPTION),))
    there = replace(report(), captions=(("figure_5", replace(CAPTION, page=3)),))
    found = told(here, EditionLook(2023, "regionkoordinatorerna-2023", look_of(there)))
    (moved,) = (one for one in found if one.kind == "moved_block")
    assert (moved.finding_id, moved.places) == ("drift:moved:figure_5", (CAPTION,))
    assert moved.message_en.endswith("stands on page 7, in 2023 on page 3")
    assert [one.kind for one in told(here, EditionLook(2023, "", look_of(here)))].count("moved_block") == 0


def test_of_a_figure_whose_numbers_are_no_text_any_more_no_class_is_said_to_be_gone() -> None:
    then = EditionLook(2023, "regionkoordinatorerna-2023", look_of(report(standing("figure_5", 7, 130))))
    now = replace(report(), captions=(("figure_5", CAPTION),))
    found = [(one.severity, one.kind) for one in told(now, then) if "figure_5" in one.finding_id]
    assert found == [(Severity.NOTE, "block_not_read")]
    back = told(report(standing("figure_5", 7, 130)), EditionLook(2023, "", look_of(now)))
    assert [one.kind for one in back if "figure_5" in one.finding_id] == []


def test_a_figure_of_which_only_the_caption_is_text_is_told_with_its_place() -> None:
    now = replace(report(), captions=(("figure_1", CAPTION),))
    (missing,) = (one for one in told(now, None) if one.finding_id == "note:missing:figure_1")
    assert (missing.severity, missing.places) == (Severity.NOTE, (CAPTION,))
    assert missing.message_en.endswith("it is not text, but its caption stands on page 7")
    gone = told(report(), EditionLook(2023, "", look_of(now)))
    assert [one.severity for one in gone if one.finding_id == "drift:missing:figure_1"] == [Severity.DRIFT]


def test_blocks_that_stand_lower_in_the_same_order_have_not_moved() -> None:
    before = looking(standing("form_boxes", 2, 100), standing("figure_5", 2, 300))
    assert (
        of_kind(told(report(standing("form_boxes", 2, 200), standing("figure_5", 2, 420)), before), "moved_block") == []
    )


def test_a_class_that_is_gone_from_a_block_which_lists_them_all_is_told_though_another_block_has_it() -> None:
    elsewhere = replace(industry(1, "cleaning", "Städ"), block_id="figure_2")
    found = told(report(industry(2, "transport", "Transport"), elsewhere))
    assert of_kind(found, "gone_class") == [
        ("drift:gone:industries", f"{INDUSTRIES}: has no longer, unlike 2023: Cleaning")
    ]
    origins = [replace(observation(3, "figure_6", origin=code), number=at("3", 7)) for code in ("RO", "TH")]
    ukraine = replace(observation(2, "figure_2", origin="UA"), number=at("2", 7))
    assert of_kind(told(report(*origins, ukraine)), "gone_class") == []


def test_blocks_that_are_not_there_are_told_and_so_are_those_that_were_not_there_before() -> None:
    found = told(
        report(industry(2, "transport", "Transport"), replace(industry(1, "cleaning", "Städ"), block_id="figure_5"))
    )
    assert [(one.finding_id, one.severity) for one in found if one.kind == "block_not_read"] == [
        ("drift:missing:form_boxes", Severity.DRIFT),
        ("drift:missing:figure_6", Severity.DRIFT),
    ]
    assert [one for one, _ in of_kind(found, "new_block")] == ["drift:appeared:figure_5"]


def test_without_an_edition_before_only_what_the_family_describes_is_missed() -> None:
    found = told(report(industry(2, "transport", "Transport")), before=None)
    assert [(one.severity, one.finding_id) for one in found] == [
        (Severity.DRIFT, "drift:missing:form_boxes"),
        (Severity.DRIFT, "drift:missing:figure_6"),
        (Severity.NOTE, "note:missing:figure_5"),
    ]


def test_labelled_numbers_of_no_known_block_are_told_where_nothing_explains_them() -> None:
    numbers = [Span(text, 3, (BBox(50, 20 * row, 60, 20 * row + 10),)) for row, text in enumerate(("12", "30"))]
    block = Block(
        Layout.SPREAD,
        3,
        BBox(0, 0, 60, 30),
        tuple(Entry(number, at(label, 3), ()) for number, label in zip(numbers, ("Norr", "Syd"), strict=True)),
    )
    here = replace(report(), unclaimed=(block,))
    rows = tuple(LedgerRow(one, None, "unexplained", "", ()) for one in numbers)
    ((name, message),) = of_kind(told(here, None, rows), "new_block")
    assert (name, message) == (
        "drift:block:3:50:0",
        "page 3: 2 labelled numbers of no block that the family describes: Norr, Syd",
    )
    assert of_kind(told(here, None, rows[:1]), "new_block") == []


def test_a_chart_that_the_family_does_not_know_is_told_by_its_names() -> None:
    scale = Scale(ScaleSource.TICKS, 1, 0, 0.1)
    chart = Chart(4, AT, ChartKind.SINGLE, Orientation.VERTICAL, scale, (), (at("Norr", 4), at("Syd", 4)))
    here = replace(report(), charts=(("", chart),))
    assert of_kind(told(here, None), "new_block") == [
        ("drift:block:4:10:10", "page 4: a chart that the family does not describe: Norr, Syd")
    ]
    assert of_kind(told(replace(here, charts=(("figure_2", chart),)), None), "new_block") == []


def test_figures_beside_each_other_are_in_order_from_left_to_right() -> None:
    def beside(x0: float) -> Observation:
        made = standing("figure_3" if x0 < 300 else "figure_4", 4, 100)
        return replace(made, number=Span("2", 4, (BBox(x0, 100, x0 + 30, 110),)))

    row = (beside(50), beside(320), standing("industries", 5, 100))
    assert of_kind(told(report(*row), looking(*row)), "moved_block") == []
    before = looking(standing("form_boxes", 4, 50), *row)
    now = report(*row[:2], replace(standing("form_boxes", 4, 200)), row[2])
    assert [one for one, _ in of_kind(told(now, before), "moved_block")] == ["drift:moved:form_boxes"]
