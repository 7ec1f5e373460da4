"""The sexes, the children, the countries of origin, and the children close to those identified."""

from __future__ import annotations

from dataclasses import replace

from tests.typeset.model import Number, Paragraph
from tests.worlds.blocks import forms_of, top_origins
from tests.worlds.people import SPAN, UNKNOWN, World, counts_by, rounded_share
from tests.worlds.swedish import COUNTRIES, form_told, listed
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

_SEXES = {"female": "kvinnor och flickor", "male": "män och pojkar"}
_LIKE = 5
"""Shares that differ by no more percentage points are alike."""


def sex(world: World) -> Told:
    """Tell both sexes, the larger first, their shares, and those of years before."""
    last, early = world.before(1), world.before(5)
    more, fewer = sorted(_SEXES, key=lambda code: -world.count(sex=code))
    still = "fortsatt" if _of_past(world, more, 1) > _of_past(world, fewer, 1) else "nu"
    more_share, fewer_share = share_of_all(world, sex=more), share_of_all(world, sex=fewer)
    last_shares = [
        in_year(share(world, _of_past(world, code, 1), last.total, WHOLE, sex=code), last.year)
        for code in (more, fewer)
    ]
    early_share = in_year(share(world, early.male, early.total, WHOLE, sex="male"), early.year)
    alike = abs(_points(more_share) - _points(last_shares[0])) <= _LIKE
    like = f"liknar den från {last.year}" if alike else f"är en annan än {last.year}"
    was_less = _points(early_share) + _LIKE < rounded_share(world.count(sex="male"), len(world.people))
    once = f"Så sent som {early.year} var bara" if was_less else f"År {early.year} var"
    text = (
        f"{_SEXES[more].capitalize()} är {still} flest: {{more}} personer mot {{fewer}} {_SEXES[fewer]}. I procent "
        f"blir det {{more_share}} respektive {{fewer_share}} procent. Könsfördelningen {like}, då "
        f"siffrorna var {{more_share_last}} och {{fewer_share_last}} procent. {once} "
        "{male_share_early} procent män eller pojkar."
    )
    told_shares = paragraph(
        text,
        more=counted(world, sex=more),
        fewer=counted(world, sex=fewer),
        more_share=more_share,
        fewer_share=fewer_share,
        more_share_last=last_shares[0],
        fewer_share_last=last_shares[1],
        male_share_early=early_share,
    )
    heading = "Liknande" if alike else "En annan"
    return told("sex", told_shares, heading=f"{heading} fördelning av identifierade personer utifrån kön")


def _points(one: Number) -> int:
    return int(one.value or 0)


def _of_past(world: World, code: str, years: int) -> int:
    past = world.before(years)
    return past.female if code == "female" else past.male


def children(world: World) -> Told:
    """Tell the children of this year and before, by sex, and by form."""
    fewer = world.count(age="child") < world.before(1).children
    heading = f"{'Färre' if fewer else 'Fler'} barn identifierades under {world.year}"
    return told(
        "children",
        joined(_children_now(world), _children_before(world)),
        joined(_girls_and_boys(world), _forms_of_children(world)),
        _children_by_form(world),
        heading=heading,
    )


def _children_now(world: World) -> Paragraph:
    return paragraph(
        f"Koordinatorerna registrerade {{children}} barn under {world.year}, mot {{children_last}} året innan.",
        children=counted(world, age="child"),
        children_last=in_year(number(world, world.before(1).children, age="child"), world.year - 1),
    )


def _children_before(world: World) -> Paragraph:
    span = f"{world.year - 1 - SPAN}/{world.year - 2}"
    around = in_year(number(world, world.children_around, age="child"), span)
    around = replace(around, period_kind="each_year", qualifier="approximate")
    text = f"Under de fem åren före {world.year - 1} låg antalet runt {{children_before}} om året"
    size, word = _against(world)
    if not word:
        return paragraph(f"{text}.", children_before=around)
    halving = replace(
        change(world, size, "percent", "persons_identified", span, age="child"),
        printed=word,
        qualifier="approximate" if size < 0 else "at_least",
    )
    way = "nedgången" if size < 0 else "uppgången"
    more = "drygt en" if size < 0 else "mer än en"
    text = f"{text}, så {way} motsvarar {more} {{change}}."
    return paragraph(text, children_before=around, change=halving)


def _against(world: World) -> tuple[int, str]:
    """The change since the years before, where there is a word for it that is true."""
    ratio = world.count(age="child") / world.children_around
    if 0.4 <= ratio < 0.5:
        return -50, "halvering"
    return (100, "fördubbling") if 2 < ratio <= 2.6 else (0, "")


def _girls_and_boys(world: World) -> Paragraph:
    last = world.before(1)
    girls, boys = ({"sex": code, "age": "child"} for code in ("female", "male"))
    ways = [
        _way(world.count(**girls) - last.girls, "flickorna"),
        _way(world.count(**boys) - last.boys, "pojkarna"),
    ]
    link = "och" if ways[0][1] == ways[1][1] else "medan"
    return paragraph(
        "{girls} av barnen var flickor och {boys} var pojkar. Året innan var flickorna {girls_last} och pojkarna "
        f"{{boys_last}}; {ways[0][0]} har alltså blivit {ways[0][1]} {link} {ways[1][0]} har blivit {ways[1][1]}.",
        girls=counted(world, **girls),
        boys=in_words(counted(world, **boys)),
        girls_last=in_year(number(world, last.girls, **girls), last.year),
        boys_last=in_year(number(world, last.boys, **boys), last.year),
    )


def _way(difference: int, name: str) -> tuple[str, str]:
    return name, "fler" if difference > 0 else "färre"


def _forms_of_children(world: World) -> Paragraph:
    found = counts_by(world, "exploitation_form", age="child")
    forms = [form_told(form) for form in forms_of(world) if form != UNKNOWN and found.get(form)]
    unknown = " För några få är formen okänd." if found.get(UNKNOWN) else ""
    return paragraph(
        f"Barnen utnyttjades i {{forms}} olika former: {listed(forms)}.{unknown}",
        forms=in_words(category_count(world, len(forms), "exploitation_form:observed", age="child")),
    )


def _children_by_form(world: World) -> Paragraph:
    girls, boys = ({"sex": code, "age": "child"} for code in ("female", "male"))
    labour_girls = counted(world, exploitation_form="labour", **girls)
    labour_boys = counted(world, exploitation_form="labour", **boys)
    sexual_boys = in_words(counted(world, exploitation_form="sexual", **boys))
    first = paragraph(
        "I arbetskraft fanns {labour_girls} flickor och lika många pojkar.", labour_girls=in_words(labour_girls)
    )
    if labour_girls.value != labour_boys.value:
        first = paragraph(
            "I arbetskraft fanns {labour_girls} flickor och {labour_boys} pojkar.",
            labour_girls=in_words(labour_girls),
            labour_boys=in_words(labour_boys),
        )
    return joined(
        first,
        _domestic_girls(world, paragraph("{sexual_boys} pojkar för sexuella ändamål.", sexual_boys=sexual_boys)),
        paragraph(
            "Att hitta utsatta barn tar tid och fordrar att koordinatorerna själva är ute och söker; barn hör sällan "
            "av sig på egen hand."
        ),
    )


def _domestic_girls(world: World, rest: Paragraph) -> Paragraph:
    domestic = counted(world, exploitation_form="domestic_work", sex="female", age="child")
    if not domestic.value:
        sexual_boys = in_words(replace(rest.numbers["sexual_boys"], printed=None), first=True)
        return paragraph("{sexual_boys} pojkar utnyttjades för sexuella ändamål.", sexual_boys=sexual_boys)
    noun = "flicka" if domestic.value == 1 else "flickor"
    begin = paragraph(
        f"{{domestic_girls}} {noun} utnyttjades i hushållsarbete och", domestic_girls=in_words(domestic, first=True)
    )
    return joined(begin, rest)


def origins(world: World) -> Told:
    """Tell the countries on the map, and what became of those at and near the top."""
    names = [COUNTRIES[code] for code in top_origins(world)[:3]]
    heading = f"{listed(names)} var vanligast förekommande ursprungsländer"
    return told("origins", _leading(world), joined(_sweden(world), _usual(world), _risen(world)), heading=heading)


def _leading(world: World) -> Paragraph:
    sexual = {"exploitation_form": "sexual", "origin": "TH"}
    both = number(world, sum(one.was_moved for one in world.people), **sexual)
    return paragraph(
        "De {top} länder som flest personer kommer från finns på kartan. Thailand leder precis som i fjol. Av de "
        "{thailand} personerna därifrån utnyttjades {thailand_sexual} för sexuella ändamål och {thailand_labour} i "
        "arbetskraft; dessutom hade {thailand_both} av de förra även utnyttjats i arbete, vilket avsnittet om "
        "massagesalonger berättar mer om.",
        top=in_words(category_count(world, len(top_origins(world)), "origin:top")),
        thailand=counted(world, origin="TH"),
        thailand_sexual=counted(world, **sexual),
        thailand_labour=counted(world, exploitation_form="labour", origin="TH"),
        thailand_both=replace(both, measure="persons_also_exploited", about="exploitation_form=labour"),
    )


def _sweden(world: World) -> Paragraph:
    now, last = top_origins(world).index("SE") + 1, world.before(1).origins.index("SE") + 1
    steps = {1: "ett steg högre än", -1: "ett steg lägre än"}
    than = steps.get(last - now, "högre än" if now < last else "lägre än")
    return paragraph(
        f"Sverige ligger på {{sweden_rank}} plats, {than} {{sweden_rank_last}} platsen {world.year - 1}.",
        sweden_rank=rank(world, now, "origin", "SE"),
        sweden_rank_last=in_year(rank(world, last, "origin", "SE"), world.year - 1),
    )


def _usual(world: World) -> Paragraph:
    first = category_count(world, 5, "origin:top")
    return paragraph(
        "Rumänien och Nigeria, som brukar höra till de {top_usual} största, får i år nöja sig med att finnas bland de "
        "{top_ten} vanligaste.",
        top_usual=in_words(replace(first, period_kind="each_year")),
        top_ten=category_count(world, 10, "origin:top"),
    )


def _risen(world: World) -> Paragraph:
    new = [COUNTRIES[code] for code in top_origins(world) if code not in world.before(1).origins]
    if not new:
        return paragraph("")
    return paragraph(f"{listed(new)} är {'ny' if len(new) == 1 else 'nya'} så högt upp.")


def origins_children(world: World) -> Told:
    """Tell the children from Romania, who once were many, from Sweden, who are most, and of unknown origin."""
    romania = counted(world, origin="RO", age="child")
    romania = in_words(romania, neuter=True) if romania.value else replace(romania, printed="inget")
    only = "bara " if romania.value else ""
    return told(
        "origins_children",
        paragraph(
            f"Förr kom många av barnen från Rumänien, men i år {only}{{romania}} barn. Av de {{children}} barnen har "
            "{sweden} Sverige som ursprungsland, fler än något annat land. {unknown} av barnen har ett ursprung som "
            "ingen känner till.",
            romania=romania,
            children=counted(world, age="child"),
            sweden=in_words(counted(world, origin="SE", age="child")),
            unknown=in_words(counted(world, origin=UNKNOWN, age="child"), first=True),
        ),
    )


def related(world: World) -> Told:
    """Tell the children close to those identified, in Sweden and abroad, this year and last."""
    last = world.before(1)
    here, away = (
        replace(number(world, value, location=place), measure="related_children")
        for value, place in ((world.related_sweden, "sweden"), (world.related_abroad, "abroad"))
    )
    here_last, away_last = (
        in_year(replace(number(world, value, location=place), measure="related_children"), last.year)
        for value, place in ((last.related_sweden, "sweden"), (last.related_abroad, "abroad"))
    )
    return told(
        "related",
        paragraph(
            "Många av de utsatta är själva föräldrar. Därför antecknas också om det finns barn i närheten eller i "
            "hemlandet. I år vistades {sweden} närstående barn i Sverige och {abroad} i ett annat land. I fjol var de "
            "{sweden_last} respektive {abroad_last}. Uppgiften behövs när riskerna bedöms, för även ett barn som bara "
            "följer med kan ha farit illa.",
            sweden=here,
            abroad=away,
            sweden_last=here_last,
            abroad_last=away_last,
        ),
    )
