"""The scoring of rehearsals: a row that is wrong is found out, one that is right elsewhere is not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.rehearsal import Drift, DriftKind, Rehearsal, rehearse, wording
from tests.rehearsal.drift_scoring import reported
from tests.rehearsal.drifts import moved_blocks
from tests.rehearsal.generator import known_labels, plain
from tests.rehearsal.scoring import DIMENSIONS, Output, score
from tests.rehearsal.truth import Expected, expected_of
from tests.typeset import NumberPrint, Truth, typeset
from tests.typeset.model import block_numbers

SEED = 7


@pytest.fixture(scope="module")
def rehearsal() -> Rehearsal:
    return rehearse(SEED)


@pytest.fixture(scope="module")
def truth(rehearsal: Rehearsal) -> Truth:
    return typeset(rehearsal.data, rehearsal.layout).truth


def row_of(printed: NumberPrint, **changed: str) -> dict[str, str]:
    """The row that a perfect reader would write."""
    codes = {name: printed.codes.get(name, "_T") for name in DIMENSIONS}
    box = printed.box
    row = {
        "observation_id": f"{printed.page}:{box.x0}:{box.top}",
        "value": str(printed.value),
        "unit": printed.unit,
        "measure": printed.measure,
        "time_period": printed.time_period,
        "base_measure": printed.base_measure,
        "share_base": printed.share_base,
        "about": printed.about,
        "compared_to": printed.compared_to,
        "period_kind": printed.period_kind,
        "qualifier": printed.qualifier,
        "tolerance": "0",
        "page": str(printed.page),
        "x0": str(box.x0),
        "top": str(box.top),
        "x1": str(box.x1),
        "bottom": str(box.bottom),
        "boxes": "[]",
        "verdict": "unchecked",
        "block_id": printed.block,
        "printed": printed.printed,
        "label_printed": printed.label,
        "group_printed": printed.group,
        "fact_id": printed.key,
        "source_kind": printed.kind,
        "clause": "",
    }
    return row | codes | changed


def output_of(*rows: dict[str, str], findings: tuple[dict[str, Any], ...] = ()) -> Output:
    return Output("loaded", "", rows, (), findings)


def texts(truth: Truth) -> list[NumberPrint]:
    return [one for one in truth.numbers if one.set_as == "text"]


def test_a_perfect_reader_has_no_wrong_row_and_every_number_right(rehearsal: Rehearsal, truth: Truth) -> None:
    result = score(rehearsal, truth, output_of(*(row_of(one) for one in texts(truth))), 0.0)
    assert result.wrong == ()
    assert {one.became for one in result.numbers} == {"right"}
    assert all(one.is_detailed for one in result.numbers)


def test_a_reader_of_nothing_has_no_number_right(rehearsal: Rehearsal, truth: Truth) -> None:
    result = score(rehearsal, truth, output_of(), 0.0)
    assert (result.wrong, {one.became for one in result.numbers}) == ((), {"no token"})


@pytest.mark.parametrize(
    "change", [{"value": "987654"}, {"unit": "percent"}, {"sex": "other"}, {"time_period": "1999"}]
)
def test_a_row_with_another_value_unit_code_or_period_is_silently_wrong(
    change: dict[str, str], rehearsal: Rehearsal, truth: Truth
) -> None:
    row = row_of(texts(truth)[0], **change)
    result = score(rehearsal, truth, output_of(row), 0.0)
    assert (len(result.wrong), len(result.silent)) == (1, 1)
    assert result.numbers[0].became == "wrong"


def test_a_wrong_row_is_not_silent_where_a_finding_names_it_or_a_check_contradicts_it(
    rehearsal: Rehearsal, truth: Truth
) -> None:
    row = row_of(texts(truth)[0], value="987654")
    finding = {
        "id": "contradiction:x",
        "severity": "contradiction",
        "kind": "sum",
        "message": {"en": "", "sv": ""},
        "observation_ids": [row["observation_id"]],
        "places": [],
    }
    named = score(rehearsal, truth, output_of(row, findings=(finding,)), 0.0)
    contradicted = score(rehearsal, truth, output_of(row | {"verdict": "contradicted"}), 0.0)
    assert [len(one.wrong) for one in (named, contradicted)] == [1, 1]
    assert [len(one.silent) for one in (named, contradicted)] == [0, 0]


def test_a_row_whose_fact_is_printed_elsewhere_is_no_wrong_row(rehearsal: Rehearsal, truth: Truth) -> None:
    first, other = texts(truth)[0], texts(truth)[-1]
    place = {name: row_of(first)[name] for name in ("page", "x0", "top", "x1", "bottom")}
    assert score(rehearsal, truth, output_of(row_of(other) | place), 0.0).wrong == ()


def test_a_measured_row_is_right_within_its_tolerance(rehearsal: Rehearsal, truth: Truth) -> None:
    item = next(block_numbers(rehearsal.data.blocks[0]))
    printed = replace(texts(truth)[0], value=item.value, codes=item.codes, unit=item.unit, measure=item.measure)
    row = row_of(printed, qualifier="measured", tolerance="0.2")
    near, far = (row | {"value": str((item.value or Decimal(0)) + Decimal(by))} for by in ("0.2", "0.21"))
    assert score(rehearsal, truth, output_of(near), 0.0).wrong == ()
    assert len(score(rehearsal, truth, output_of(far), 0.0).wrong) == 1


@pytest.mark.parametrize(
    ("codes", "is_right"),
    [
        ({"exploitation_form": "labour", "industry": "construction"}, True),
        ({"exploitation_form": "labour", "industry": "new:Byggindustri"}, True),
        ({"exploitation_form": "labour", "industry": "manufacturing"}, False),
        ({"exploitation_form": "labour"}, False),
        ({"industry": "new:Byggindustri"}, False),
    ],
)
def test_a_renamed_class_may_be_read_as_itself_or_as_new(codes: dict[str, str], *, is_right: bool) -> None:
    expected = Expected(
        value=Decimal(1),
        unit="persons",
        measure="persons_identified",
        time_period="2031",
        codes={"exploitation_form": "labour", "industry": "construction"},
        open_labels=(("Byggindustri", ("industry",)),),
    )
    assert expected.matches(codes) is is_right


def test_numbers_of_a_block_that_never_was_have_no_known_code() -> None:
    found = next(one for one in map(rehearse, range(20)) if one.strange)
    printed = next(one for one in typeset(found.data, found.layout).truth.numbers if one.block in found.strange)
    expected = expected_of(printed, found)
    assert not expected.matches({})
    assert not expected.matches({"age": "adult"})
    assert expected.matches({"age": f"new:{printed.label}"})


@pytest.mark.parametrize(
    ("drift", "finding", "is_told"),
    [
        (
            Drift(DriftKind.NEW_LABEL, "industries", "Tvätteri"),
            ("drift", "new_label", "unknown label 'Tvätteri'"),
            True,
        ),
        (Drift(DriftKind.NEW_LABEL, "industries", "Tvätteri"), ("drift", "new_label", "unknown label 'Bud'"), False),
        (Drift(DriftKind.NEW_LABEL, "industries", "Tvätteri"), ("drift", "unexplained", "3 at 'Tvätteri'"), False),
        (Drift(DriftKind.GONE_LABEL, "industries", "Bygg"), ("drift", "gone_label", "industries: no 'Bygg'"), True),
        (Drift(DriftKind.GONE_BLOCK, "origins"), ("drift", "block_not_read", "figure_6: no number was read"), True),
        (Drift(DriftKind.GONE_BLOCK, "industries"), ("drift", "block_not_read", "figure_6: no number was read"), False),
        (Drift(DriftKind.MOVED_BLOCK, "figure_1"), ("drift", "block_moved", "figure_1: page 2, was page 3"), True),
        (Drift(DriftKind.MOVED_BLOCK, "figure_1"), ("contradiction", "sum", "figure_1 moved"), False),
    ],
)
def test_a_difference_is_told_by_a_finding_of_its_kind(
    drift: Drift, finding: tuple[str, str, str], truth: Truth, *, is_told: bool
) -> None:
    severity, kind, words = finding
    one = {"id": f"{severity}:x", "severity": severity, "kind": kind, "message": {"en": words, "sv": ""}, "places": []}
    assert reported(drift, (one,), truth).is_reported is is_told


def test_the_fewest_blocks_are_said_to_have_moved() -> None:
    assert moved_blocks(("a", "b", "c", "d"), ("d", "a", "b", "c")) == ("d",)
    assert moved_blocks(("a", "b", "c"), ("a", "new", "c")) == ()


def test_no_renamed_or_new_label_is_one_that_the_family_knows() -> None:
    tables = (
        wording.RENAMED_INDUSTRIES,
        wording.RENAMED_FORMS,
        wording.RENAMED_CLASSES,
        wording.RENAMED_REFERRERS,
        wording.RENAMED_AGES,
    )
    names = {name for table in tables for choices in table.values() for name in choices}
    names |= {*wording.NEW_INDUSTRIES, *wording.NEW_FORMS}
    names |= {*wording.MERGED_INDUSTRIES.values(), *wording.MERGED_FORMS.values()}
    assert {name for name in names if plain(name) in known_labels()} == set()
