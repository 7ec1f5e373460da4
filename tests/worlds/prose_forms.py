"""Summary, overall analysis, forms of exploitation, and the cases that were moved between them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.typeset.model import Number, Paragraph
from tests.worlds.blocks import top_origins
from tests.worlds.people import UNKNOWN, World, counts_by, ranked
from tests.worlds.swedish import COUNTRIES
from tests.worlds.telling import Told, counted, in_words, in_year, joined, number, paragraph, share, told

_NEAR = 0.12
"""Totals that differ by no more of themselves are about the same."""


def summary(world: World) -> Told:
    """Tell the largest forms, the children, the sexes, and the countries on the map."""
    mostly = "kvinnor och flickor än män och pojkar"
    if world.count(sex="male") > world.count(sex="female"):
        mostly = "män och pojkar än kvinnor och flickor"
    first = paragraph(
        f"Årets mönster {_pattern(world)}. Arbetskraftsexploatering är den form som drabbar flest, och därefter kommer "
        f"sexuella ändamål. {_children_trend(world)}: {{children}} barn registrerades, mot {{children_before}} "
        f"året innan. Fler {mostly} finns i materialet.",
        children=counted(world, age="child"),
        children_before=in_year(number(world, world.before(1).children, age="child"), world.year - 1),
    )
    return told("summary", first, _countries(world))


def _pattern(world: World) -> str:
    last = world.before(1)
    return "känns igen från i fjol" if last.labour > last.sexual else "är ett annat än i fjol"


def _children_trend(world: World) -> str:
    now, last, before = world.count(age="child"), world.before(1).children, world.before(2).children
    if now < last:
        return "Antalet barn fortsätter nedåt" if last < before else "Antalet barn har minskat"
    return "Antalet barn fortsätter uppåt" if last > before else "Antalet barn har ökat"


def _countries(world: World) -> Paragraph:
    first, *others = top_origins(world)
    outreach = ranked(counts_by(world, "referrer"))[0] == "own_outreach"
    work = "är den väg som leder till flest ärenden" if outreach else "är en väg bland flera till nya ärenden"
    names = [f"{COUNTRIES[code]} med {{{code}}}" for code in others]
    return paragraph(
        f"Koordinatorernas eget uppsökande arbete {work}. Bland ursprungsländerna toppar {COUNTRIES[first]} listan med "
        f"{{{first}}} personer, före {', '.join(names[:-1])} och {names[-1]}.",
        **{code: counted(world, origin=code) for code in (first, *others)},
    )


def analysis(world: World) -> Told:
    """Tell the total, its usual range, and how it splits by age and by offence."""
    total = len(world.people)
    step = 50 if total < 600 else 100 if total < 1500 else 500
    low, high = int(total * 0.85) // step * step, -(-int(total * 1.15) // step) * step
    like = ", ungefär lika många som under de senaste sex åren" if _is_steady(world) else ""
    first = paragraph(
        f"Ett vanligt år handlar det om cirka {{low}}-{{high}} personer, och {world.year} är inget undantag. Under "
        f"året fick koordinatorerna kännedom om {{total}} personer som bedömdes vara utsatta{like}.",
        low=_end(world, low, "lower"),
        high=_end(world, high, "upper"),
        total=counted(world),
    )
    second = paragraph(
        "{adults} av dem var vuxna och {children} var barn, medan åldern saknades i {unknown_age} ärenden. Misstanken "
        "gällde människohandel i {trafficking} fall och människoexploatering i {exploitation}; tillsammans blir det "
        "{total_again}.",
        adults=counted(world, age="adult"),
        children=counted(world, age="child"),
        unknown_age=counted(world, "cases", age=UNKNOWN),
        trafficking=counted(world, "cases", offence="trafficking"),
        exploitation=counted(world, "cases", offence="human_exploitation"),
        total_again=counted(world, "cases"),
    )
    return told("analysis", first, second)


def _is_steady(world: World) -> bool:
    total = len(world.people)
    return all(abs(past.total - total) <= _NEAR * total for past in world.past.values())


def _end(world: World, value: int, qualifier: str) -> Number:
    one = number(world, value)
    return replace(one, value=Decimal(value), qualifier=qualifier, period_kind="each_year")


def labour(world: World) -> Told:
    """Tell the two large forms through three years, and women's share of labour."""
    majority = 2 * world.count(exploitation_form="labour") > len(world.people)
    heading = "i majoritet" if majority else "flest"
    return told(
        "labour",
        _largest(world),
        _labour_by_sex(world),
        _curves(world),
        paragraph("De övriga formerna är små var för sig, och så såg det ut även tidigare år."),
        heading=f"Ärenden om arbetskraftsexploatering fortsatt {heading}",
    )


def _largest(world: World) -> Paragraph:
    last, before = world.before(1), world.before(2)
    history = "Så har det inte alltid varit."
    if last.labour > last.sexual and before.labour < before.sexual:
        history = f"Så har det inte alltid varit: först {last.year} gick arbetskraften om."
    elif last.labour > last.sexual and before.labour > before.sexual:
        history = "Så var det även tidigare år."
    again = "också i år" if last.labour > last.sexual else "i år"
    return paragraph(
        f"Med {{labour}} registrerade personer är arbetskraft den största exploateringsformen {again}, före sexuella "
        f"ändamål med {{sexual}}. {history}",
        labour=counted(world, exploitation_form="labour"),
        sexual=counted(world, exploitation_form="sexual"),
    )


def _labour_by_sex(world: World) -> Paragraph:
    last, before = world.before(1), world.before(2)
    whole, form = world.count(exploitation_form="labour"), "exploitation_form"
    now, then = ({"exploitation_form": "labour", "sex": sex} for sex in ("female", "male"))
    women, men = counted(world, **now), counted(world, **then)
    shares = [in_year(share(world, past.labour_female, past.labour, form, **now), past.year) for past in (before, last)]
    women_share = share(world, world.count(**now), whole, form, **now)
    return paragraph(
        f"Bland de arbetskraftsexploaterade finns {{men}} män ({{men_share}} procent) och {{women}} kvinnor "
        f"({{women_share}} procent). {_women_trend([*shares, women_share])} Den var {{women_share_before}} procent "
        f"{before.year} och {{women_share_last}} procent {last.year}.",
        men=men,
        men_share=share(world, world.count(**then), whole, form, **then),
        women=women,
        women_share=women_share,
        women_share_before=shares[0],
        women_share_last=shares[1],
    )


def _women_trend(shares: list[Number]) -> str:
    before, last, now = (one.value or 0 for one in shares)
    if before < last < now:
        return "Kvinnornas del växer för vart år."
    if before > last > now:
        return "Kvinnornas del krymper för vart år."
    return "Kvinnornas del skiftar mellan åren."


def _curves(world: World) -> Paragraph:
    last, before = world.before(1), world.before(2)
    work, sexual = {"exploitation_form": "labour"}, {"exploitation_form": "sexual"}
    curve = _curve((before.labour, last.labour, world.count(**work)))
    second = _bend((before.sexual, last.sexual, world.count(**sexual)))
    remark = "Ingen"
    if world.count(sex="female", **work) > last.labour_female:
        remark = "Att fler kvinnor blir synliga är goda nyheter, men ingen"
    text = (
        f"{remark} form får trängas undan av en annan när pengarna är knappa. Kurvan för arbetskraft {curve}: "
        f"{{labour_before}} personer år {before.year}, {{labour_last}} året efter och {{labour_again}} under "
        f"{world.year}. För sexuella ändamål gick den {second}, från {{sexual_before}} år {before.year} via "
        "{sexual_last} till {sexual_again} i den här rapporten."
    )
    return joined(
        paragraph(
            text,
            labour_before=in_year(number(world, before.labour, **work), before.year),
            labour_last=in_year(number(world, last.labour, **work), last.year),
            labour_again=counted(world, **work),
            sexual_before=in_year(number(world, before.sexual, **sexual), before.year),
            sexual_last=in_year(number(world, last.sexual, **sexual), last.year),
            sexual_again=counted(world, **sexual),
        ),
        paragraph(
            "Av de {sexual_third} var {sexual_women} vuxna kvinnor och {sexual_boys} pojkar.",
            sexual_third=counted(world, **sexual),
            sexual_women=counted(world, **sexual, sex="female", age="adult"),
            sexual_boys=in_words(counted(world, **sexual, sex="male", age="child")),
        ),
    )


def _curve(values: tuple[int, int, int]) -> str:
    first, second, third = values
    if first < second < third:
        return "pekar stadigt uppåt"
    return "pekar stadigt nedåt" if first > second > third else "går i vågor"


def _bend(values: tuple[int, int, int]) -> str:
    first, second, third = values
    if first < second:
        return "uppåt båda åren" if second < third else "först upp och sedan ner"
    return "nedåt båda åren" if second > third else "först ner och sedan upp"


def massage(world: World) -> Told:
    """Tell the cases that were moved to sexual purposes; they are counted there once, with use in work beside it."""
    moved = sum(one.was_moved for one in world.people)
    codes = {"exploitation_form": "sexual", "origin": "TH", "industry": "beauty_body_care"}
    first = paragraph(
        "När året summerades såg den multipla exploateringen först ut att ha ökat. Vid en närmare granskning fann "
        "myndigheten {moved} ärenden från salonger för thaimassage, alla med Thailand som ursprungsland och alla inom "
        "skönhet och kroppsvård. De flyttades till sexuella ändamål, eftersom liknande ärenden från andra salonger "
        "redan stod där.",
        moved=replace(number(world, moved, "cases", **codes), measure="persons_reclassified"),
    )
    second = paragraph(
        "Koordinatorerna har sedan bekräftat att de {both} personerna utnyttjades dubbelt, både sexuellt och i arbete. "
        "I tabellerna räknas de ändå en gång, under sexuella ändamål, och de ingår alltså inte bland de {labour} i "
        f"arbetskraft. Under {world.year + 1} ska registreringen ses över så att dubbel utsatthet framgår tydligare.",
        both=replace(number(world, moved, **codes), measure="persons_also_exploited", about="exploitation_form=labour"),
        labour=counted(world, exploitation_form="labour"),
    )
    return told("massage", first, second)
