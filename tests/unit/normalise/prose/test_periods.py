from __future__ import annotations

import pytest

from pipeline.normalise.prose.periods import Period, find_periods, tells_each_year

YEAR = 2031


def periods(text: str) -> list[str]:
    return [one.time_period for one in find_periods(text, YEAR)]


def only(text: str) -> Period:
    (found,) = find_periods(text, YEAR)
    return found


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("i år", "2031"),
        ("nu", "2031"),
        ("årets", "2031"),
        ("under året", "2031"),
        ("detta år", "2031"),
        ("i den här rapporten", "2031"),
        ("förra året", "2030"),
        ("förra årets", "2030"),
        ("i fjol", "2030"),
        ("fjolårets", "2030"),
        ("föregående år", "2030"),
        ("förra gången", "2030"),
        ("i förra årets statistik", "2030"),
        ("året innan", "2030"),
        ("ett år tidigare", "2030"),
        ("året före", "2030"),
        ("två år tidigare", "2029"),
        ("två år innan", "2029"),
        ("förfjol", "2029"),
        ("2029", "2029"),
        ("år 2029", "2029"),
        ("2029 års", "2029"),
    ],
)
def test_words_of_time_are_seen_from_the_year_of_the_edition(words: str, period: str) -> None:
    text = f"Tolv barn kom hit {words} till slut."
    found = only(text)
    assert (found.time_period, found.is_span, found.last_year) == (period, False, int(period))
    assert text[found.start : found.end] in words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2028 kom tolv, och året innan nio.", ["2028", "2027"]),
        ("I fjol kom tolv, året innan nio.", ["2030", "2029"]),
        ("2025 kom tolv, året efter nio.", ["2025", "2026"]),
        ("2025 kom tolv. Ett år senare kom nio.", ["2025", "2026"]),
        ("2025 kom tolv. Ett år tidigare kom nio.", ["2025", "2024"]),
        ("2025 kom tolv. Två år senare kom nio.", ["2025", "2027"]),
        ("2025 kom tolv, året därpå nio.", ["2025", "2026"]),
        ("2025 kom tolv. Det året kom också nio män.", ["2025", "2025"]),
        ("Tolv kom, fler än 2025, då nio kom. Det året var det krig.", ["2025", "2025"]),
        ("2019 kom tolv, 2020 kom nio och året därpå sju.", ["2019", "2020", "2021"]),
    ],
)
def test_the_year_before_and_after_count_from_the_year_named_last(text: str, expected: list[str]) -> None:
    assert periods(text) == expected


def test_a_year_that_did_not_open_the_sentence_before_counts_no_longer() -> None:
    assert periods("Så många hade det inte varit sedan 2025. Året innan kom nio.") == ["2025", "2030"]


def test_a_period_named_two_sentences_before_counts_no_longer() -> None:
    assert periods("2025 kom tolv. De var män. Året innan kom nio.") == ["2025", "2030"]


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("mellan 2027 och 2030", "2027/2030"),
        ("från 2027 till 2030", "2027/2030"),
        ("från och med 2027 till och med 2030", "2027/2030"),
        ("åren 2027–2030", "2027/2030"),
        ("2027-2030", "2027/2030"),
        ("perioden 2027 till 2030", "2027/2030"),
        ("de fem åren före 2031", "2026/2030"),
        ("under de fem åren före 2030", "2025/2029"),
        ("de tre åren innan 2029", "2026/2028"),
        ("de senaste fem åren", "2026/2030"),
        ("de senaste 3 åren", "2028/2030"),
        ("de fem senaste åren", "2026/2030"),
        ("de två föregående åren", "2029/2030"),
    ],
)
def test_a_span_has_its_first_and_its_last_year(words: str, period: str) -> None:
    found = only(f"Ungefär 40 barn kom {words} hit.")
    assert (found.time_period, found.is_span, found.compared) == (period, True, False)
    assert found.last_year == int(period[-4:])


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        ("Det är fler än 2029.", True),
        ("Det är färre än i fjol.", True),
        ("Det är fler jämfört med 2029.", True),
        ("Det är fler jämfört med förra året.", True),
        ("Det är fler i jämförelse med år 2029.", True),
        ("Det är fler i förhållande till 2029.", True),
        ("Antalet har ökat sedan 2029.", True),
        ("Det var 22 mot 35 året innan.", False),
        ("Liksom 2029 var det fler män.", True),
        ("År 2029 var det fler.", False),
        ("Det var fler under 2029.", False),
        ("Det var fler i år.", False),
        ("Det var fler i fjol.", False),
        ("Så sent som 2029 var det färre.", False),
    ],
)
def test_a_year_is_compared_with_or_told_of(text: str, compared: bool) -> None:  # noqa: FBT001 -- the expected answer
    assert only(text).compared is compared


def test_what_has_been_so_ever_since_is_so_every_year() -> None:
    found = only("Antalet har varit lågt sedan 2027.")
    assert (found.time_period, found.each, found.compared) == ("2027/2031", True, False)


@pytest.mark.parametrize(
    "text", ["På 2020-talet var det fler.", "Tolv barn kom.", "Numret är 20291.", "Det var 2,029 %."]
)
def test_what_is_no_year_is_no_period(text: str) -> None:
    assert periods(text) == []


@pytest.mark.parametrize(
    ("text", "each"),
    [
        ("40 barn varje år", True),
        ("40 barn årligen", True),
        ("40 barn om året", True),
        ("ett vanligt år 40 barn", True),
        ("40 barn förra året", False),
        ("40 barn", False),
    ],
)
def test_words_for_every_year(text: str, each: bool) -> None:  # noqa: FBT001 -- the expected answer
    assert tells_each_year(text, 0, len(text)) is each


def test_den_gangen_at_the_beginning_takes_up_the_year_of_the_passage_before() -> None:
    text = "Den gången saknades uppgift i 22 fall. Den här gången är det 30."
    (then, now) = find_periods(text, YEAR, named_before=YEAR - 3)
    assert (then.time_period, now.time_period) == (str(YEAR - 3), str(YEAR))
