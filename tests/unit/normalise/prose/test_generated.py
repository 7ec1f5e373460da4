"""Sentences made from numbers and codes give back the numbers and codes that they were made from.

Patterns and vocabulary are this module's own: nothing is taken from the family file or the parser. Every sentence is
read by itself, as an edition of 2031 would tell it; a row leaves out what goes without saying (``fixtures/told.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from num2words import num2words

from tests.fixtures.told import YEAR, Row, row, told

EXAMPLES = 40

Codes = dict[str, str]
Named = tuple[str, Codes]
Made = tuple[str, list[Row]]
T = TypeVar("T")

SEXES: list[Named] = [
    ("kvinnor", {"sex": "female"}),
    ("män", {"sex": "male"}),
    ("kvinnor och flickor", {"sex": "female"}),
    ("män och pojkar", {"sex": "male"}),
]
CHILDREN: list[Named] = [
    ("barn", {"age": "child"}),
    ("flickor", {"sex": "female", "age": "child"}),
    ("pojkar", {"sex": "male", "age": "child"}),
]
PERSONS: list[Named] = [*SEXES, *CHILDREN, ("vuxna", {"age": "adult"})]
FORMS: list[Named] = [
    ("arbetskraft", {"exploitation_form": "labour"}),
    ("sexuella ändamål", {"exploitation_form": "sexual"}),
    ("tiggeri", {"exploitation_form": "begging"}),
    ("kriminalitet", {"exploitation_form": "criminality"}),
    ("tvångsäktenskap", {"exploitation_form": "forced_marriage"}),
    ("hushållsarbete", {"exploitation_form": "domestic_work"}),
]
INDUSTRIES: list[Named] = [
    (name, {"exploitation_form": "labour", "industry": code})
    for name, code in (
        ("byggbranschen", "construction"),
        ("städbranschen", "cleaning"),
        ("hotell- och restaurangbranschen", "hotel_restaurant"),
        ("transportbranschen", "transport"),
        ("grön näring", "green_sector"),
        ("skönhet och kroppsvård", "beauty_body_care"),
    )
]
COUNTRIES: list[Named] = [
    (name, {"origin": code})
    for name, code in (
        ("Thailand", "TH"),
        ("Ukraina", "UA"),
        ("Rumänien", "RO"),
        ("Nigeria", "NG"),
        ("Colombia", "CO"),
        ("Vietnam", "VN"),
        ("Sydkorea", "KR"),
        ("Bosnien och Hercegovina", "BA"),
    )
]
REFERRERS: list[Named] = [
    ("polisen", {"referrer": "police"}),
    ("Migrationsverket", {"referrer": "migration_agency"}),
    ("socialtjänsten", {"referrer": "social_services"}),
    ("civilsamhället", {"referrer": "civil_society"}),
]
HEDGES = {
    "cirka": "approximate",
    "ungefär": "approximate",
    "drygt": "approximate",
    "knappt": "approximate",
    "nästan": "approximate",
    "minst": "at_least",
    "fler än": "at_least",
    "högst": "at_most",
    "färre än": "at_most",
}
ORDINALS = {"andra": 2, "tredje": 3, "fjärde": 4, "femte": 5, "sjätte": 6, "sjunde": 7, "åttonde": 8, "tionde": 10}
NBSP = "\N{NO-BREAK SPACE}"
MOST_IN_WORDS = 999


@dataclass(frozen=True, slots=True)
class Said:
    """A number and how it is printed."""

    value: int
    printed: str

    def __str__(self) -> str:
        return self.printed


def in_words(value: int) -> str:
    """By num2words, whose word for forty is wrong in Swedish."""
    return str(num2words(value, lang="sv")).replace("förtio", "fyrtio")


def in_digits(value: int) -> str:
    return f"{value:,}".replace(",", NBSP)


class Lot:
    """Draws what a sentence is made of."""

    def __init__(self, data: st.DataObject) -> None:
        self._data = data

    def one(self, of: Sequence[T]) -> T:
        return self._data.draw(st.sampled_from(of))

    def some(self, of: Sequence[Named], count: int) -> list[Named]:
        """Different ones."""
        return self._data.draw(st.permutations(of))[:count]

    def number(self, least: int = 2, most: int = 4999) -> Said:
        """Small ones are as likely as big ones; in words up to 999."""
        value = self._data.draw(st.one_of(st.integers(least, min(most, max(least, 60))), st.integers(least, most)))
        worded = value <= MOST_IN_WORDS and self._data.draw(st.booleans())
        return Said(value, in_words(value) if worded else in_digits(value))

    def whole_and_part(self) -> tuple[Said, Said]:
        """Both above ten, since ``två av tre`` is a share."""
        whole = self.number(least=12)
        return whole, self.number(least=11, most=whole.value)

    def percent(self) -> Said:
        return self.number(most=99)

    def years(self, count: int) -> list[int]:
        """Different ones before the edition's, in order."""
        years = self._data.draw(st.permutations(range(2019, YEAR)))[:count]
        return sorted(years)


Template = Callable[[Lot], Made]
TEMPLATES: dict[str, Template] = {}


def pattern(group: str) -> Callable[[Template], Template]:
    """Enter a template under its group and name."""

    def entered(template: Template) -> Template:
        TEMPLATES[f"{group}: {template.__name__}"] = template
        return template

    return entered


def sentence(text: str) -> str:
    return text[0].upper() + text[1:]


# --- a plain count


@pattern("count")
def of_persons(lot: Lot) -> Made:
    n, (who, codes) = lot.number(), lot.one(PERSONS)
    return f"{n} {who} identifierades.", [row(n.value, **codes)]


@pattern("count")
def of_a_country(lot: Lot) -> Made:
    n, (who, codes), (country, origin) = lot.number(), lot.one(PERSONS), lot.one(COUNTRIES)
    return f"I år kom {n} {who} från {country}.", [row(n.value, **codes, **origin)]


@pattern("count")
def of_a_form(lot: Lot) -> Made:
    n, (form, codes) = lot.number(), lot.one(FORMS)
    return f"Inom {form} registrerades {n} ärenden.", [row(n.value, unit="cases", **codes)]


@pattern("count")
def of_an_industry(lot: Lot) -> Made:
    n, (who, sex), (industry, codes) = lot.number(), lot.one(PERSONS), lot.one(INDUSTRIES)
    return f"I {industry} fanns {n} {who}.", [row(n.value, **sex, **codes)]


@pattern("count")
def of_a_referrer(lot: Lot) -> Made:
    n, (referrer, codes) = lot.number(), lot.one(REFERRERS)
    return f"{referrer} hänvisade {n} ärenden.", [row(n.value, unit="cases", **codes)]


@pattern("count")
def of_unknown_age(lot: Lot) -> Made:
    n, (form, codes) = lot.number(), lot.one(FORMS)
    return f"Inom {form} är åldern okänd för {n} personer.", [row(n.value, age="_U", **codes)]


@pattern("count")
def as_a_label(lot: Lot) -> Made:
    n, m, ((one, codes), (other, more)) = lot.number(), lot.number(), lot.some(COUNTRIES, 2)
    return f"{one}: {n}. {other}: {m}.", [row(n.value, **codes), row(m.value, **more)]


# --- counts joined


@pattern("joined")
def two_sexes(lot: Lot) -> Made:
    n, m, (country, origin) = lot.number(), lot.number(), lot.one(COUNTRIES)
    return (
        f"Från {country} kom {n} kvinnor och {m} män.",
        [row(n.value, sex="female", **origin), row(m.value, sex="male", **origin)],
    )


@pattern("joined")
def women_beside_girls(lot: Lot) -> Made:
    n, m, (form, codes) = lot.number(), lot.number(), lot.one(FORMS)
    return (
        f"Inom {form} fanns {n} kvinnor och {m} flickor.",
        [row(n.value, sex="female", age="adult", **codes), row(m.value, sex="female", age="child", **codes)],
    )


@pattern("joined")
def a_country_behind_both(lot: Lot) -> Made:
    n, m, (country, origin) = lot.number(), lot.number(), lot.one(COUNTRIES)
    return (
        f"{n} flickor och {m} pojkar kom från {country}.",
        [row(n.value, sex="female", age="child", **origin), row(m.value, sex="male", age="child", **origin)],
    )


@pattern("joined")
def three_countries(lot: Lot) -> Made:
    numbers, countries = [lot.number() for _ in range(3)], lot.some(COUNTRIES, 3)
    first, second, third = (f"{n} från {name}" for n, (name, _) in zip(numbers, countries, strict=True))
    rows = [row(n.value, **codes) for n, (_, codes) in zip(numbers, countries, strict=True)]
    return f"Av personerna kom {first}, {second} och {third}.", rows


@pattern("joined")
def two_clauses(lot: Lot) -> Made:
    n, m, ((one, codes), (other, more)) = lot.number(), lot.number(), lot.some(COUNTRIES, 2)
    return (
        f"{n} personer kom från {one}, medan {m} kom från {other}.",
        [row(n.value, **codes), row(m.value, **more)],
    )


# --- a base with parts


@pattern("base")
def of_all(lot: Lot) -> Made:
    (n, m), (who, codes) = lot.whole_and_part(), lot.one(PERSONS)
    return f"Av {n} personer var {m} {who}.", [row(n.value), row(m.value, **codes)]


@pattern("base")
def of_a_form_first(lot: Lot) -> Made:
    (n, m), (form, codes), (who, sex) = lot.whole_and_part(), lot.one(FORMS), lot.one(PERSONS)
    return (
        f"Av de {n} personerna inom {form} var {m} {who}.",
        [row(n.value, **codes), row(m.value, **codes, **sex)],
    )


@pattern("base")
def behind(lot: Lot) -> Made:
    (n, m), (who, codes) = lot.whole_and_part(), lot.one(PERSONS)
    return f"{m} av {n} personer var {who}.", [row(m.value, **codes), row(n.value)]


@pattern("base")
def two_parts(lot: Lot) -> Made:
    (n, m), k, (country, codes) = lot.whole_and_part(), lot.number(), lot.one(COUNTRIES)
    return (
        f"Av de {n} personerna från {country} var {m} kvinnor och {k} män.",
        [row(n.value, **codes), row(m.value, sex="female", **codes), row(k.value, sex="male", **codes)],
    )


@pattern("base")
def a_list_of_countries(lot: Lot) -> Made:
    (n, m), k, ((one, codes), (other, more)) = lot.whole_and_part(), lot.number(), lot.some(COUNTRIES, 2)
    return (
        f"{m} av de {n} barnen kom från {one} och {k} från {other}.",
        [
            row(m.value, age="child", **codes),
            row(n.value, age="child"),
            row(k.value, age="child", **more),
        ],
    )


# --- shares


def share(value: int, base: str = "_T", **codes: str) -> Row:
    return row(value, measure="share", share_base=base, **codes)


@pattern("share")
def of_everyone(lot: Lot) -> Made:
    p, (who, codes) = lot.percent(), lot.one(PERSONS)
    return f"{p} procent av de identifierade var {who}.", [share(p.value, **codes)]


@pattern("share")
def of_those_in_a_form(lot: Lot) -> Made:
    p, (form, codes), (who, sex) = lot.percent(), lot.one(FORMS), lot.one(SEXES)
    return (
        f"{p} procent av personerna inom {form} var {who}.",
        [share(p.value, "exploitation_form", **codes, **sex)],
    )


@pattern("share")
def of_those_who_were_exploited(lot: Lot) -> Made:
    p, (form, codes), (who, sex) = lot.percent(), lot.one(FORMS), lot.one(SEXES)
    return (
        f"{p} procent av dem som utsattes för {form} var {who}.",
        [share(p.value, "exploitation_form", **codes, **sex)],
    )


@pattern("share")
def of_a_sex_in_an_industry(lot: Lot) -> Made:
    p, (who, sex), (industry, codes) = lot.percent(), lot.one(SEXES), lot.one(INDUSTRIES)
    return f"Av alla {who} arbetade {p} procent i {industry}.", [share(p.value, "sex", **sex, **codes)]


@pattern("share")
def of_a_country_of_all(lot: Lot) -> Made:
    p, (country, codes) = lot.percent(), lot.one(COUNTRIES)
    return f"Av samtliga kom {p} procent från {country}.", [share(p.value, **codes)]


@pattern("share")
def in_brackets_behind_a_count(lot: Lot) -> Made:
    n, p, (who, codes) = lot.number(), lot.percent(), lot.one(SEXES)
    return f"{n} {who} ({p} procent) identifierades.", [row(n.value, **codes), share(p.value, **codes)]


@pattern("share")
def that_a_count_corresponds_to(lot: Lot) -> Made:
    n, p, (country, codes) = lot.number(), lot.percent(), lot.one(COUNTRIES)
    return (
        f"{n} personer kom från {country}, vilket motsvarar {p} procent av alla.",
        [row(n.value, **codes), share(p.value, **codes)],
    )


# --- years


@pattern("years")
def a_year_first(lot: Lot) -> Made:
    n, (who, codes), (year,) = lot.number(), lot.one(PERSONS), lot.years(1)
    return f"År {year} identifierades {n} {who}.", [row(n.value, time_period=str(year), **codes)]


@pattern("years")
def last_year(lot: Lot) -> Made:
    n, (form, codes), when = lot.number(), lot.one(FORMS), lot.one(["Förra året", "I fjol", "Föregående år"])
    return f"{when} fanns {n} personer inom {form}.", [row(n.value, time_period=str(YEAR - 1), **codes)]


@pattern("years")
def a_series(lot: Lot) -> Made:
    numbers, (who, codes), years = [lot.number() for _ in range(3)], lot.one(PERSONS), lot.years(3)
    first, second, third = (f"{n} år {year}" for n, year in zip(numbers, years, strict=True))
    rows = [row(n.value, time_period=str(year), **codes) for n, year in zip(numbers, years, strict=True)]
    return f"Antalet {who} var {first}, {second} och {third}.", rows


@pattern("years")
def a_series_with_years_first(lot: Lot) -> Made:
    n, m, (country, codes), (one, other) = lot.number(), lot.number(), lot.one(COUNTRIES), lot.years(2)
    return (
        f"{one} kom {n} personer från {country}, {other} kom {m} personer.",
        [row(n.value, time_period=str(one), **codes), row(m.value, time_period=str(other), **codes)],
    )


@pattern("years")
def the_year_before(lot: Lot) -> Made:
    n, m, (form, codes) = lot.number(), lot.number(), lot.one(FORMS)
    return (
        f"I år identifierades {n} personer inom {form}. Ett år tidigare var de {m}.",
        [row(n.value, **codes), row(m.value, time_period=str(YEAR - 1), **codes)],
    )


# --- from one year to another, and against another


@pattern("from-to")
def to_this_year(lot: Lot) -> Made:
    n, m, (who, codes), verb = lot.number(), lot.number(), lot.one(PERSONS), lot.one(["ökade", "minskade", "sjönk"])
    return (
        f"Antalet {who} {verb} från {n} till {m}.",
        [row(n.value, time_period=str(YEAR - 1), **codes), row(m.value, **codes)],
    )


@pattern("from-to")
def with_both_years(lot: Lot) -> Made:
    n, m, (form, codes), (one, other) = lot.number(), lot.number(), lot.one(FORMS), lot.years(2)
    return (
        f"Antalet ärenden om {form} steg från {n} år {one} till {m} år {other}.",
        [
            row(n.value, unit="cases", time_period=str(one), **codes),
            row(m.value, unit="cases", time_period=str(other), **codes),
        ],
    )


@pattern("from-to")
def a_share(lot: Lot) -> Made:
    p, q, (who, codes), (year,) = lot.percent(), lot.percent(), lot.one(SEXES), lot.years(1)
    text = f"Andelen {who} var {p} procent {year} och {q} procent i år."
    return text, [
        share(p.value, time_period=str(year), **codes),
        share(q.value, **codes),
    ]


@pattern("against")
def the_year_before_it(lot: Lot) -> Made:
    n, m, (who, codes) = lot.number(), lot.number(), lot.one(PERSONS)
    return (
        f"{n} {who} registrerades, mot {m} året innan.",
        [row(n.value, **codes), row(m.value, time_period=str(YEAR - 1), **codes)],
    )


@pattern("against")
def compared_with(lot: Lot) -> Made:
    n, m, (country, codes), (year,) = lot.number(), lot.number(), lot.one(COUNTRIES), lot.years(1)
    return (
        f"{n} personer kom från {country}, jämfört med {m} år {year}.",
        [row(n.value, **codes), row(m.value, time_period=str(year), **codes)],
    )


# --- respective lists


@pattern("respective")
def countries(lot: Lot) -> Made:
    n, m, ((one, codes), (other, more)) = lot.number(), lot.number(), lot.some(COUNTRIES, 2)
    return (
        f"Från {one} och {other} kom {n} respektive {m} personer.",
        [row(n.value, **codes), row(m.value, **more)],
    )


@pattern("respective")
def sexes(lot: Lot) -> Made:
    n, m, (industry, codes) = lot.number(), lot.number(), lot.one(INDUSTRIES)
    return (
        f"Kvinnor och män i {industry} var {n} respektive {m}.",
        [row(n.value, sex="female", **codes), row(m.value, sex="male", **codes)],
    )


@pattern("respective")
def shares(lot: Lot) -> Made:
    p, q = lot.percent(), lot.percent()
    return (
        f"Andelen kvinnor respektive män var {p} respektive {q} procent.",
        [share(p.value, sex="female"), share(q.value, sex="male")],
    )


@pattern("respective")
def referrers(lot: Lot) -> Made:
    n, m, ((one, codes), (other, more)) = lot.number(), lot.number(), lot.some(REFERRERS, 2)
    return (
        f"{one} respektive {other} hänvisade {n} respektive {m} personer.",
        [row(n.value, **codes), row(m.value, **more)],
    )


# --- of which


@pattern("of which")
def in_the_sentence(lot: Lot) -> Made:
    (n, m), (country, codes), (who, sex) = lot.whole_and_part(), lot.one(COUNTRIES), lot.one(PERSONS)
    cue = lot.one(["varav", "däribland"])
    return (
        f"{n} personer kom från {country}, {cue} {m} {who}.",
        [row(n.value, **codes), row(m.value, **codes, **sex)],
    )


@pattern("of which")
def in_the_next_one(lot: Lot) -> Made:
    (n, m), (form, codes), (who, sex) = lot.whole_and_part(), lot.one(FORMS), lot.one(PERSONS)
    return (
        f"Inom {form} fanns {n} personer. {sentence(str(m))} av dem var {who}.",
        [row(n.value, **codes), row(m.value, **codes, **sex)],
    )


@pattern("of which")
def taken_up_again(lot: Lot) -> Made:
    (n, m), (country, codes) = lot.whole_and_part(), lot.one(COUNTRIES)
    return (
        f"{n} barn kom från {country}. Av de {n} barnen var {m} flickor.",
        [
            row(n.value, age="child", **codes),
            row(n.value, age="child", **codes),
            row(m.value, sex="female", age="child", **codes),
        ],
    )


# --- brackets


@pattern("brackets")
def behind_referrers(lot: Lot) -> Made:
    n, m, ((one, codes), (other, more)) = lot.number(), lot.number(), lot.some(REFERRERS, 2)
    return (
        f"Många hänvisades av {one} ({n} ärenden) och {other} ({m} ärenden).",
        [row(n.value, unit="cases", **codes), row(m.value, unit="cases", **more)],
    )


@pattern("brackets")
def behind_countries(lot: Lot) -> Made:
    n, m, ((one, codes), (other, more)) = lot.number(), lot.number(), lot.some(COUNTRIES, 2)
    return f"Många kom från {one} ({n}) och {other} ({m}).", [row(n.value, **codes), row(m.value, **more)]


@pattern("brackets")
def behind_an_industry(lot: Lot) -> Made:
    n, (industry, codes) = lot.number(), lot.one(INDUSTRIES)
    return f"Många arbetade i {industry} ({n} personer).", [row(n.value, **codes)]


# --- changes


def change(value: int, since: int, **rest: str) -> Row:
    return row(value, measure="change", compared_to=str(since), **rest)


@pattern("change")
def in_percent(lot: Lot) -> Made:
    p, (who, codes) = lot.percent(), lot.one(PERSONS)
    verb, sign = lot.one([("ökade", 1), ("minskade", -1), ("sjönk", -1), ("har ökat", 1)])
    return f"Antalet {who} {verb} med {p} procent.", [change(sign * p.value, YEAR - 1, **codes)]


@pattern("change")
def in_cases(lot: Lot) -> Made:
    n, (form, codes), (year,) = lot.number(), lot.one(FORMS), lot.years(1)
    verb, sign = lot.one([("ökade", 1), ("minskade", -1)])
    return (
        f"Antalet ärenden om {form} {verb} med {n} jämfört med {year}.",
        [change(sign * n.value, year, unit="cases", **codes)],
    )


@pattern("change")
def in_points(lot: Lot) -> Made:
    p, (who, codes) = lot.percent(), lot.one(SEXES)
    verb, sign = lot.one([("ökade", 1), ("minskade", -1)])
    expected = change(sign * p.value, YEAR - 1, unit="percentage_points", base_measure="share", **codes)
    return f"Andelen {who} {verb} med {p} procentenheter.", [expected]


@pattern("change")
def as_a_multiple(lot: Lot) -> Made:
    (country, codes), (year,) = lot.one(COUNTRIES), lot.years(1)
    verb, value = lot.one([("fördubblats", 100), ("halverats", -50), ("tredubblats", 200)])
    return f"Antalet personer från {country} har {verb} sedan {year}.", [change(value, year, **codes)]


@pattern("change")
def so_many_more(lot: Lot) -> Made:
    n, (who, codes) = lot.number(), lot.one(PERSONS)
    word, sign = lot.one([("fler", 1), ("färre", -1)])
    return f"Det är {n} {word} {who} än förra året.", [change(sign * n.value, YEAR - 1, unit="persons", **codes)]


# --- ranks and numbers of classes


@pattern("rank")
def of_a_country_among_all(lot: Lot) -> Made:
    word, (country, codes) = lot.one(list(ORDINALS)), lot.one(COUNTRIES)
    return (
        f"{country} är det {word} vanligaste ursprungslandet.",
        [row(ORDINALS[word], measure="rank", about="origin", **codes)],
    )


@pattern("rank")
def of_a_referrer_among_all(lot: Lot) -> Made:
    word, (referrer, codes) = lot.one(list(ORDINALS)), lot.one(REFERRERS)
    return (
        f"{referrer} ligger på {word} plats bland aktörerna.",
        [row(ORDINALS[word], measure="rank", about="referrer", **codes)],
    )


@pattern("classes")
def industries(lot: Lot) -> Made:
    n = lot.number(most=20)
    return (
        f"Personerna arbetade i {n} branscher.",
        [row(n.value, measure="category_count", about="industry:observed", exploitation_form="labour")],
    )


@pattern("classes")
def new_countries(lot: Lot) -> Made:
    n = lot.number(most=20)
    return f"{n} nya länder tillkom i år.", [row(n.value, measure="category_count", about="origin:new")]


@pattern("classes")
def the_top(lot: Lot) -> Made:
    n = lot.number(most=20)
    return (
        f"De {n} vanligaste ursprungsländerna visas på kartan.",
        [row(n.value, measure="category_count", about="origin:top")],
    )


# --- related children


def related(value: int, location: str, **rest: str) -> Row:
    return row(value, measure="related_children", location=location, **rest)


@pattern("related children")
def in_two_places(lot: Lot) -> Made:
    n, m = lot.number(), lot.number()
    return (
        f"{n} närstående barn vistades i Sverige och {m} i ett annat land.",
        [related(n.value, "sweden"), related(m.value, "abroad")],
    )


@pattern("related children")
def of_last_year(lot: Lot) -> Made:
    n = lot.number()
    return f"I fjol fanns {n} närstående barn i Sverige.", [related(n.value, "sweden", time_period=str(YEAR - 1))]


# --- zero words and hedges


@pattern("zero")
def none_of_a_country(lot: Lot) -> Made:
    (who, codes), (country, origin) = lot.one(PERSONS), lot.one(COUNTRIES)
    return f"Inga {who} kom från {country}.", [row(0, **codes, **origin)]


@pattern("zero")
def not_one_of_a_form(lot: Lot) -> Made:
    (who, codes), (form, more) = (
        lot.one([("inget barn", CHILDREN[0][1]), ("ingen flicka", CHILDREN[1][1]), ("ingen kvinna", SEXES[0][1])]),
        lot.one(FORMS),
    )
    return f"{who} fanns inom {form}.", [row(0, **codes, **more)]


@pattern("hedged")
def about_as_many(lot: Lot) -> Made:
    n, (who, codes), hedge = lot.number(), lot.one(PERSONS), lot.one(list(HEDGES))
    return f"{hedge} {n} {who} identifierades.", [row(n.value, qualifier=HEDGES[hedge], **codes)]


@pattern("hedged")
def about_as_large_a_share(lot: Lot) -> Made:
    p, (who, codes), hedge = lot.percent(), lot.one(SEXES), lot.one(["cirka", "drygt", "knappt", "minst", "högst"])
    return f"{hedge} {p} procent av de identifierade var {who}.", [share(p.value, qualifier=HEDGES[hedge], **codes)]


@pattern("hedged")
def a_range(lot: Lot) -> Made:
    low, (who, codes) = lot.number(most=400), lot.one(PERSONS)
    high = low.value + lot.number(most=500).value
    text = f"Varje år identifieras {low.value}–{high} {who}."
    return text, [
        row(low.value, period_kind="each_year", qualifier="lower", **codes),
        row(high, period_kind="each_year", qualifier="upper", **codes),
    ]


@pattern("hedged")
def between_two(lot: Lot) -> Made:
    low, (who, codes) = lot.number(most=400), lot.one(PERSONS)
    high = low.value + lot.number(most=500).value
    text = f"I år identifierades mellan {in_digits(low.value)} och {in_digits(high)} {who}."
    return text, [
        row(low.value, qualifier="lower", **codes),
        row(high, qualifier="upper", **codes),
    ]


def test_there_are_templates_of_every_group() -> None:
    groups = {name.split(":")[0] for name in TEMPLATES}
    assert (len(TEMPLATES) >= 25, len(groups) >= 8) == (True, True)


@pytest.mark.parametrize("name", TEMPLATES)
@settings(
    derandomize=True,
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    phases=(Phase.generate, Phase.shrink),
)
@given(data=st.data())
def test_a_sentence_gives_back_what_it_was_made_from(name: str, data: st.DataObject) -> None:
    text, rows = TEMPLATES[name](Lot(data))
    assert told(sentence(text)) == rows, sentence(text)
