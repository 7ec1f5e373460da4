"""Numeric expressions in sentences: what each is, by examples keyed by thought, and that none is left out."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from pipeline.normalise.number_words import parse_cardinal, parse_ordinal
from pipeline.normalise.quantities import find_quantities
from pipeline.normalise.quantity import Kind, Qualifier, Quantity, Reason, Scale

D = Decimal


def only(text: str, printed: str) -> Quantity:
    """The one quantity of the text that is printed so."""
    (found,) = [quantity for quantity in find_quantities(text) if quantity.text == printed]
    return found


@pytest.mark.parametrize(
    ("text", "printed", "value"),
    [
        ("Det rörde 233 personer.", "233", "233"),
        ("Det rörde 1 204 personer.", "1 204", "1204"),
        ("Det rörde 1\u00a0204 personer.", "1\u00a0204", "1204"),
        ("Det rörde 12\u2009204\u2009000 ton.", "12\u2009204\u2009000", "12204000"),
        ("Det rörde 1.204 personer.", "1.204", "1204"),
        ("Snittet var 1 204,5 poäng.", "1 204,5", "1204.5"),
        ("Snittet var 0.75 poäng.", "0.75", "0.75"),
        ("Kvinnor (81) och män (152)", "152", "152"),
        ("Skog och trädgård74", "74", "74"),
        ("Det var trettiotvå elever.", "trettiotvå", "32"),
        ("Fyra av eleverna slutade.", "Fyra", "4"),
        ("Det var tvåhundrafemtio elever.", "tvåhundrafemtio", "250"),
        ("Det var ett hundra tjugo elever.", "ett hundra tjugo", "120"),
        ("Det kostade 1,5 miljoner kronor.", "1,5 miljoner", "1500000"),
        ("Det kostade två miljoner kronor.", "två miljoner", "2000000"),
        ("Det kostade två och en halv miljon kronor.", "två och en halv miljon", "2500000"),
        ("Det kostade en halv miljon kronor.", "en halv miljon", "500000"),
        ("Det tog ett och ett halvt år.", "ett och ett halvt", "1.5"),
        ("Det tog 2½ timme.", "2½", "2.5"),
        ("Det gällde 3 tusen hushåll.", "3 tusen", "3000"),
        ("Resultatet blev minus 3 procent.", "minus 3", "-3"),
        ("Resultatet blev \u22123,5 procent.", "\u22123,5", "-3.5"),
        ("Resultatet blev +7 procent.", "+7", "7"),
        ("Ett tjugotal elever slutade.", "Ett tjugotal", "20"),
        ("Vi mötte ett 30-tal elever.", "ett 30-tal", "30"),
    ],
)
def test_a_cardinal_has_its_value_and_its_place(text: str, printed: str, value: str) -> None:
    quantity = only(text, printed)
    assert (quantity.kind, quantity.value) == (Kind.CARDINAL, D(value))
    assert text[quantity.start : quantity.end] == printed


@pytest.mark.parametrize(
    ("text", "printed", "lower", "upper"),
    [
        ("Varje år rör det 300-500 personer.", "300-500", 300, 500),
        ("Varje år rör det 300–500 personer.", "300–500", 300, 500),
        ("Varje år rör det 300 – 500 personer.", "300 – 500", 300, 500),
        ("Varje år rör det 1 500-2 000 personer.", "1 500-2 000", 1500, 2000),
        ("Varje år rör det 1500-2000 personer.", "1500-2000", 1500, 2000),
        ("Det kostar 10–12 miljoner kronor.", "10–12 miljoner", 10_000_000, 12_000_000),
        ("Det kostar två-tre miljoner kronor.", "två-tre miljoner", 2_000_000, 3_000_000),
        ("Det var två–tre elever.", "två–tre", 2, 3),
        ("Andelen är 20–30 procent.", "20–30", 20, 30),
        ("Andelen är 20 %–30 %.", "20 %–30", 20, 30),
        ("Elever 15-17 år.", "15-17", 15, 17),
    ],
)
def test_a_range_has_two_ends(text: str, printed: str, lower: int, upper: int) -> None:
    quantity = only(text, printed)
    assert (quantity.kind, quantity.value, quantity.upper) == (Kind.RANGE, D(lower), D(upper))


@pytest.mark.parametrize(
    ("text", "lower", "upper"),
    [
        ("Det var mellan 20 och 30 elever.", ("20", 20), ("30", 30)),
        ("Det var mellan cirka 20 och 30 elever.", ("20", 20), ("30", 30)),
        ("Det var mellan tjugo och trettio elever.", ("tjugo", 20), ("trettio", 30)),
        ("Det var sju till tio elever.", ("sju", 7), ("tio", 10)),
        ("Det kostade två till tre miljoner.", ("två", 2_000_000), ("tre miljoner", 3_000_000)),
    ],
)
def test_between_two_numbers_are_the_ends_of_a_range(text: str, lower: tuple[str, int], upper: tuple[str, int]) -> None:
    first, second = only(text, lower[0]), only(text, upper[0])
    assert (first.value, first.qualifier) == (D(lower[1]), Qualifier.LOWER)
    assert (second.value, second.qualifier) == (D(upper[1]), Qualifier.UPPER)


@pytest.mark.parametrize("text", ["Antalet ökade från 20 till 30 elever.", "Antalet ökade med 20 till 30 elever."])
def test_from_or_by_one_number_to_another_is_a_change_and_no_range(text: str) -> None:
    found = find_quantities(text)
    assert [(each.value, each.qualifier) for each in found] == [(D(20), Qualifier.EXACT), (D(30), Qualifier.EXACT)]


@pytest.mark.parametrize(
    ("text", "printed", "scale", "tolerance"),
    [
        ("Andelen var 35 procent.", "35", Scale.PERCENT, "0.5"),
        ("Andelen var 35 %.", "35", Scale.PERCENT, "0.5"),
        ("Andelen var 35%.", "35", Scale.PERCENT, "0.5"),
        ("Andelen var 35,2 procent.", "35,2", Scale.PERCENT, "0.05"),
        ("Andelen var sju procent.", "sju", Scale.PERCENT, "0.5"),
        ("Den steg sju procentenheter.", "sju", Scale.PERCENTAGE_POINTS, "0.5"),
        ("Andelen steg 5 procentenheter.", "5", Scale.PERCENTAGE_POINTS, "0.5"),
        ("Den steg 2 %-enheter.", "2", Scale.PERCENTAGE_POINTS, "0.5"),
        ("Det gällde 2 promille.", "2", Scale.PER_MILLE, "0.5"),
        ("Andelen sjönk en procentenhet.", "en", Scale.PERCENTAGE_POINTS, "0.5"),
        ("Det kostade 500 kronor.", "500", Scale.MONEY, "0"),
        ("Det kostade 1,5 miljoner kronor.", "1,5 miljoner", Scale.MONEY, "50000"),
        ("Det kostade 3 miljoner kronor.", "3 miljoner", Scale.MONEY, "500000"),
        ("De var 17 år.", "17", Scale.TIME, "0"),
        ("De ökade till 17 år 2023.", "17", Scale.COUNT, "0"),
        ("Det tog tre månader.", "tre", Scale.TIME, "0"),
        ("Det är tre gånger så många.", "tre", Scale.RATIO, None),
        ("Hon kom tre gånger.", "tre", Scale.COUNT, "0"),
        ("Det var 35 elever.", "35", Scale.COUNT, "0"),
        ("Det är en tredjedel.", "en tredjedel", Scale.RATIO, None),
        ("Den kom på fjärde plats.", "fjärde", Scale.RANK, "0"),
        ("Andelen var cirka 35 procent.", "35", Scale.PERCENT, None),
        ("Andelen var minst 35 procent.", "35", Scale.PERCENT, "0.5"),
    ],
)
def test_the_unit_and_the_printed_decimals_give_scale_and_tolerance(
    text: str, printed: str, scale: Scale, tolerance: str | None
) -> None:
    quantity = only(text, printed)
    assert (quantity.scale, quantity.tolerance) == (scale, None if tolerance is None else D(tolerance))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("35 respektive 40 procent", [Scale.PERCENT] * 2),
        ("20, 30 och 50 procent", [Scale.PERCENT] * 3),
        ("från sju till drygt tio procent", [Scale.PERCENT] * 2),
        ("15 och 18 år", [Scale.TIME] * 2),
        ("Andelen ökade med 5 till 12 procent", [Scale.COUNT, Scale.PERCENT]),
        ("430 elever och 35 procent", [Scale.COUNT, Scale.PERCENT]),
        ("430 och 35 procent", [Scale.COUNT, Scale.PERCENT]),
        ("av 43, 35 procent", [Scale.COUNT, Scale.PERCENT]),
    ],
)
def test_a_unit_printed_once_counts_for_numbers_joined_as_equals(text: str, expected: list[Scale]) -> None:
    assert [quantity.scale for quantity in find_quantities(text)] == expected


@pytest.mark.parametrize(
    ("text", "printed", "qualifier", "hedge"),
    [
        ("Det var 50 elever.", "50", Qualifier.EXACT, ""),
        ("Det var cirka 50 elever.", "50", Qualifier.APPROXIMATE, "cirka"),
        ("Ca 50 elever.", "50", Qualifier.APPROXIMATE, "Ca"),
        ("Det var ca. 50 elever.", "50", Qualifier.APPROXIMATE, "ca."),
        ("Det låg stadigt på runt 50 elever.", "50", Qualifier.APPROXIMATE, "runt"),
        ("Det var omkring femtio elever.", "femtio", Qualifier.APPROXIMATE, "omkring"),
        ("Det var ungefär 50 elever.", "50", Qualifier.APPROXIMATE, "ungefär"),
        ("Det var drygt 50 elever.", "50", Qualifier.APPROXIMATE, "drygt"),
        ("Det var lite drygt 50 elever.", "50", Qualifier.APPROXIMATE, "lite drygt"),
        ("Det var knappt 50 elever.", "50", Qualifier.APPROXIMATE, "knappt"),
        ("Det var nästan 50 elever.", "50", Qualifier.APPROXIMATE, "nästan"),
        ("Det var närmare 50 elever.", "50", Qualifier.APPROXIMATE, "närmare"),
        ("Det var strax under 50 elever.", "50", Qualifier.APPROXIMATE, "strax under"),
        ("Det rör cirka 300-500 elever.", "300-500", Qualifier.APPROXIMATE, "cirka"),
        ("Det var ett 30-tal elever.", "ett 30-tal", Qualifier.APPROXIMATE, "-tal"),
        ("Det var minst 50 elever.", "50", Qualifier.AT_LEAST, "minst"),
        ("Det var åtminstone 50 elever.", "50", Qualifier.AT_LEAST, "åtminstone"),
        ("Det var fler än 50 elever.", "50", Qualifier.AT_LEAST, "fler än"),
        ("Det var mer än en tredjedel.", "en tredjedel", Qualifier.AT_LEAST, "mer än"),
        ("Det var över 50 elever.", "50", Qualifier.AT_LEAST, "över"),
        ("Det var långt över 50 elever.", "50", Qualifier.AT_LEAST, "långt över"),
        ("Elever över 18 år.", "18", Qualifier.AT_LEAST, "över"),
        ("Det var minst cirka 50 elever.", "50", Qualifier.AT_LEAST, "minst cirka"),
        ("Det var 50 elever eller fler.", "50", Qualifier.AT_LEAST, "eller fler"),
        ("Den som är 15 år eller äldre.", "15", Qualifier.AT_LEAST, "eller äldre"),
        ("Det var högst 50 elever.", "50", Qualifier.AT_MOST, "högst"),
        ("Det var som mest 50 elever.", "50", Qualifier.AT_MOST, "som mest"),
        ("Det var färre än 50 elever.", "50", Qualifier.AT_MOST, "färre än"),
        ("Det var mindre än hälften.", "hälften", Qualifier.AT_MOST, "mindre än"),
        ("Det var under 50 elever.", "50", Qualifier.AT_MOST, "under"),
        ("Andelen låg under 2 procent.", "2", Qualifier.AT_MOST, "under"),
        ("Elever under 18 år.", "18", Qualifier.AT_MOST, "under"),
        ("Det var inte fler än 50 elever.", "50", Qualifier.AT_MOST, "inte fler än"),
        ("Det pågick under tre månader.", "tre", Qualifier.EXACT, ""),
        ("Det pågick under två år.", "två", Qualifier.EXACT, ""),
        ("Det pågick under cirka två år.", "två", Qualifier.APPROXIMATE, "cirka"),
        ("Under de fem senaste åren.", "fem", Qualifier.EXACT, ""),
        ("Kurserna är fördelade över 12 orter.", "12", Qualifier.EXACT, ""),
        ("Antalet är nästan halverat.", "halverat", Qualifier.APPROXIMATE, "nästan"),
        ("Det är mer än en fördubbling.", "fördubbling", Qualifier.AT_LEAST, "mer än"),
        ("Det började omkring 2019.", "2019", Qualifier.APPROXIMATE, "omkring"),
        ("Under 2024 började tio.", "2024", Qualifier.EXACT, ""),
        ("20 kvinnor och färre män", "20", Qualifier.EXACT, ""),
    ],
)
def test_a_hedge_gives_the_qualifier(text: str, printed: str, qualifier: Qualifier, hedge: str) -> None:
    quantity = only(text, printed)
    assert (quantity.qualifier, quantity.hedge.text) == (qualifier, hedge)
    assert text[quantity.hedge.start : quantity.hedge.end] == hedge


@pytest.mark.parametrize(
    ("text", "printed", "value"),
    [
        ("Den var den första.", "första", 1),
        ("Det var första gången.", "första", 1),
        ("Den kom på fjärde plats.", "fjärde", 4),
        ("Den kom på 3:e plats.", "3:e", 3),
        ("Den 1:a i raden.", "1:a", 1),
        ("Den tjugoförsta i raden.", "tjugoförsta", 21),
        ("Den hundrade i raden.", "hundrade", 100),
        ("Den andra gruppen var större.", "andra", 2),
        ("De kom på andra plats.", "andra", 2),
        ("Det andra halvåret var bättre.", "andra", 2),
        ("För andra gången i rad.", "andra", 2),
        ("Första och andra klass.", "andra", 2),
        ("Det är den andra vanligaste.", "andra", 2),
        ("Den var tredje störst.", "tredje", 3),
    ],
)
def test_an_ordinal_has_its_rank(text: str, printed: str, value: int) -> None:
    quantity = only(text, printed)
    assert (quantity.kind, quantity.value, quantity.scale) == (Kind.ORDINAL, D(value), Scale.RANK)


@pytest.mark.parametrize(
    ("text", "printed", "terms"),
    [
        ("Hälften kom.", "Hälften", (1, 2)),
        ("Halva gruppen kom.", "Halva", (1, 2)),
        ("En tredjedel kom.", "En tredjedel", (1, 3)),
        ("Två tredjedelar kom.", "Två tredjedelar", (2, 3)),
        ("Tre fjärdedelar kom.", "Tre fjärdedelar", (3, 4)),
        ("En tiondel kom.", "En tiondel", (1, 10)),
        ("Den tredjedelen kom.", "tredjedelen", (1, 3)),
        ("Var tredje elev kom.", "Var tredje", (1, 3)),
        ("Vart femte hushåll svarade.", "Vart femte", (1, 5)),
        ("Varannan elev kom.", "Varannan", (1, 2)),
        ("En av tre kom.", "En av tre", (1, 3)),
        ("Fyra av fem kom.", "Fyra av fem", (4, 5)),
        ("9 av 10 kom.", "9 av 10", (9, 10)),
        ("Det är 2/3 av alla.", "2/3", (2, 3)),
        ("Det är ¾ av alla.", "¾", (3, 4)),
    ],
)
def test_a_share_in_words_keeps_its_terms(text: str, printed: str, terms: tuple[int, int]) -> None:
    quantity = only(text, printed)
    assert (quantity.kind, quantity.terms, quantity.value) == (Kind.FRACTION, terms, D(terms[0]) / D(terms[1]))


@pytest.mark.parametrize("text", ["19 av de 38 eleverna", "10 av 44 elever", "tre av sju barn", "35 av 100 000 elever"])
def test_two_counts_with_of_between_stay_two(text: str) -> None:
    assert [quantity.kind for quantity in find_quantities(text)] == [Kind.CARDINAL] * 2


@pytest.mark.parametrize(
    ("text", "printed", "factor"),
    [
        ("Det är en halvering.", "halvering", "0.5"),
        ("Antalet har halverats.", "halverats", "0.5"),
        ("Antalet halverades.", "halverades", "0.5"),
        ("Antalet har fördubblats.", "fördubblats", "2"),
        ("Det är en fördubbling.", "fördubbling", "2"),
        ("Antalet dubblerades.", "dubblerades", "2"),
        ("Det är dubbelt så många.", "dubbelt", "2"),
        ("Det är det dubbla.", "dubbla", "2"),
        ("Antalet tredubblades.", "tredubblades", "3"),
        ("Antalet har fyrdubblats.", "fyrdubblats", "4"),
        ("Antalet har tiofaldigats.", "tiofaldigats", "10"),
    ],
)
def test_a_ratio_word_is_a_factor(text: str, printed: str, factor: str) -> None:
    quantity = only(text, printed)
    assert (quantity.kind, quantity.value, quantity.scale) == (Kind.RATIO_WORD, D(factor), Scale.RATIO)


@pytest.mark.parametrize("text", ["Inget barn kom.", "Inga elever kom.", "Ingen av dem kom.", "Noll elever kom."])
def test_a_word_for_none_counts_zero(text: str) -> None:
    (quantity,) = find_quantities(text)
    assert (quantity.kind, quantity.value, quantity.is_number) == (Kind.ZERO_WORD, D(0), True)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("En av eleverna kom.", Reason.ONE_OF),
        ("Det gällde ett av barnen.", Reason.ONE_OF),
        ("Det fanns en enda elev.", Reason.ONE_OF),
        ("Det sjönk en procent.", Reason.ONE_UNIT),
        ("Det rörde ett ärende.", Reason.ONE_UNIT),
        ("Bara en elev kom.", Reason.ONE_HEDGED),
        ("Det gällde endast ett barn.", Reason.ONE_HEDGED),
        ("Minst en elev kom.", Reason.ONE_HEDGED),
        ("Det hände mer än en gång.", Reason.ONE_HEDGED),
        ("Knappt ett år gick.", Reason.ONE_HEDGED),
        ("Nio elever, varav en pojke.", Reason.ONE_HEDGED),
        ("Två kvinnor och en man kom.", Reason.ONE_LISTED),
        ("En flicka och två pojkar kom.", Reason.ONE_LISTED),
        ("Två från Peru och en från Chile.", Reason.ONE_LISTED),
        ("En eller två elever.", Reason.ONE_LISTED),
        ("Tre elever i år mot en året innan.", Reason.ONE_LISTED),
    ],
)
def test_one_is_a_number_where_something_near_it_counts(text: str, reason: Reason) -> None:
    (one,) = [quantity for quantity in find_quantities(text) if quantity.text.casefold() in {"en", "ett"}]
    assert (one.kind, one.value, one.reason) == (Kind.CARDINAL, D(1), reason)


@pytest.mark.parametrize(
    "text",
    [
        *("Ett barn kom.", "Det är en ökning.", "En ny lag gäller.", "Det tog över en natt.", "De satt runt ett bord."),
        *("Snittet steg 4,2 till en ny nivå.", "Vi gick från tre till en ny nivå.", "Ett ärende registreras i listan."),
        *("Bara en del kom.", "Endast ett fåtal kom.", "En rad elever kom.", "Var och en kom.", "En och samma elev."),
        *("Mer än en halvering.", "Under 2024 och en tid efter.", "Ett par elever kom.", "En eller flera elever kom."),
        "Fem elever fick stöd. En lärare kom.",
    ],
)
def test_one_is_an_article_otherwise_and_says_why(text: str) -> None:
    (one,) = [quantity for quantity in find_quantities(text) if quantity.text.casefold() in {"en", "ett"}]
    assert (one.kind, one.value, one.is_number) == (Kind.ARTICLE, None, False)
    assert one.reason in {Reason.ARTICLE, Reason.ARTICLE_PHRASE}


@pytest.mark.parametrize(
    ("text", "printed", "value", "upper"),
    [
        ("Under 2024 började tio.", "2024", 2024, None),
        ("Sedan 2019 har antalet ökat.", "2019", 2019, None),
        ("I maj 2023 började tio.", "2023", 2023, None),
        ("År 2024 personal och elever.", "2024", 2024, None),
        ("2024 ökade antalet.", "2024", 2024, None),
        ("Enligt 2024 års rapport.", "2024", 2024, None),
        ("Oftast var det under 2024 pojkar, tio elever.", "2024", 2024, None),
        ("Tio elever (2023: nio).", "2023", 2023, None),
        ("Åren 2022–2024 ökade antalet.", "2022–2024", 2022, 2024),
        ("Läsåret 2022/23 var bra.", "2022/23", 2022, 2023),
        ("Läsåret 2022/2023 var bra.", "2022/2023", 2022, 2023),
        ("På 1990-talet var det vanligt.", "1990-talet", 1990, None),
        ("På nittiotalet var det vanligt.", "nittiotalet", None, None),
        ("Mellan 2022 och –2024 var det så.", "2024", 2024, None),
    ],
)
def test_a_year_is_told_from_a_count(text: str, printed: str, value: int | None, upper: int | None) -> None:
    quantity = only(text, printed)
    assert (quantity.kind, quantity.value, quantity.upper, quantity.is_number) == (Kind.YEAR, value, upper, False)
    assert quantity.reason


def test_every_year_of_a_series_is_a_year() -> None:
    found = find_quantities("2022, 2023 och 2024 var det 10, 20 respektive 30 elever")
    assert [quantity.kind for quantity in found] == [Kind.YEAR] * 3 + [Kind.CARDINAL] * 3


@pytest.mark.parametrize(
    "text",
    ["2024 personer", "2 024 elever", "drygt 2000", "under 2000 barn", "2010 kronor", "2024 svar", "2101"],
)
def test_four_digits_that_count_are_no_year(text: str) -> None:
    (quantity,) = find_quantities(text)
    assert quantity.kind is Kind.CARDINAL


@pytest.mark.parametrize(
    ("text", "printed", "reason"),
    [
        ("Ring 020-390 000 dygnet runt.", "020-390 000", Reason.TELEPHONE),
        ("Ring 08-123 45 67.", "08-123 45 67", Reason.TELEPHONE),
        ("Ring +46 8 123 45 67.", "+46 8 123 45 67", Reason.TELEPHONE),
        ("Ring 070-123 45 67 15 elever", "070-123 45 67", Reason.TELEPHONE),
        ("Ring 112 vid fara.", "112", Reason.TELEPHONE),
        ("Se www.exempel.se/2024.", "www.exempel.se/2024", Reason.ADDRESS),
        ("Se https://exempel.se/a%20b?c=3", "https://exempel.se/a%20b?c=3", Reason.ADDRESS),
        ("Skriv till klass4@exempel.se.", "klass4@exempel.se", Reason.ADDRESS),
        ("Den 8 maj kom de.", "8", Reason.DAY),
        ("Den 1–3 juni kom de.", "1–3", Reason.DAY),
        ("De firade första maj.", "första", Reason.DAY),
        ("Beslutet 2024-05-08 gäller.", "2024-05-08", Reason.DATE),
        ("Beslutet 8/5 2024 gäller.", "8/5 2024", Reason.DATE),
        ("Mötet är kl. 10.30.", "10.30", Reason.CLOCK),
        ("Mötet är 10:30.", "10:30", Reason.CLOCK),
        ("Se figur 2.", "2", Reason.FIGURE),
        ("Figur4. Pojkar", "4", Reason.FIGURE),
        ("Se tabellerna 3 och 4 nedan.", "4", Reason.FIGURE),
        ("Se kapitel 3.", "3", Reason.SECTION),
        ("Se s. 12–15.", "12–15", Reason.SECTION),
        ("Det står i 4 kap. lagen.", "4", Reason.SECTION),
        ("Storgatan 5", "5", Reason.SECTION),
        ("Enligt lagen (2018:601).", "2018:601", Reason.REFERENCE),
        ("Enligt prop. 2017/18:123.", "2017/18:123", Reason.REFERENCE),
        ("Under covid-19 var det stängt.", "19", Reason.DESIGNATION),
        ("Inom EU27 är det vanligt.", "27", Reason.DESIGNATION),
        ("Ärende 2024-1234-5 är stängt.", "2024-1234-5", Reason.UNREADABLE),
        ("Utfallet 70-30 var väntat.", "70-30", Reason.NO_RANGE),
        ("1. Inledning", "1", Reason.LIST_ITEM),
        ("Kod 007 gäller.", "007", Reason.UNREADABLE),
    ],
)
def test_a_number_that_names_or_dates_is_a_code(text: str, printed: str, reason: Reason) -> None:
    quantity = only(text, printed)
    assert (quantity.kind, quantity.reason, quantity.is_number) == (Kind.CODE, reason, False)


@pytest.mark.parametrize(
    ("text", "printed", "kind", "reason"),
    [
        ("Den femtonåriga eleven.", "femtonåriga", Kind.COMPOUND, Reason.PART_OF_WORD),
        ("En tvåårig kurs.", "tvåårig", Kind.COMPOUND, Reason.PART_OF_WORD),
        ("Hon är tredjelandsmedborgare.", "tredjelandsmedborgare", Kind.COMPOUND, Reason.PART_OF_WORD),
        ("Hon är en 18-åring.", "18-åring", Kind.COMPOUND, Reason.PART_OF_WORD),
        ("Kurser för 15-17-åringar.", "15-17-åringar", Kind.COMPOUND, Reason.PART_OF_WORD),
        ("Kurser för 2- och 3-åringar.", "2-", Kind.COMPOUND, Reason.PART_OF_WORD),
        ("Kurser för två- och treåriga.", "två", Kind.COMPOUND, Reason.PART_OF_WORD),
        ("I andra länder är det så.", "andra", Kind.OTHER, Reason.OTHER_MEANING),
        ("Bland andra skolan.", "andra", Kind.OTHER, Reason.OTHER_MEANING),
        ("De andra kom.", "andra", Kind.OTHER, Reason.OTHER_MEANING),
        ("Stöd för andra elever.", "andra", Kind.OTHER, Reason.OTHER_MEANING),
        ("Å andra sidan kom de.", "andra", Kind.OTHER, Reason.OTHER_MEANING),
        ("Den ena kom, men den andra gick.", "andra", Kind.OTHER, Reason.OTHER_MEANING),
        ("Det gäller i första hand elever.", "första", Kind.OTHER, Reason.IDIOM),
        ("Köp av sex är förbjudet.", "sex", Kind.OTHER, Reason.NOUN_SEX),
        ("Hon tvingades sälja sex.", "sex", Kind.OTHER, Reason.NOUN_SEX),
        ("Flera hundra elever kom.", "hundra", Kind.OTHER, Reason.VAGUE),
        ("Tusentals elever kom.", "Tusentals", Kind.OTHER, Reason.VAGUE),
        ("Miljoner elever kom.", "Miljoner", Kind.OTHER, Reason.VAGUE),
        ("Antalet har mångdubblats.", "mångdubblats", Kind.OTHER, Reason.VAGUE),
        ("Det sker vart tredje år.", "vart tredje", Kind.OTHER, Reason.HOW_OFTEN),
        ("Det sker varannan vecka.", "varannan", Kind.OTHER, Reason.HOW_OFTEN),
        ("Det finns inga uppgifter.", "inga", Kind.OTHER, Reason.NOTHING_COUNTED),
    ],
)
def test_what_states_no_quantity_says_why(text: str, printed: str, kind: Kind, reason: Reason) -> None:
    quantity = only(text, printed)
    assert (quantity.kind, quantity.reason, quantity.scale) == (kind, reason, Scale.NONE)


@pytest.mark.parametrize(
    "text",
    [
        *("Sexuella tjänster", "sextrafficking", "sexköp", "trender i energi", "tvål och tvång", "enligt femman"),
        *("halvår och kvartal", "varandra", "annandag", "antal och andel", "ensidiga avtal", "dubbelt medborgarskap"),
    ],
)
def test_letters_of_a_number_inside_another_word_are_no_numeral(text: str) -> None:
    assert find_quantities(text) == ()


@pytest.mark.parametrize(
    "text", ["Sex elever kom.", "av sex elever", "De har sex barn.", "sju i år och sex förra året"]
)
def test_six_is_a_number_where_something_is_counted(text: str) -> None:
    assert [quantity.value for quantity in find_quantities(text)][-1] == 6


# What a text must cover: every run of digits, every word that is a number by the grammar.
# A combining mark or a soft hyphen after a letter is part of the word.
NUMERIC = re.compile(r"\d+|[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u00ad])*")
GRAMMAR = "en ett och av andra var vart tredje halv hälften tredjedel miljoner hundra tusen sex inga ett-tal två- -två"
CONTEXT = "cirka under över mellan från till figur kap. den maj år procent % personer ökade @ www. - – . fem.se"
PRINTED = "20-30 20– –30 1,5 2024 2022–2024 020-390 8/5 2/3 3:e 10:30 18-åring 30-tal 1.2.3 ½ B12 5G 1000000 000"
VOCABULARY = st.one_of(
    st.integers(0, 10**7).map(str),
    st.integers(0, 10**6).map(lambda number: f"{number:,}".replace(",", "\u00a0")),
    st.integers(0, 10**6).map(lambda number: str(num2words(number, lang="sv"))),
    st.integers(1, 99).map(lambda number: str(num2words(number, lang="sv", to="ordinal"))),
    st.sampled_from(GRAMMAR.split()),
    st.sampled_from(CONTEXT.split()),
    st.sampled_from(PRINTED.split()),
    st.text(max_size=6),
)


def numeric_runs(text: str) -> list[tuple[int, int]]:
    """Where digits and number words stand, told without the code under test but for the grammar."""
    return [
        match.span()
        for match in NUMERIC.finditer(text)
        if match.group()[0].isdecimal()
        or parse_cardinal(match.group()) is not None
        or parse_ordinal(match.group()) is not None
    ]


@given(st.lists(VOCABULARY, max_size=12), st.sampled_from([" ", "", "\n", ", "]))
def test_every_digit_run_and_number_word_is_part_of_exactly_one_quantity(words: list[str], separator: str) -> None:
    text = separator.join(words)
    found = find_quantities(text)
    for start, end in numeric_runs(text):
        covering = [each for each in found if each.start <= start and end <= each.end]
        touching = [each for each in found if each.start < end and start < each.end]
        assert len(covering) == len(touching) == 1, (text, text[start:end])


@given(st.lists(VOCABULARY, max_size=12), st.sampled_from([" ", "", "\n", ", "]))
def test_quantities_are_slices_in_order_without_overlap(words: list[str], separator: str) -> None:
    text = separator.join(words)
    found = find_quantities(text)
    assert all(text[each.start : each.end] == each.text and each.text for each in found)
    assert all(text[each.hedge.start : each.hedge.end] == each.hedge.text for each in found)
    assert all(text[each.unit.start : each.unit.end] == each.unit.text for each in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(each.reason or each.is_number for each in found)


# A noun after the number: four or eight digits alone may be a year or a date.
FRAMES = st.sampled_from(
    ["Det var {} elever i landet.", "Antalet ({} elever) ökade.", "Av dem kom cirka {} elever.", "{} elever."]
)


@given(st.integers(2, 10**9), FRAMES, st.sampled_from(["digits", "grouped", "words"]))
def test_a_number_has_the_same_value_in_any_sentence(number: int, frame: str, style: str) -> None:
    grouped = f"{number:,}".replace(",", " ")
    printed = {"digits": str(number), "grouped": grouped, "words": str(num2words(number, lang="sv"))}[style]
    quantity = only(frame.format(printed), printed)
    assert (quantity.value, quantity.start) == (D(number), frame.index("{"))


@given(st.decimals(0, 100, places=1), st.sampled_from([" procent", " %", "%", "\u00a0procentenheter"]))
def test_a_percentage_has_half_its_last_place_as_tolerance(share: Decimal, unit: str) -> None:
    printed = str(share).replace(".", ",")
    quantity = only(f"Andelen steg till {printed}{unit} i fjol.", printed)
    assert (quantity.value, quantity.tolerance, quantity.unit.text) == (share, D("0.05"), unit.strip())


@pytest.mark.parametrize("text", ["9 " + "1" * 30, "1" * 5000, "1" * 20 + "/3", "1" * 20 + ":e", "tre av " + "1" * 40])
def test_digits_without_end_are_no_number(text: str) -> None:
    assert [one.value for one in find_quantities(text) if one.value is not None and one.value >= 10**15] == []
