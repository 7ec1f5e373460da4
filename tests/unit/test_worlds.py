"""Generated editions, held against their persons by arithmetic of the test's own."""

from __future__ import annotations

import re
import string
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

import pytest

from tests.typeset import PRESETS, Number, ReportData, typeset
from tests.typeset.model import Block, Paragraph, block_numbers, prose_numbers
from tests.worlds import Kind, Misprint, Past, Person, World, draw, misprints, report_of, slips_of, world
from tests.worlds.misprints import printed_numbers

SEEDS = range(40)
YEAR = 2031
AGES = {"adult", "child", "_U"}


@cache
def drawn(seed: int) -> World:
    return draw(seed)


@cache
def report(seed: int) -> ReportData:
    return report_of(drawn(seed))


def block(data: ReportData, key: str) -> Block:
    return next(one for one in data.blocks if one.id == key)


def paragraphs(data: ReportData, section: str) -> tuple[Paragraph, ...]:
    return next(one.paragraphs for one in data.sections if one.id == section)


def heading(data: ReportData, section: str) -> str:
    return next(one.heading for one in data.sections if one.id == section)


def text(data: ReportData, section: str) -> str:
    """The words of a section, its numbers as digits."""
    return "\n".join(
        one.text.format(**{name: number.value for name, number in one.numbers.items()})
        for one in paragraphs(data, section)
    )


def value(data: ReportData, key: str) -> Decimal:
    """A number of running text."""
    (found,) = {one.value for one in prose_numbers(data) if one.key == key}
    assert found is not None
    return found


def having(people: tuple[Person, ...], codes: dict[str, str]) -> list[Person]:
    return [one for one in people if all(getattr(one, name) == code for name, code in codes.items())]


def half_up(part: int, whole: int) -> Decimal:
    return (Decimal(100 * part) / whole).quantize(Decimal(1), ROUND_HALF_UP)


def order_of(counts: Counter[str]) -> list[str]:
    known = [(number, code) for code, number in counts.items() if code not in {"_U", "_O"}]
    return [code for _, code in sorted(known, reverse=True)]


def counted(one: World, number: Number) -> Decimal:
    """What a count of the edition's year has to be."""
    if number.measure == "related_children":
        return Decimal({"sweden": one.related_sweden, "abroad": one.related_abroad}[number.codes["location"]])
    found = having(one.people, dict(number.codes))
    if number.measure in {"persons_reclassified", "persons_also_exploited"}:
        return Decimal(sum(person.was_moved for person in found))
    return Decimal(len(found))


def counted_before(past: Past, number: Number) -> Decimal:
    """What a count of an earlier year has to be."""
    cells = {
        (("age", "child"),): past.children,
        (("age", "child"), ("sex", "female")): past.girls,
        (("age", "child"), ("sex", "male")): past.boys,
        (("exploitation_form", "labour"),): past.labour,
        (("exploitation_form", "sexual"),): past.sexual,
        (("exploitation_form", "labour"), ("industry", "_U")): past.industry_unknown,
        (("exploitation_form", "labour"), ("industry", "_O")): past.industry_other,
        (("location", "sweden"),): past.related_sweden,
        (("location", "abroad"),): past.related_abroad,
    }
    return Decimal(cells[tuple(sorted(number.codes.items()))])


def shared(one: World, number: Number) -> Decimal:
    codes = dict(number.codes)
    whole = {} if number.share_base == "_T" else {number.share_base: codes[number.share_base]}
    if number.time_period == str(YEAR):
        return half_up(len(having(one.people, codes)), len(having(one.people, whole)))
    past = one.past[int(number.time_period)]
    if whole:
        return half_up(past.labour_female, past.labour)
    return half_up({"female": past.female, "male": past.male}[codes["sex"]], past.total)


def classes(one: World, number: Number) -> Decimal:
    """A number of classes, of those told of and of the few that sentences name by their number."""
    labour = {person.industry for person in having(one.people, {"exploitation_form": "labour"})} - {"_U", "_O"}
    last = set(one.past[YEAR - 1].industries)
    forms = {person.exploitation_form for person in one.people if person.age == "child"} - {"_U"}
    match number.about, number.time_period, number.key:
        case "industry:observed", _, _:
            return Decimal(len(last))
        case "industry:new", _, _:
            return Decimal(len(labour - last))
        case "exploitation_form:observed", _, _:
            return Decimal(len(forms))
        case "origin:top", _, "origins.top_ten":
            return Decimal(10)
        case "referrer:top", _, _:
            return Decimal(3)
    return Decimal(5)


def placed(one: World, number: Number) -> Decimal:
    ((dimension, code),) = number.codes.items()
    if number.time_period == str(YEAR):
        return Decimal(order_of(Counter(getattr(person, dimension) for person in one.people)).index(code) + 1)
    return Decimal(one.past[int(number.time_period)].origins.index(code) + 1)


def changed(one: World, number: Number) -> Decimal:
    if number.unit == "percentage_points":
        last = one.past[YEAR - 1]
        now = Decimal(100 * len(having(one.people, dict(number.codes)))) / len(one.people)
        before = Decimal(100 * last.referrers["civil_society"]) / last.total
        return (now - before).quantize(Decimal(1), ROUND_HALF_UP)
    ratio = len(having(one.people, {"age": "child"})) / one.children_around
    return Decimal(-50) if ratio < 0.5 else Decimal(100)


OTHER_MEASURES = {"share": shared, "change": changed, "rank": placed, "category_count": classes}


def expected(one: World, number: Number) -> Decimal:
    if number.measure in OTHER_MEASURES:
        return OTHER_MEASURES[number.measure](one, number)
    if number.time_period == str(YEAR):
        return counted(one, number)
    if "/" in number.time_period:
        return Decimal(one.children_around)
    return counted_before(one.past[int(number.time_period)], number)


def test_a_seed_gives_the_same_edition_and_another_one_another() -> None:
    assert world(5) == report_of(draw(5))
    assert world(5) != world(6)
    assert typeset(world(5), PRESETS["matrix"]).pdf == typeset(world(5), PRESETS["matrix"]).pdf


def test_seeds_vary_in_size_in_closure_and_in_what_has_persons() -> None:
    worlds = [drawn(seed) for seed in SEEDS]
    sizes = [len(one.people) for one in worlds]
    assert 150 <= min(sizes) < 350
    assert 1000 < max(sizes) <= 3000
    assert sum(size < 1000 for size in sizes) > 0.7 * len(sizes)
    assert {one.is_cut for one in worlds} == {True, False}
    assert len({frozenset(person.exploitation_form for person in one.people) for one in worlds}) > 10
    assert len({frozenset(person.industry for person in one.people) for one in worlds}) > 10
    called = [number.value for seed in SEEDS for number in block_numbers(block(report(seed), "origins"))]
    assert called.count(Decimal(0)) > 5


@pytest.mark.parametrize("seed", SEEDS)
def test_every_number_is_what_the_persons_give(seed: int) -> None:
    data, one = report(seed), drawn(seed)
    numbers = [number for _, number in printed_numbers(data) if number.qualifier not in {"lower", "upper"}]
    assert [(each.key, each.value) for each in numbers if each.value != expected(one, each)] == []
    assert len(numbers) > 125


@pytest.mark.parametrize("seed", SEEDS)
def test_every_total_is_the_sum_of_its_parts(seed: int) -> None:
    data, one = report(seed), drawn(seed)
    everyone = Decimal(len(one.people))
    for group in block(data, "form_boxes").groups:
        assert group.total is not None
        whole = sum(item.value or 0 for item in group.items)
        assert whole < (group.total.value or 0) if one.is_cut and group.key == "sexual" else whole == group.total.value
        assert all(item.value for item in group.items)
    boxed = sum(group.total.value or 0 for group in block(data, "form_boxes").groups if group.total)
    assert boxed < everyone if one.is_cut else boxed == everyone
    for group in block(data, "origins").groups:
        assert group.total is not None
        assert sum(item.value or 0 for item in group.items) == group.total.value
    industries = [item.value or 0 for item in block_numbers(block(data, "industries"))]
    assert sum(industries) == value(data, "labour.labour") == len(having(one.people, {"exploitation_form": "labour"}))
    assert value(data, "analysis.trafficking") + value(data, "analysis.exploitation") == everyone
    ages = [value(data, f"analysis.{name}") for name in ("adults", "children", "unknown_age")]
    assert sum(ages) == everyone == value(data, "analysis.total")
    assert value(data, "analysis.low") <= everyone <= value(data, "analysis.high")
    assert {person.age for person in one.people} <= AGES


@pytest.mark.parametrize("seed", SEEDS)
def test_pies_hold_all_girls_and_boys_and_columns_the_boxes(seed: int) -> None:
    data, one = report(seed), drawn(seed)
    for key, sex in (("figure_3", "female"), ("figure_4", "male")):
        slices = list(block_numbers(block(data, key)))
        assert sum(each.value or 0 for each in slices) == len(having(one.people, {"sex": sex, "age": "child"}))
        assert len(slices) > 1
    boxes = {number.key: number.value for number in block_numbers(block(data, "form_boxes"))}
    columns = {number.key: number.value for number in block_numbers(block(data, "figure_2"))}
    assert columns.items() <= boxes.items()
    axis = {group.key for group in block(data, "figure_2").groups}
    assert axis == {person.exploitation_form for person in one.people}
    assert one.is_cut == (axis != {group.key for group in block(data, "form_boxes").groups})


@pytest.mark.parametrize("seed", SEEDS)
def test_lists_stand_in_their_order(seed: int) -> None:
    data, one = report(seed), drawn(seed)
    for key in ("industries", "figure_5"):
        values = [number.value or 0 for number in block_numbers(block(data, key))]
        assert values == sorted(values, reverse=True)
    origins = order_of(Counter(person.origin for person in one.people))[:5]
    assert [group.key for group in block(data, "origins").groups] == origins
    assert list(paragraphs(data, "summary")[1].numbers) == origins
    referrers = order_of(Counter(person.referrer for person in one.people))[:4]
    assert list(paragraphs(data, "referrers")[0].numbers) == referrers
    for name in ("origin", "referrer"):
        counts = Counter(getattr(person, name) for person in one.people)
        told = [counts[code] for code in order_of(counts)[: 6 if name == "origin" else 8]]
        assert len(set(told)) == len(told)


@pytest.mark.parametrize("seed", SEEDS)
def test_words_for_more_and_fewer_are_true(seed: int) -> None:
    data, one = report(seed), drawn(seed)
    last, before = one.past[YEAR - 1], one.past[YEAR - 2]
    labour, sexual, children = (
        len(having(one.people, codes))
        for codes in ({"exploitation_form": "labour"}, {"exploitation_form": "sexual"}, {"age": "child"})
    )
    assert ("i majoritet" in heading(data, "labour")) == (2 * labour > len(one.people))
    assert heading(data, "children").startswith("Färre") == (children < last.children)
    summary, curves = text(data, "summary"), text(data, "labour")
    assert ("fortsätter nedåt" in summary) == (children < last.children < before.children)
    assert ("fortsätter uppåt" in summary) == (children > last.children > before.children)
    men, women = value(data, "sex.more"), value(data, "sex.fewer")
    assert men > women
    assert ("Fler kvinnor" in summary) == text(data, "sex").startswith("Kvinnor")
    assert ("stadigt uppåt" in curves) == (before.labour < last.labour < labour)
    assert ("först upp" in curves) == (before.sexual < last.sexual > sexual)
    assert (f"först {YEAR - 1} gick" in curves) == (last.labour > last.sexual and before.labour < before.sexual)
    shares = [value(data, f"labour.women_share{end}") for end in ("_before", "_last", "")]
    assert ("växer för vart år" in curves) == (shares[0] < shares[1] < shares[2])


@pytest.mark.parametrize("seed", SEEDS)
def test_words_for_places_are_true(seed: int) -> None:
    data, one = report(seed), drawn(seed)
    last = one.past[YEAR - 1]
    now, then = value(data, "origins.sweden_rank"), value(data, "origins.sweden_rank_last")
    assert re.search(r"plats, (ett steg )?(\w+) än", text(data, "origins"))
    assert ("högre än" in text(data, "origins")) == (now < then)
    assert ("ett steg" in text(data, "origins")) == (abs(now - then) == 1)
    referrers = order_of(Counter(person.referrer for person in one.people))
    assert ("densamma" in text(data, "referrers")) == (referrers[:3] == order_of(Counter(last.referrers))[:3])
    assert order_of(Counter(last.referrers))[3] == "social_services"
    assert referrers[3] == "civil_society"
    children = Counter(person.origin for person in one.people if person.age == "child")
    assert max(number for code, number in children.items() if code not in {"SE", "_U"}) < children["SE"]
    origins = order_of(Counter(person.origin for person in one.people))
    assert set(origins[5:10]) >= {"RO", "NG"} <= set(last.origins)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_number_has_a_place_of_its_own_and_stands_in_its_text(seed: int) -> None:
    data = report(seed)
    places = [(place.block, place.key) for place, _ in printed_numbers(data)]
    assert len(set(places)) == len(places)
    for section in data.sections:
        for one in section.paragraphs:
            names = [name for _, name, _, _ in string.Formatter().parse(one.text) if name]
            assert sorted(names) == sorted(one.numbers)


def printed_strings(data: ReportData) -> list[str]:
    return [one.printed or f"{one.value}" for _, one in printed_numbers(data)]


@pytest.mark.parametrize("seed", [1, 2])
def test_a_misprint_alters_one_printed_string_and_no_value(seed: int) -> None:
    data = report(seed)
    before, values = printed_strings(data), [one.value for _, one in printed_numbers(data)]
    found: list[Misprint] = list(misprints(data))
    for one in found[::23]:
        after = printed_strings(one.data)
        assert [new for old, new in zip(before, after, strict=True) if new != old] == [one.slip.printed]
        assert [number.value for _, number in printed_numbers(one.data)] == values
    altered = {(one.place.block, one.place.key) for one in found}
    left = {(place.block, place.key) for place, _ in printed_numbers(data)} - altered
    assert left <= {("prose", "children.change")}
    assert {one.slip.kind for one in found} == set(Kind)


def slips(number: int, printed: str | None = None) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in slips_of(Number("key", Decimal(number), printed=printed)):
        found.setdefault(one.kind, []).append(one.printed)
    return found


def test_slips_of_a_number_in_digits() -> None:
    assert slips(907) == {
        "plus_1": ["908"],
        "minus_1": ["906"],
        "plus_2": ["909"],
        "minus_2": ["905"],
        "plus_10": ["917"],
        "minus_10": ["897"],
        "ten_times": ["9 070"],
        "digit_swap": ["970"],
        "neighbour_digit": ["807", "997", "906", "908"],
        "dropped_digit": ["97", "90"],
    }


def test_slips_stay_at_or_above_zero_and_change_something() -> None:
    assert slips(1)["minus_1"] == ["0"]
    assert "minus_2" not in slips(1)
    assert "digit_swap" not in slips(22)
    assert "ten_times" not in slips(0)


def test_slips_of_words_are_words_while_there_are_any() -> None:
    assert slips(7, "sju") == {
        "plus_1": ["åtta"],
        "minus_1": ["sex"],
        "plus_2": ["nio"],
        "minus_2": ["fem"],
        "plus_10": ["17"],
        "ten_times": ["70"],
    }
    assert slips(4, "Fyra")["plus_1"] == ["Fem"]
    assert slips(4, "fjärde") == {
        "plus_1": ["femte"],
        "minus_1": ["tredje"],
        "plus_2": ["sjätte"],
        "minus_2": ["andra"],
    }
    assert slips(-50, "halvering") == {}


def test_a_slip_of_a_fall_is_one_of_its_size() -> None:
    (slip,) = (one for one in slips_of(Number("key", Decimal(-7), printed="sju")) if one.kind is Kind.PLUS_1)
    assert (slip.value, slip.printed) == (Decimal(-8), "åtta")
