"""Other sentences than the worlds' own: the same sections told in other patterns, every number counted anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from tests.typeset.model import Number, Paragraph
from tests.worlds.blocks import top_origins
from tests.worlds.people import UNKNOWN, World, counts_by, ranked
from tests.worlds.swedish import COUNTRIES, INDUSTRIES, NEW, REFERRERS, industry_name
from tests.worlds.telling import (
    WHOLE,
    Told,
    category_count,
    change,
    counted,
    in_words,
    in_year,
    joined,
    number,
    paragraph,
    rank,
    share,
    share_of_all,
    told,
)

_LABOUR = {"exploitation_form": "labour"}
_SEXUAL = {"exploitation_form": "sexual"}
_CHILD = {"age": "child"}


def _summary(world: World) -> Told:
    top = top_origins(world)[:2]
    text = (
        "{total} personer identifierades av regionkoordinatorerna. {women} procent var kvinnor eller flickor, och "
        "{children} personer var barn. Flest identifierade kommer från "
        f"{COUNTRIES[top[0]]} ({{first}}) och {COUNTRIES[top[1]]} ({{second}})."
    )
    return told(
        "summary",
        paragraph(
            text,
            total=counted(world),
            women=share_of_all(world, sex="female"),
            children=counted(world, **_CHILD),
            first=counted(world, origin=top[0]),
            second=counted(world, origin=top[1]),
        ),
    )


def _analysis(world: World) -> Told:
    last = world.before(1)
    total = len(world.people)
    first = paragraph(
        f"Totalt identifierades {{total}} personer som misstänkta offer under {world.year}. Av dessa var {{adults}} "
        "vuxna och {children} barn; i {unknown_age} fall framgår inte åldern.",
        total=counted(world),
        adults=counted(world, age="adult"),
        children=counted(world, **_CHILD),
        unknown_age=counted(world, "cases", age=UNKNOWN),
    )
    way = "fler" if total > last.total else "färre"
    difference = change(world, total - last.total, "persons", "persons_identified", last.year)
    before = paragraph(
        f"Det är {{difference}} {way} än {last.year}, då {{total_last}} personer identifierades.",
        difference=replace(difference, printed=str(abs(total - last.total))),
        total_last=in_year(number(world, last.total), last.year),
    )
    if total == last.total:
        before = paragraph(f"Det är lika många som {last.year}.")
    offences = paragraph(
        "I {trafficking} ärenden fanns misstanke om människohandel och i {exploitation} om människoexploatering.",
        trafficking=counted(world, "cases", offence="trafficking"),
        exploitation=counted(world, "cases", offence="human_exploitation"),
    )
    return told("analysis", joined(first, before), offences)


def _labour(world: World) -> Told:
    last = world.before(1)
    women = world.count(**_LABOUR, sex="female")
    whole = world.count(**_LABOUR)
    first = paragraph(
        "Störst är gruppen som utnyttjas i arbetskraft: {labour} personer, vilket motsvarar {labour_share} procent av "
        "samtliga identifierade. Sexuella ändamål står för {sexual_share} procent ({sexual} personer).",
        labour=counted(world, **_LABOUR),
        labour_share=share_of_all(world, **_LABOUR),
        sexual=counted(world, **_SEXUAL),
        sexual_share=share_of_all(world, **_SEXUAL),
    )
    second = paragraph(
        "Andelen kvinnor och flickor bland de arbetskraftsexploaterade är {women_share} procent. Året innan "
        "registrerades {labour_last} personer i arbetskraft och {sexual_last} för sexuella ändamål.",
        women_share=share(world, women, whole, "exploitation_form", **_LABOUR, sex="female"),
        labour_last=in_year(number(world, last.labour, **_LABOUR), last.year),
        sexual_last=in_year(number(world, last.sexual, **_SEXUAL), last.year),
    )
    return told("labour", first, second)


def _sex(world: World) -> Told:
    last = world.before(1)
    text = (
        "Bland de identifierade finns {female} kvinnor och flickor ({female_share} %) samt {male} män och pojkar "
        f"({{male_share}} %). {last.year} var andelarna {{female_last}} respektive {{male_last}} procent."
    )
    return told(
        "sex",
        paragraph(
            text,
            female=counted(world, sex="female"),
            female_share=share_of_all(world, sex="female"),
            male=counted(world, sex="male"),
            male_share=share_of_all(world, sex="male"),
            female_last=in_year(share(world, last.female, last.total, WHOLE, sex="female"), last.year),
            male_last=in_year(share(world, last.male, last.total, WHOLE, sex="male"), last.year),
        ),
    )


def _children(world: World) -> Told:
    last = world.before(1)
    girls, boys = ({"sex": sex, **_CHILD} for sex in ("female", "male"))
    first = paragraph(
        "Av de identifierade personerna är {children} barn: {girls} flickor och {boys} pojkar. Året dessförinnan var "
        "barnen {children_last}, varav {girls_last} flickor.",
        children=counted(world, **_CHILD),
        girls=counted(world, **girls),
        boys=counted(world, **boys),
        children_last=in_year(number(world, last.children, **_CHILD), last.year),
        girls_last=in_year(number(world, last.girls, **girls), last.year),
    )
    second = paragraph(
        "{in_labour} av barnen har utnyttjats i arbetskraft, {in_sexual} för sexuella ändamål.",
        in_labour=in_words(counted(world, **_LABOUR, **_CHILD), first=True),
        in_sexual=in_words(counted(world, **_SEXUAL, **_CHILD)),
    )
    return told("children", first, second)


def _crime(world: World) -> Told:
    joint = {"channel": "joint_inspection"}
    return told(
        "crime",
        paragraph(
            "Genom myndighetsgemensamma inspektioner upptäcktes {joint} personer, eller {joint_share} procent av alla. "
            "Av dem var {women} kvinnor och {men} män.",
            joint=counted(world, **joint),
            joint_share=share_of_all(world, **joint),
            women=counted(world, sex="female", **joint),
            men=counted(world, sex="male", **joint),
        ),
    )


def _hotels(world: World) -> Told:
    found = counts_by(world, "industry", **_LABOUR)
    first, second, third = ranked(found)[:3]
    parts = [
        paragraph(
            f"Vanligast är {industry_name(first)} med {{first}} personer, följt av {industry_name(second)} "
            f"({{second}} personer) och {industry_name(third)} ({{third}} personer).",
            first=counted(world, **_LABOUR, industry=first),
            second=counted(world, **_LABOUR, industry=second),
            third=counted(world, **_LABOUR, industry=third),
        ),
        paragraph(
            "I {unknown} ärenden saknas uppgift om bransch.",
            unknown=counted(world, "cases", **_LABOUR, industry=UNKNOWN),
        ),
    ]
    new = [code for code in found if code.startswith(NEW)]
    if new:
        parts.append(
            paragraph(
                f"Ny klass för året är {industry_name(new[0])}, där {{new}} personer hittades.",
                new=counted(world, **_LABOUR, industry=new[0]),
            )
        )
    return told("hotels", joined(*parts))


def _referrers(world: World) -> Told:
    order = [code for code in ranked(counts_by(world, "referrer")) if code in REFERRERS][:3]
    names = [REFERRERS[code] for code in order]
    return told(
        "referrers",
        paragraph(
            f"Bakom ärendena står främst {names[0]} med {{first}} ärenden ({{first_share}} procent av samtliga). På "
            f"{{second_rank}} plats kommer {names[1]} med {{second}} ärenden och sedan {names[2]} med {{third}}.",
            first=counted(world, "cases", referrer=order[0]),
            first_share=share_of_all(world, referrer=order[0]),
            second_rank=rank(world, 2, "referrer", order[1]),
            second=counted(world, "cases", referrer=order[1]),
            third=counted(world, "cases", referrer=order[2]),
        ),
    )


def _origins(world: World) -> Told:
    seen = {one.origin for one in world.people} - {UNKNOWN}
    first, second, third = top_origins(world)[:3]
    return told(
        "origins",
        paragraph(
            f"De identifierade kommer från {{seen}} olika länder. Flest har {COUNTRIES[first]} som ursprungsland, "
            f"{{first}} personer, därefter kommer {COUNTRIES[second]} ({{second}}) och {COUNTRIES[third]} ({{third}}). "
            "För {unknown} personer är ursprungslandet okänt.",
            seen=category_count(world, len(seen), "origin:observed"),
            first=counted(world, origin=first),
            second=counted(world, origin=second),
            third=counted(world, origin=third),
            unknown=counted(world, origin=UNKNOWN),
        ),
    )


def _related(world: World) -> Told:
    def close(value: int, **codes: str) -> Number:
        return replace(number(world, value, **codes), measure="related_children")

    return told(
        "related",
        paragraph(
            "Därutöver uppmärksammades {all} närstående barn till de identifierade, varav {sweden} vistas i Sverige "
            "och {abroad} utomlands.",
            all=close(world.related_sweden + world.related_abroad),
            sweden=close(world.related_sweden, location="sweden"),
            abroad=close(world.related_abroad, location="abroad"),
        ),
    )


OTHERWISE: Mapping[str, Callable[[World], Told]] = {
    "summary": _summary,
    "analysis": _analysis,
    "labour": _labour,
    "sex": _sex,
    "children": _children,
    "crime": _crime,
    "hotels": _hotels,
    "referrers": _referrers,
    "origins": _origins,
    "related": _related,
}
"""Section of the sample, and what tells it in other words."""


def key_figures(world: World) -> tuple[Number, ...]:
    """Return the key figures of an edition, each with the words under it."""

    def card(key: str, one: Number, label: str, printed: str | None = None) -> Number:
        return replace(one, key=key, label=label, printed=printed)

    women = share_of_all(world, sex="female")
    top = ranked(counts_by(world, "industry", **_LABOUR))[0]
    name = INDUSTRIES[top][0]
    return (
        card("total", counted(world), "identifierade personer"),
        card("women", women, "är kvinnor eller flickor", f"{women.value} %"),
        card("children", counted(world, **_CHILD), "är barn"),
        card("labour", counted(world, **_LABOUR), "utnyttjades i arbetskraft"),
        card("top", counted(world, **_LABOUR, industry=top), f"inom {name.lower()}"),
    )


def spread_over(world: World, labels: tuple[str, ...], dimension: str) -> tuple[Number, ...]:
    """Return everyone of the edition dealt out over classes that the family does not know."""
    total = len(world.people)
    weights = [2 + (5 * place + world.seed) % 7 for place in range(len(labels))]
    values = [total * weight // sum(weights) for weight in weights]
    values[0] += total - sum(values)
    return tuple(
        replace(number(world, value, **{dimension: f"{NEW}{label}"}), key=f"{place}", label=label, value=Decimal(value))
        for place, (label, value) in enumerate(zip(labels, values, strict=True))
    )


def paragraphs_of(world: World, section: str) -> tuple[Paragraph, ...]:
    """Return a section in other words."""
    return OTHERWISE[section](world).paragraphs
