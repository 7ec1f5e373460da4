"""The proposed <year>.yml: it is valid as it stands, keeps what was accepted, and no label can break out of it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.load.proposal import proposal
from pipeline.model.drift import BlockLook, LabelDrift
from pipeline.model.observation import UnknownLabel
from pipeline.spec.loading import FAMILIES, Family, load_family
from pipeline.spec.schema import YearSpec
from pipeline.spec.strict_yaml import parse_yaml
from tests.fixtures.audit import span
from tests.fixtures.facts import known_family

FAMILY = known_family()
LOOKS = (BlockLook("industries", (6,), (("industry", ("cleaning", "new:Spa")),)), BlockLook("elsewhere", (1,), ()))


def industry(label: str, likely: str = "", nearest: str | None = None) -> LabelDrift:
    codes = (("industry", likely),) if likely else ()
    unknown = UnknownLabel("industries", "industry", span(label), nearest, codes if nearest else (), ("industry",))
    return LabelDrift(unknown, codes)


def proposed(*labels: LabelDrift, family: Family = FAMILY, year: int = 2031) -> YearSpec:
    ((name, text),) = proposal(labels, LOOKS, family, year).items()
    assert name == f"proposed/{year}.yml"
    return YearSpec.model_validate(parse_yaml(text))


def accepted(folder: Path, labels: tuple[LabelDrift, ...], year: int = 2031) -> Family:
    shutil.copytree(FAMILIES / "regionkoordinatorerna", folder / "regionkoordinatorerna")
    ((_, text),) = proposal(labels, LOOKS, FAMILY, year).items()
    (folder / "regionkoordinatorerna" / f"{year}.yml").write_text(text, encoding="utf-8")
    return load_family(folder / "regionkoordinatorerna")


def test_a_renamed_label_gets_the_codes_of_what_it_most_likely_is() -> None:
    (label,) = proposed(industry("Städning", "cleaning", "Städ")).labels
    assert (label.vocabulary, label.label, label.codes) == ("industry", "Städning", {"industry": "cleaning"})
    assert label.reason == "Renamed? Städ looks most like it."


def test_a_new_class_gets_a_code_of_its_own_and_stands_in_the_block_that_has_it() -> None:
    year = proposed(industry("Spa"))
    assert (year.codes["industry"]["spa"].sv, year.labels[0].codes) == ("Spa", {"industry": "spa"})
    assert year.printed == {"industries": {"industry": ("cleaning", "spa")}}


def test_the_proposal_is_accepted_as_it_stands_and_its_new_class_is_one_of_the_family(tmp_path: Path) -> None:
    family = accepted(tmp_path, (industry("Spa"), industry("Städning", "cleaning", "Städ")))
    assert family.spec.dimensions["industry"].codes["spa"].sv == "Spa"
    assert [one.label for one in family.years[2031].labels] == ["Spa", "Städning"]


def test_what_nothing_tells_is_left_to_a_person() -> None:
    unknown = UnknownLabel("form_boxes", "sex_and_age", span("Kvinnor 65+"), None, (), ("sex", "age"))
    ((_, text),) = proposal((LabelDrift(unknown),), LOOKS, FAMILY, 2031).items()
    assert YearSpec.model_validate(parse_yaml(text)).labels == ()
    assert "# - vocabulary: sex_and_age\n#   label: Kvinnor 65+\n" in text


def test_what_was_accepted_before_is_kept() -> None:
    year = proposed(industry("Spa"), year=2024)
    assert [one.label for one in year.labels] == ["Tvångsäktenslap", "Spa"]


def test_of_a_label_in_two_blocks_the_better_guess_counts() -> None:
    elsewhere = industry("Städning")
    elsewhere = replace(elsewhere, unknown=replace(elsewhere.unknown, block_id="figure_9"))
    likely = industry("Städning", "cleaning", "Städ")
    for order in ((elsewhere, likely), (likely, elsewhere)):
        assert [one.codes for one in proposed(*order).labels] == [{"industry": "cleaning"}]


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip))
def test_no_label_breaks_out_of_the_file(label: str) -> None:
    unknown = UnknownLabel("form_boxes", "sex_and_age", span(label), None, (), ("sex", "age"))
    for drift in (industry(label), industry(label, "cleaning"), LabelDrift(unknown)):
        year = proposed(drift)
        assert {one.label for one in year.labels} <= {label}
        assert year.edition_year == 2031


@pytest.mark.parametrize(
    ("label", "code"), [("Nagelsalong och spa", "nagelsalong_och_spa"), ("Åkeri/taxi", "akeri_taxi"), ("–", None)]
)
def test_codes_are_made_of_labels(label: str, code: str | None) -> None:
    assert list(proposed(industry(label)).codes.get("industry", {})) == ([code] if code else [])
