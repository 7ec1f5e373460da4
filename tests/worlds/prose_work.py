"""Joint inspections, the industries, and who referred the cases."""

from __future__ import annotations

from tests.typeset.model import Paragraph
from tests.worlds.people import OTHER, UNKNOWN, World, counts_by, ranked, rounded_points
from tests.worlds.swedish import INDUSTRIES, REFERRERS, TOP_INDUSTRIES, industry_name, listed
from tests.worlds.telling import (
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
    told,
)


def crime(world: World) -> Told:
    """Tell those whom joint inspections found."""
    return told(
        "crime",
        paragraph(
            "Nio myndigheter gör gemensamma inspektioner på arbetsplatser, och koordinatorerna är med för att upptäcka "
            "dem som utnyttjas. På det sättet hittades {joint} av de {total} personerna. I {joint_labour} av ärendena "
            "gällde det arbetskraft och i {joint_sexual} sexuell exploatering.",
            joint=counted(world, channel="joint_inspection"),
            total=counted(world),
            joint_labour=counted(world, "cases", exploitation_form="labour", channel="joint_inspection"),
            joint_sexual=counted(world, "cases", exploitation_form="sexual", channel="joint_inspection"),
        ),
    )


def hotels(world: World) -> Told:
    """Tell the largest industry, those of last year, and those that are new."""
    top = ranked(counts_by(world, "industry", exploitation_form="labour"))[0]
    first = paragraph(
        f"{_capital(INDUSTRIES[top][1])} är den bransch där flest hittades, {{largest}} personer.",
        largest=counted(world, exploitation_form="labour", industry=top),
    )
    return told(
        "hotels",
        joined(first, _industries_last(world)),
        joined(_industries_new(world), _industries_unknown(world)),
        heading=f"Flest identifierades inom {TOP_INDUSTRIES[top]}",
    )


def observed_industries(world: World) -> tuple[str, ...]:
    """Return the industries with persons, in the order in which they are named."""
    found = counts_by(world, "industry", exploitation_form="labour")
    known = [code for code, (_, name) in INDUSTRIES.items() if name and found.get(code)]
    return (*known, *sorted(set(found) - set(INDUSTRIES)))


def _industries_last(world: World) -> Paragraph:
    last = world.before(1)
    labour = {"exploitation_form": "labour"}
    names = [INDUSTRIES[code][1] for code in last.industries]
    return paragraph(
        f"{_industries_trend(world)} År {last.year} var de {{industries_last}}: {listed(names, 'samt')}. Den gången "
        "saknades uppgift om bransch i {unknown_last} ärenden, och {other_last} ärenden gällde någon annan bransch.",
        industries_last=in_year(
            in_words(category_count(world, len(last.industries), "industry:observed", **labour)), last.year
        ),
        unknown_last=in_year(number(world, last.industry_unknown, "cases", industry=UNKNOWN, **labour), last.year),
        other_last=in_words(in_year(number(world, last.industry_other, "cases", industry=OTHER, **labour), last.year)),
    )


def _industries_trend(world: World) -> str:
    difference = len(observed_industries(world)) - len(world.before(1).industries)
    if not difference:
        return "Antalet branscher är oförändrat."
    return "Antalet branscher har vuxit." if difference > 0 else "Antalet branscher har minskat."


def _industries_new(world: World) -> Paragraph:
    new = [code for code in observed_industries(world) if code not in world.before(1).industries]
    if not new:
        return paragraph("")
    names = listed([industry_name(code) for code in new], "samt")
    if len(new) == 1:
        return paragraph(f"I år tillkommer {names}.")
    return paragraph(
        f"I år tillkommer {{new}} branscher, nämligen {names}.",
        new=in_words(category_count(world, len(new), "industry:new", exploitation_form="labour")),
    )


def _industries_unknown(world: World) -> Paragraph:
    return paragraph(
        "Branschen är okänd i {unknown} ärenden, och i {other} är den en annan än de uppräknade.",
        unknown=in_words(counted(world, "cases", exploitation_form="labour", industry=UNKNOWN)),
        other=in_words(counted(world, "cases", exploitation_form="labour", industry=OTHER)),
    )


def referrers(world: World) -> Told:
    """Tell who sent the cases, the four largest in their order, and the places behind them."""
    return told("referrers", _largest_referrers(world), _civil_society(world))


def _largest_referrers(world: World) -> Paragraph:
    first, *others = ranked(counts_by(world, "referrer"))[: len(REFERRERS)]
    numbers = {code: counted(world, "cases", referrer=code) for code in (first, *others)}
    leading = f"ärendena kommer från {REFERRERS[first]}"
    if first == "own_outreach":
        leading = "koordinatorerna själva hittar personen genom uppsökande verksamhet"
    names = [f"{REFERRERS[code]} ({{{code}}} ärenden)" for code in others]
    return paragraph(
        f"Från och med 2023 noteras vem som först slog larm. Vanligast är att {leading} ({{{first}}} ärenden). "
        f"Därefter följer {listed(names)}.",
        **numbers,
    )


def _civil_society(world: World) -> Paragraph:
    last = world.before(1)
    points = rounded_points(world)
    order = ranked(counts_by(world, "referrer"))
    same = order[:3] == ranked(last.referrers)[:3]
    civil = change(world, points, "percentage_points", "share", last.year, referrer="civil_society")
    moved = "stigit" if points > 0 else "sjunkit"
    noun = "procentenhet" if abs(points) == 1 else "procentenheter"
    enough = "och det räcker till" if points > 0 else "men det räcker ändå till"
    return paragraph(
        f"Ordningen mellan de {{top}} främsta är {'densamma som' if same else 'en annan än'} i fjol. Civilsamhällets "
        f"andel har {moved} med {{civil_change}} {noun}, {enough} en {{civil_rank}} plats. Den platsen hade "
        "socialtjänsten förra året; nu är socialtjänsten {social_rank} i ordningen. Utan ett fungerande samarbete "
        "mellan alla dessa parter skulle många aldrig få det skydd de har rätt till.",
        top=in_words(category_count(world, 3, "referrer:top")),
        civil_change=in_words(civil),
        civil_rank=rank(world, order.index("civil_society") + 1, "referrer", "civil_society"),
        social_rank=rank(world, order.index("social_services") + 1, "referrer", "social_services"),
    )


def _capital(name: str) -> str:
    return name[0].upper() + name[1:]
