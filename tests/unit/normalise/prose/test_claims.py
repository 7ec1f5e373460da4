"""Short sentences and the rows that they tell, in the year 2031; rows leave out what goes without saying."""

from __future__ import annotations

import pytest

from pipeline.model.printed import PassageKind
from tests.fixtures.told import YEAR, Row, read, read_paragraph, row, short_row, short_statement, told

LABOUR = "Arbetskraft"
LABOURER = {"exploitation_form": "labour"}
LABOUR_SHARE = {"measure": "share", "share_base": "exploitation_form", **LABOURER}
SHARE_OF_ALL = {"measure": "share", "share_base": "_T"}
BEGGAR = {"exploitation_form": "begging"}
CHANGE = {"measure": "change", "compared_to": "2030"}


def industry(code: str) -> dict[str, str]:
    """Cases of an industry are of labour exploitation."""
    return {**LABOURER, "industry": code}


def girl(**codes: str) -> dict[str, str]:
    return {"sex": "female", "age": "child", **codes}


def boy(**codes: str) -> dict[str, str]:
    return {"sex": "male", "age": "child", **codes}


PLAIN: list[tuple[str, list[Row]]] = [
    ("Vi mötte 12 rumäner och fyra ukrainare.", [row(12, origin="RO"), row(4, origin="UA")]),
    ("I år registrerades 412 personer.", [row(412)]),
    ("Totalt 1 204 ärenden registrerades.", [row(1204, unit="cases")]),
    ("Tolv kvinnor kom från Nigeria.", [row(12, sex="female", origin="NG")]),
    ("Inom städbranschen fanns 23 personer.", [row(23, **industry("cleaning"))]),
    ("För 22 personer är åldern okänd.", [row(22, age="_U")]),
    ("Antalet identifierade var 412 i år.", [row(412)]),
    ("I tre fall saknas uppgift om bransch.", [row(3, unit="cases", **industry("_U"))]),
    ("Fem ärenden gällde en annan bransch.", [row(5, unit="cases", **industry("_O"))]),
    ("Polisen hänvisade 48 ärenden.", [row(48, unit="cases", referrer="police")]),
    ("Åtta närstående barn fanns i Sverige.", [row(8, measure="related_children", location="sweden")]),
    (
        "Åtta närstående barn vistades i Sverige och 36 i ett annat land.",
        [
            row(8, measure="related_children", location="sweden"),
            row(36, measure="related_children", location="abroad"),
        ],
    ),
    (
        "Hotell och restaurang: 74. Bygg: 41. Städ: 30.",
        [row(74, **industry("hotel_restaurant")), row(41, **industry("construction")), row(30, **industry("cleaning"))],
    ),
    (
        "Nio flickor, sju pojkar och 14 kvinnor kom från Moldavien.",
        [
            row(9, **girl(origin="MD")),
            row(7, **boy(origin="MD")),
            row(14, sex="female", age="adult", origin="MD"),
        ],
    ),
]

PARTS: list[tuple[str, list[Row]]] = [
    ("Av 412 personer var 38 barn.", [row(412), row(38, age="child")]),
    ("38 av 412 personer var barn.", [row(38, age="child"), row(412)]),
    ("Trettioåtta av sammanlagt 412 personer var barn.", [row(38, age="child"), row(412)]),
    ("59 personer kom från Thailand, varav 14 män.", [row(59, origin="TH"), row(14, sex="male", origin="TH")]),
    (
        "59 personer kom från Thailand, däribland 14 män.",
        [row(59, origin="TH"), row(14, sex="male", origin="TH")],
    ),
    (
        "Kriminalitet gällde 31 personer. Tolv av dem var pojkar.",
        [row(31, exploitation_form="criminality"), row(12, **boy(exploitation_form="criminality"))],
    ),
    (
        "I tiggeri fanns 24 personer, och 17 av dessa var män.",
        [row(24, exploitation_form="begging"), row(17, exploitation_form="begging", sex="male")],
    ),
    (
        "I år var 38 personer barn. Av de 38 barnen var 21 flickor.",
        [row(38, age="child"), row(38, age="child"), row(21, **girl())],
    ),
    (
        "Migrationsverket (97 ärenden) och polisen (59 ärenden) hänvisade flest.",
        [row(97, unit="cases", referrer="migration_agency"), row(59, unit="cases", referrer="police")],
    ),
    (
        "Från Ukraina (33) och Colombia (21) kom många.",
        [row(33, origin="UA"), row(21, origin="CO")],
    ),
    (
        "Av de 38 personerna från Thailand hade 19 utnyttjats sexuellt.",
        [row(38, origin="TH"), row(19, origin="TH", exploitation_form="sexual")],
    ),
]

ALIKE: list[tuple[str, list[Row]]] = [
    (
        "Kvinnor respektive män var 251 respektive 158.",
        [row(251, sex="female"), row(158, sex="male")],
    ),
    (
        "Från Nigeria och Rumänien kom 14 respektive nio personer.",
        [row(14, origin="NG"), row(9, origin="RO")],
    ),
    (
        "Polisen och Migrationsverket hänvisade 48 respektive 71 ärenden.",
        [row(48, unit="cases", referrer="police"), row(71, unit="cases", referrer="migration_agency")],
    ),
    (
        "I bygg fanns sex flickor och lika många pojkar.",
        [row(6, **girl(**industry("construction")))],
    ),
    (
        "Av 40 personer i städbranschen var 25 kvinnor. Resten var män.",
        [row(40, **industry("cleaning")), row(25, sex="female", **industry("cleaning"))],
    ),
]

YEARS: list[tuple[str, list[Row]]] = [
    (
        "Mellan 2026 och 2030 varierade antalet identifierade från 320 till 490 personer per år.",
        [
            row(320, time_period="2026/2030", period_kind="each_year", qualifier="lower"),
            row(490, time_period="2026/2030", period_kind="each_year", qualifier="upper"),
        ],
    ),
    # What is told of now, after a sentence on the past, is of this year.
    (
        "Kvinnorna är 57. År 2030 var kvinnorna 41. I ett ärende är könet inte känt.",
        [row(57, sex="female"), row(41, sex="female", time_period="2030"), row(1, sex="_U", unit="cases")],
    ),
    # From whom they come is not from when.
    (
        "Från Migrationsverket kom 84 ärenden, vilket är 13 färre än året före, och från polisen 82.",
        [
            row(84, referrer="migration_agency", unit="cases"),
            row(-13, referrer="migration_agency", unit="cases", **CHANGE),
            row(82, referrer="police", unit="cases"),
        ],
    ),
    (
        "Så många som åren 2026–2030 är de inte. Då fick koordinatorerna veta om ungefär 40 barn om året.",
        [row(40, age="child", time_period="2026/2030", period_kind="each_year", qualifier="approximate")],
    ),
    (
        "Under vart och ett av de fem åren före 2031 fanns det runt 40 barn.",
        [row(40, age="child", time_period="2026/2030", period_kind="each_year", qualifier="approximate")],
    ),
    (
        "2029 identifierades tolv barn och året därefter 17.",
        [row(12, age="child", time_period="2029"), row(17, age="child", time_period="2030")],
    ),
    (
        "Så sent som 2027 var de nio. I fyra ärenden saknas uppgift om kön.",
        [row(4, unit="cases", sex="_U")],
    ),
    ("Förra året identifierades 389 personer.", [row(389, time_period="2030")]),
    ("I fjol kom 21 personer från Kina.", [row(21, origin="CN", time_period="2030")]),
    ("2029 identifierades 311 personer.", [row(311, time_period="2029")]),
    ("År 2029 identifierades 31 barn.", [row(31, age="child", time_period="2029")]),
    (
        "I år identifierades 233 personer i arbetskraft. Ett år tidigare var de 189.",
        [row(233, **LABOURER), row(189, time_period="2030", **LABOURER)],
    ),
    (
        "22 barn registrerades, mot 35 året innan.",
        [row(22, age="child"), row(35, age="child", time_period="2030")],
    ),
    (
        "Antalet barn var 50 år 2028, 41 år 2029 och 35 år 2030.",
        [
            row(50, age="child", time_period="2028"),
            row(41, age="child", time_period="2029"),
            row(35, age="child", time_period="2030"),
        ],
    ),
    (
        "Antalet personer inom tiggeri ökade från 12 till 19.",
        [row(12, exploitation_form="begging", time_period="2030"), row(19, exploitation_form="begging")],
    ),
    (
        "Antalet kvinnor steg från 120 år 2029 till 151 år 2031.",
        [row(120, sex="female", time_period="2029"), row(151, sex="female")],
    ),
    (
        "Under de fem åren före 2031 identifierades runt 40 barn varje år.",
        [row(40, age="child", time_period="2026/2030", period_kind="each_year", qualifier="approximate")],
    ),
    (
        "Varje år identifieras 300–500 personer.",
        [
            row(300, period_kind="each_year", qualifier="lower"),
            row(500, period_kind="each_year", qualifier="upper"),
        ],
    ),
    (
        "Mellan 30 och 40 barn identifieras varje år.",
        [
            row(30, age="child", period_kind="each_year", qualifier="lower"),
            row(40, age="child", period_kind="each_year", qualifier="upper"),
        ],
    ),
]

SHARES: list[tuple[str, list[Row]]] = [
    ("61 procent av de identifierade var män.", [row(61, sex="male", **SHARE_OF_ALL)]),
    ("35 procent av dem i arbetskraft var kvinnor.", [row(35, sex="female", **LABOUR_SHARE)]),
    ("35 procent av dem som utnyttjades i arbetskraft var kvinnor.", [row(35, sex="female", **LABOUR_SHARE)]),
    ("Av ärendena om arbetskraft gällde 35 procent kvinnor.", [row(35, sex="female", **LABOUR_SHARE)]),
    (
        "En tredjedel av barnen var flickor.",
        [row("33.3", **girl(), measure="share", share_base="age")],
    ),
    ("Hälften av personerna kom från Ukraina.", [row(50, origin="UA", **SHARE_OF_ALL)]),
    (
        "251 kvinnor identifierades, motsvarande 61 procent av alla.",
        [row(251, sex="female"), row(61, sex="female", **SHARE_OF_ALL)],
    ),
    (
        "251 kvinnor identifierades (61 procent).",
        [row(251, sex="female"), row(61, sex="female", **SHARE_OF_ALL)],
    ),
    (
        "Kvinnor respektive män utgjorde 63 respektive 37 procent av alla identifierade.",
        [row(63, sex="female", **SHARE_OF_ALL), row(37, sex="male", **SHARE_OF_ALL)],
    ),
]

CHANGES: list[tuple[str, list[Row]]] = [
    (
        "Tiggeri har minskat med en tredjedel jämfört med 2030, från 21 personer till 14.",
        [
            row("-33.3", exploitation_form="begging", **CHANGE),
            row(21, exploitation_form="begging", time_period="2030"),
            row(14, exploitation_form="begging"),
        ],
    ),
    (
        "Kvinnor utgör 60 procent och män 39 procent. De sistnämndas andel har ökat med två procentenheter sedan 2030.",
        [
            row(60, sex="female", **SHARE_OF_ALL),
            row(39, sex="male", **SHARE_OF_ALL),
            row(2, sex="male", base_measure="share", unit="percentage_points", **CHANGE),
        ],
    ),
    (
        (
            "Andelen kvinnor har vuxit, från 25 procent 2030 till 32 procent 2031,"
            " sedan fler kontroller har gjorts på platser där kvinnor arbetar."
        ),
        [
            row(25, sex="female", time_period="2030", **SHARE_OF_ALL),
            row(32, sex="female", compared_to="2030", **SHARE_OF_ALL),
        ],
    ),
    ("Antalet barn ökade med tolv procent.", [row(12, age="child", **CHANGE)]),
    ("Antalet barn minskade med fyra.", [row(-4, age="child", unit="persons", **CHANGE)]),
    ("Det var 43 fler män än förra året.", [row(43, sex="male", unit="persons", **CHANGE)]),
    (
        "Andelen kvinnor ökade med fyra procentenheter.",
        [row(4, sex="female", base_measure="share", unit="percentage_points", **CHANGE)],
    ),
    (
        "Antalet barn har halverats sedan 2029.",
        [row(-50, age="child", measure="change", compared_to="2029")],
    ),
    (
        "Antalet ärenden om tiggeri fördubblades jämfört med 2030.",
        [row(100, exploitation_form="begging", **CHANGE)],
    ),
    ("Sverige är det tredje vanligaste ursprungslandet.", [row(3, measure="rank", about="origin", origin="SE")]),
    (
        "Civilsamhället ligger på fjärde plats bland aktörerna.",
        [row(4, measure="rank", about="referrer", referrer="civil_society")],
    ),
    (
        "De identifierade fanns i sju branscher.",
        [row(7, measure="category_count", about="industry:observed", **LABOURER)],
    ),
    (
        "De fem vanligaste ursprungsländerna visas på kartan.",
        [row(5, measure="category_count", about="origin:top")],
    ),
    (
        "Två nya branscher tillkom i år.",
        [row(2, measure="category_count", about="industry:new", **LABOURER)],
    ),
]

HEDGED: list[tuple[str, list[Row]]] = [
    ("Cirka 50 barn identifierades.", [row(50, age="child", qualifier="approximate")]),
    ("Drygt 200 män identifierades.", [row(200, sex="male", qualifier="approximate")]),
    ("Minst 300 personer utnyttjades i arbetskraft.", [row(300, qualifier="at_least", **LABOURER)]),
    ("Fler än tio flickor kom från Rumänien.", [row(10, qualifier="at_least", **girl(origin="RO"))]),
    ("Högst tio barn kom från Rumänien.", [row(10, age="child", origin="RO", qualifier="at_most")]),
    ("Inga barn kom från Rumänien.", [row(0, age="child", origin="RO")]),
    ("Inget barn utnyttjades i tiggeri.", [row(0, age="child", exploitation_form="begging")]),
    ("Ingen kvinna fanns i byggbranschen.", [row(0, sex="female", **industry("construction"))]),
]

OVERLAPS: list[tuple[str, list[Row]]] = [
    (
        "Sex ärenden flyttades från tiggeri till kriminalitet. Fyra av personerna hade även utnyttjats i tiggeri.",
        [
            row(6, unit="cases", measure="persons_reclassified", exploitation_form="criminality"),
            row(
                4,
                measure="persons_also_exploited",
                about="exploitation_form=begging",
                exploitation_form="criminality",
            ),
        ],
    ),
    (
        "Sju ärenden flyttades från tiggeri till kriminalitet.",
        [row(7, measure="persons_reclassified", unit="cases", exploitation_form="criminality")],
    ),
    (
        "I tiggeri fanns 24 personer. Sju av dem utnyttjades även i kriminalitet.",
        [
            row(24, exploitation_form="begging"),
            row(
                7,
                measure="persons_also_exploited",
                about="exploitation_form=criminality",
                exploitation_form="begging",
            ),
        ],
    ),
    (
        "De 19 personerna utnyttjades dubbelt, både sexuellt och i arbete.",
        [
            row(
                19,
                measure="persons_also_exploited",
                about="exploitation_form=labour",
                exploitation_form="sexual",
            )
        ],
    ),
    (
        "Av de 38 personerna som utnyttjades sexuellt hade 19 även utnyttjats i arbete.",
        [
            row(38, exploitation_form="sexual"),
            row(
                19,
                measure="persons_also_exploited",
                about="exploitation_form=labour",
                exploitation_form="sexual",
            ),
        ],
    ),
]

# What a clause says of all its numbers, it says behind the last one, in brackets, or of the one that it hangs on.
SHARED: list[tuple[str, list[Row]]] = [
    (
        "Så ser det ut när någon utnyttjas i arbete. I år identifierades 264 personer i den gruppen, 2030 var de 233.",
        [row(264, **LABOURER), row(233, time_period="2030", **LABOURER)],
    ),
    (
        "En kvinna och två män kom från Kina.",
        [row(1, sex="female", origin="CN"), row(2, sex="male", origin="CN")],
    ),
    (
        "Tolv av de 38 barnen kom från Thailand, nio från Ukraina och sju från Sverige.",
        [
            row(12, age="child", origin="TH"),
            row(38, age="child"),
            row(9, age="child", origin="UA"),
            row(7, age="child", origin="SE"),
        ],
    ),
    (
        "Barnen kom från Thailand (12), Ukraina (nio) och Sverige (sju).",
        [row(12, age="child", origin="TH"), row(9, age="child", origin="UA"), row(7, age="child", origin="SE")],
    ),
    (
        "Inga män utnyttjades i hushållsarbete, men fyra kvinnor.",
        [
            row(0, sex="male", exploitation_form="domestic_work"),
            row(4, sex="female", exploitation_form="domestic_work"),
        ],
    ),
    (
        "Kina ligger kvar på tredje plats med 21 personer.",
        [row(3, measure="rank", about="origin", origin="CN"), row(21, origin="CN")],
    ),
    (
        "Polisen hänvisade 48 personer och socialtjänsten 31.",
        [row(48, referrer="police"), row(31, referrer="social_services")],
    ),
    (
        "Antalet barn minskade med 13, från 35 till 22.",
        [
            row(-13, age="child", unit="persons", **CHANGE),
            row(35, age="child", time_period="2030"),
            row(22, age="child"),
        ],
    ),
]

# What is told of one number is not told of the other.
APART: list[tuple[str, list[Row]]] = [
    (
        "Fler utnyttjas i arbete, men också barnen har blivit fler: 31 barn jämfört med 22.",
        [row(31, age="child"), row(22, age="child", time_period="2030")],
    ),
    (
        (
            "Det gällde människohandel i 211 fall och människoexploatering i 201."
            " Under perioden 2026–2030 varierade det årliga antalet identifierade mellan 320 och 490."
        ),
        [
            row(211, unit="cases", offence="trafficking"),
            row(201, unit="cases", offence="human_exploitation"),
            row(320, time_period="2026/2030", period_kind="each_year", qualifier="lower"),
            row(490, time_period="2026/2030", period_kind="each_year", qualifier="upper"),
        ],
    ),
    # Where they are is not where they are from.
    ("I år utsattes 447 personer i Sverige.", [row(447)]),
    ("Sex personer hade sitt ursprung i Rumänien.", [row(6, origin="RO")]),
    (
        "På andra plats kommer bygg med 45 personer och på tredje plats grön näring med 39.",
        [
            row(2, measure="rank", about="industry", **industry("construction")),
            row(45, **industry("construction")),
            row(3, measure="rank", about="industry", **industry("green_sector")),
            row(39, **industry("green_sector")),
        ],
    ),
    (
        "I fem fall rörde det tiggeri, och i tre av dem var den utsatta en flicka.",
        [
            row(5, unit="cases", exploitation_form="begging"),
            row(3, unit="cases", exploitation_form="begging", **girl()),
        ],
    ),
    (
        "Av barnen är nio flickor och elva pojkar. De sistnämnda var sju under 2030.",
        [row(9, **girl()), row(11, **boy()), row(7, time_period="2030", **boy())],
    ),
    (
        "Det fanns nio branscher, och två av dem, transport och bygg, fanns inte med året innan.",
        [
            row(9, measure="category_count", about="industry:observed", **LABOURER),
            row(2, measure="category_count", about="industry:new", **LABOURER),
        ],
    ),
    ("Åldern saknas för 22 personer, och för tre saknas kön.", [row(22, age="_U"), row(3, sex="_U")]),
    (
        "Inom tiggeri var tre av fyra män.",
        [row(75, sex="male", exploitation_form="begging", measure="share", share_base="exploitation_form")],
    ),
    (
        "En fjärdedel av männen kom från Kina.",
        [row(25, sex="male", origin="CN", measure="share", share_base="sex")],
    ),
    (
        "En fjärdedel av männen fanns i byggbranschen.",
        [row(25, sex="male", measure="share", share_base="sex", **industry("construction"))],
    ),
    ("Av de 412 identifierade var 240 kvinnor.", [row(412), row(240, sex="female")]),
    (
        "Hotell och restaurang stod för 68 av de 189 personerna inom arbetskraft, alltså 36 procent.",
        [
            row(68, **industry("hotel_restaurant")),
            row(189, exploitation_form="labour"),
            row(36, measure="share", share_base="exploitation_form", **industry("hotel_restaurant")),
        ],
    ),
    (
        "Sju av tio utsatta inom sexuella ändamål kom från Kina.",
        [row(70, measure="share", share_base="exploitation_form", exploitation_form="sexual", origin="CN")],
    ),
    (
        "Flickorna fanns i kriminalitet (nio av 22) och tiggeri (fyra av 22).",
        [
            row(9, exploitation_form="criminality", sex="female", age="child"),
            row(22, sex="female", age="child"),
            row(4, exploitation_form="begging", sex="female", age="child"),
            row(22, sex="female", age="child"),
        ],
    ),
    (
        "Två personer från Kina och tre från Vietnam utnyttjades inom byggbranschen.",
        [row(2, origin="CN", **industry("construction")), row(3, origin="VN", **industry("construction"))],
    ),
    (
        "Under 2029 identifierades 301 personer, 2030 identifierades 368 och 2031 412.",
        [row(301, time_period="2029"), row(368, time_period="2030"), row(412)],
    ),
    (
        "Bygg, som 2030 låg på tredje plats, har nu 24 personer.",
        [
            row(3, measure="rank", about="industry", time_period="2030", **industry("construction")),
            row(24, **industry("construction")),
        ],
    ),
    (
        "Flickorna är fortfarande fler än pojkarna, 23 mot 16.",
        [row(23, sex="female", age="child"), row(16, sex="male", age="child")],
    ),
    ("Vid sidan av barnen finns 27 personer vars ålder inte är känd.", [row(27, age="_U")]),
    (
        "Mellan 2028 och 2031 steg antalet barn från 28 till 41.",
        [row(28, age="child", time_period="2028"), row(41, age="child")],
    ),
    (
        "Bland männen dominerar arbetskraft: 160 av 166.",
        [row(160, sex="male", exploitation_form="labour"), row(166, sex="male")],
    ),
    (
        "På andra plats kommer Ukraina med 31 och på tredje Kina med 28.",
        [
            row(2, measure="rank", about="origin", origin="UA"),
            row(31, origin="UA"),
            row(3, measure="rank", about="origin", origin="CN"),
            row(28, origin="CN"),
        ],
    ),
    (
        "Sammanlagt 43 närstående barn har noterats, varav tolv i Sverige och 31 utomlands.",
        [
            row(43, measure="related_children"),
            row(12, measure="related_children", location="sweden"),
            row(31, measure="related_children", location="abroad"),
        ],
    ),
    (
        "Kvinnor och flickor utgör 57 procent, män och pojkar 42.",
        [
            row(57, measure="share", share_base="_T", sex="female"),
            row(42, measure="share", share_base="_T", sex="male"),
        ],
    ),
    (
        "Kvinnor och flickor utgör 57 procent, men männen är 42.",
        [row(57, measure="share", share_base="_T", sex="female"), row(42, sex="male")],
    ),
    ("Två fler än i fjol kom från Kina.", [row(2, origin="CN", unit="persons", **CHANGE)]),
    (
        "Det är två fler kvinnor och flickor än i fjol.",
        [row(2, sex="female", unit="persons", **CHANGE)],
    ),
    (
        "Kvinnor och män i byggbranschen var tolv respektive nio.",
        [row(12, sex="female", **industry("construction")), row(9, sex="male", **industry("construction"))],
    ),
]

EVERY = [*PLAIN, *PARTS, *ALIKE, *YEARS, *SHARES, *CHANGES, *HEDGED, *OVERLAPS, *SHARED, *APART]


def test_a_number_taken_up_again_is_not_another_one_that_happens_to_be_as_large() -> None:
    boys = "Förra året identifierades 13 pojkar och nio flickor."
    children = "Av de 13 barnen kom fem från Sverige."
    _, _, _, found = read(
        [
            (PassageKind.HEADING, "Barn"),
            (PassageKind.PARAGRAPH, boys),
            (PassageKind.HEADING, "Länder"),
            (PassageKind.PARAGRAPH, children),
        ],
        YEAR,
    )
    assert [short_row(one, YEAR) for one in found.claims] == [row(13, age="child"), row(5, age="child", origin="SE")]
    assert told("I år finns 13 pojkar. " + children)[1:] == [row(13, age="child"), row(5, age="child", origin="SE")]


@pytest.mark.parametrize(("text", "rows"), EVERY, ids=[text for text, _ in EVERY])
def test_a_sentence_tells_its_rows(text: str, rows: list[Row]) -> None:
    assert told(text) == rows


@pytest.mark.parametrize(
    ("heading", "text", "rows"),
    [
        (LABOUR, "61 procent var män.", [row(61, sex="male", **LABOUR_SHARE)]),
        (
            LABOUR,
            "Totalt 233 personer, varav 151 män.",
            [row(233, **LABOURER), row(151, sex="male", **LABOURER)],
        ),
        (
            LABOUR,
            "2029 var de 130, 2030 var de 189 och i år är de 233.",
            [
                row(130, time_period="2029", **LABOURER),
                row(189, time_period="2030", **LABOURER),
                row(233, **LABOURER),
            ],
        ),
        (
            "Ärenden om tiggeri",
            "Av personerna var 17 män och sju kvinnor.",
            [
                row(17, sex="male", exploitation_form="begging"),
                row(7, sex="female", exploitation_form="begging"),
            ],
        ),
        ("Närstående barn", "36 vistades i ett annat land.", [row(36, measure="related_children", location="abroad")]),
        # A heading with two subjects leaves it open which one a paragraph has.
        (
            "Myndighetsgemensam samverkan och branscher",
            "Störst var städ med 71 personer.",
            [row(71, **industry("cleaning"))],
        ),
        # A heading that says something of its words is about more than them.
        ("Färre barn i tiggeri än i fjol", "I år registrerades totalt 412 personer.", [row(412)]),
        # What the heading names does not hold for what is told of everyone.
        (LABOUR, "Av samtliga identifierade var 251 kvinnor.", [row(251, sex="female")]),
    ],
)
def test_a_heading_is_the_subject_of_what_stands_under_it(heading: str, text: str, rows: list[Row]) -> None:
    assert told(text, heading) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Arbetskraft är den största formen. 151 var män.",
            [row(151, sex="male", **LABOURER)],
        ),
        (
            "233 personer utnyttjades i arbetskraft. 151 var män och 81 kvinnor.",
            [row(233, **LABOURER), row(151, sex="male", **LABOURER), row(81, sex="female", **LABOURER)],
        ),
        (
            "Antalet barn från Thailand minskar. I år var de nio.",
            [row(9, age="child", origin="TH")],
        ),
        (
            "I tiggeri fanns 24 personer. Nio av dem kom från Rumänien. Resten kom från andra länder.",
            [row(24, exploitation_form="begging"), row(9, exploitation_form="begging", origin="RO")],
        ),
    ],
)
def test_a_sentence_goes_on_about_the_subject_of_the_one_before(text: str, rows: list[Row]) -> None:
    assert told(text) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("I tiggeri fanns 12 personer (2030: 9).", [row(12, **BEGGAR), row(9, time_period="2030", **BEGGAR)]),
        (
            "Närstående barn i Sverige: 19 (2030: 16, 2029: 14)",
            [
                row(19, measure="related_children", location="sweden"),
                row(16, measure="related_children", location="sweden", time_period="2030"),
                row(14, measure="related_children", location="sweden", time_period="2029"),
            ],
        ),
        ("Vi mötte 412 identifierade personer (398 år 2030).", [row(412), row(398, time_period="2030")]),
        (
            "Personer 2031, med 2029 inom parentes. Ukraina 41 (46). Peru 8 (3).",
            [
                row(41, origin="UA"),
                row(46, origin="UA", time_period="2029"),
                row(8, origin="PE"),
                row(3, origin="PE", time_period="2029"),
            ],
        ),
    ],
)
def test_a_number_in_brackets_is_of_the_year_told_with_it(text: str, rows: list[Row]) -> None:
    assert told(text) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "I tiggeri fanns sju personer: två flickor, tre kvinnor, en pojke och en man.",
            [
                row(7, **BEGGAR),
                row(2, **girl(**BEGGAR)),
                row(3, sex="female", age="adult", **BEGGAR),
                row(1, **boy(**BEGGAR)),
                row(1, sex="male", age="adult", **BEGGAR),
            ],
        ),
        (
            "I tiggeri fanns fem personer, nämligen fyra pojkar och en vuxen man.",
            [row(5, **BEGGAR), row(4, **boy(**BEGGAR)), row(1, sex="male", age="adult", **BEGGAR)],
        ),
        ("Tiggeri: fem. Hushållsarbete: en.", [row(5, **BEGGAR), row(1, exploitation_form="domestic_work")]),
        ("Oftast upptäcks ett ärende genom polisen.", []),
        ("En man från Kina hör till de 262 personer som utnyttjats i tiggeri.", [row(262, **BEGGAR)]),
        (
            "Inom bygg ökade antalet från en person 2030 till sex personer 2031.",
            [row(1, time_period="2030", **industry("construction")), row(6, **industry("construction"))],
        ),
    ],
)
def test_one_is_a_number_where_persons_are_counted(text: str, rows: list[Row]) -> None:
    assert told(text) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Männen är 229. Könet är ett annat för en person och okänt för fyra personer.",
            [row(229, sex="male"), row(1, sex="other"), row(4, sex="_U")],
        ),
        (
            "I två ärenden är branschen en annan, i fyra är den okänd.",
            [row(2, unit="cases", **industry("_O")), row(4, unit="cases", **industry("_U"))],
        ),
        ("I 31 ärenden saknas uppgift om vem som hänvisade.", [row(31, unit="cases", referrer="_U")]),
    ],
)
def test_another_class_and_an_unknown_one_are_of_the_dimension_spoken_of(text: str, rows: list[Row]) -> None:
    assert told(text) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Från Kina kom 22 personer. Av årets personer därifrån hade nio utnyttjats i tiggeri.",
            [row(22, origin="CN"), row(9, origin="CN", **BEGGAR)],
        ),
        (
            "Barnen återfinns i två former. Sju hade utnyttjats i tiggeri och fem i arbetskraft.",
            [
                row(2, measure="category_count", about="exploitation_form:observed", age="child"),
                row(7, age="child", **BEGGAR),
                row(5, age="child", **LABOURER),
            ],
        ),
        (
            "I bygg fanns 44 personer. Städ är nu på tredje plats. Av de 38 personer som hittades där är 27 kvinnor.",
            [
                row(44, **industry("construction")),
                row(3, measure="rank", about="industry", **industry("cleaning")),
                row(38, **industry("cleaning")),
                row(27, sex="female", **industry("cleaning")),
            ],
        ),
        (
            "Störst är tiggeri med nio barn. Därefter kommer arbetskraft med sex och organhandel med fyra.",
            [
                row(9, age="child", **BEGGAR),
                row(6, age="child", **LABOURER),
                row(4, age="child", exploitation_form="organ_removal"),
            ],
        ),
        (
            "Arbetskraft är störst. Utvecklingen har gått åt samma håll: 130 personer 2029 och 189 personer 2030.",
            [row(130, time_period="2029", **LABOURER), row(189, time_period="2030", **LABOURER)],
        ),
        (
            "I tiggeri är kvinnorna 12. Kurvan för arbetskraft pekar uppåt: 130 personer 2029 och 189 personer 2030.",
            [
                row(12, sex="female", **BEGGAR),
                row(130, time_period="2029", **LABOURER),
                row(189, time_period="2030", **LABOURER),
            ],
        ),
        (
            "I tiggeri fanns 24 personer 2030. Med årets 27 har antalet ökat.",
            [row(24, time_period="2030", **BEGGAR), row(27, **BEGGAR)],
        ),
        (
            "Fyra kommer från Peru, varifrån inget barn kom i fjol.",
            [row(4, origin="PE"), row(0, age="child", origin="PE", time_period="2030")],
        ),
        (
            "Civilsamhället hänvisade 48 ärenden. Det räcker till fjärde plats.",
            [
                row(48, unit="cases", referrer="civil_society"),
                row(4, measure="rank", about="referrer", referrer="civil_society"),
            ],
        ),
    ],
)
def test_a_sentence_is_of_those_just_spoken_of(text: str, rows: list[Row]) -> None:
    assert told(text) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Städ gick under året upp från tredje till andra plats.",
            [
                row(3, measure="rank", about="industry", time_period="2030", **industry("cleaning")),
                row(2, measure="rank", about="industry", compared_to="2030", **industry("cleaning")),
            ],
        ),
        (
            "Tolv personer kom från Peru. Landet har gått från femte till fjärde plats.",
            [
                row(12, origin="PE"),
                row(5, measure="rank", about="origin", time_period="2030", origin="PE"),
                row(4, measure="rank", about="origin", compared_to="2030", origin="PE"),
            ],
        ),
        (
            "Jämfört med 2030 är ökningen 34 personer eller sju procent, jämfört med 2029 är den 57 personer.",
            [
                row(34, unit="persons", **CHANGE),
                row(7, **CHANGE),
                row(57, unit="persons", measure="change", compared_to="2029"),
            ],
        ),
        (
            "I tiggeri är minskningen nio personer sedan 2030 och 15 personer sedan 2029.",
            [
                row(-9, unit="persons", **CHANGE, **BEGGAR),
                row(-15, unit="persons", measure="change", compared_to="2029", **BEGGAR),
            ],
        ),
        (
            "Från 2029 till 2031 har andelen barn ökat från 5 till 7 procent.",
            [
                row(5, age="child", time_period="2029", **SHARE_OF_ALL),
                row(7, age="child", compared_to="2029", **SHARE_OF_ALL),
            ],
        ),
        (
            "Polisen har stigit från femte plats 2030 till fjärde plats 2031 och bytt plats med civilsamhället.",
            [
                row(5, measure="rank", about="referrer", time_period="2030", referrer="police"),
                row(4, measure="rank", about="referrer", compared_to="2030", referrer="police"),
            ],
        ),
        (
            "Peru har gått upp från andra plats 2030 till första plats, Kina har gått ned till tredje plats.",
            [
                row(2, measure="rank", about="origin", time_period="2030", origin="PE"),
                row(1, measure="rank", about="origin", compared_to="2030", origin="PE"),
                row(3, measure="rank", about="origin", compared_to="2030", origin="CN"),
            ],
        ),
        ("På fyra år har antalet fördubblats.", [row(100, measure="change", compared_to="2027")]),
        (
            "Städ minskade för andra året i rad, med 13 personer.",
            [row(-13, unit="persons", **CHANGE, **industry("cleaning"))],
        ),
        (
            "Antalet barn minskade från 48 till 35, det vill säga med 13 barn eller 27 procent.",
            [
                row(48, age="child", time_period="2030"),
                row(35, age="child"),
                row(-13, unit="persons", age="child", **CHANGE),
                row(-27, age="child", **CHANGE),
            ],
        ),
        (
            "Kvinnorna har blivit 20 fler och är nu 101.",
            [row(20, unit="persons", sex="female", **CHANGE), row(101, sex="female")],
        ),
        (
            "Flest var det 2028. Året därpå sjönk antalet ärenden till 375.",
            [row(375, unit="cases", time_period="2029")],
        ),
    ],
)
def test_what_moved_is_told_of_two_years(text: str, rows: list[Row]) -> None:
    assert told(text) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "På tredje plats kommer städ, där 79 procent av de identifierade var kvinnor.",
            [
                row(3, measure="rank", about="industry", **industry("cleaning")),
                row(79, measure="share", share_base="exploitation_form+industry", sex="female", **industry("cleaning")),
            ],
        ),
        (
            "85 procent av männen har utnyttjats i tiggeri. Bland kvinnorna är motsvarande andel 37 procent.",
            [
                row(85, measure="share", share_base="sex", sex="male", **BEGGAR),
                row(37, measure="share", share_base="sex", sex="female", **BEGGAR),
            ],
        ),
        (
            "Inom tiggeri bedömdes hälften av ärendena som människoexploatering.",
            [row(50, measure="share", share_base="exploitation_form", offence="human_exploitation", **BEGGAR)],
        ),
        (
            "2030 gällde 53 procent av ärendena misstänkt människohandel; 2031 har andelen sjunkit till 48 procent.",
            [
                row(53, offence="trafficking", time_period="2030", **SHARE_OF_ALL),
                row(48, offence="trafficking", compared_to="2030", **SHARE_OF_ALL),
            ],
        ),
        ("Av alla ärenden inom tiggeri upptäcktes knappt hälften i affärer.", []),
        (
            "I 108 ärenden, eller drygt en fjärdedel av samtliga, hade polisen hört av sig.",
            [
                row(108, unit="cases", referrer="police"),
                row(25, referrer="police", qualifier="approximate", **SHARE_OF_ALL),
            ],
        ),
    ],
)
def test_a_share_is_of_those_whom_its_sentence_points_at(text: str, rows: list[Row]) -> None:
    assert told(text) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Under 2029 gällde 20 ärenden tiggeri. Sedan dess har antalet halverats.",
            [
                row(20, unit="cases", time_period="2029", **BEGGAR),
                row(-50, measure="change", compared_to="2029", **BEGGAR),
            ],
        ),
        (
            "Tiggeri: 12 personer 2029, 15 år 2030 och 18 år 2031. Sett över hela perioden är ökningen 50 procent.",
            [
                row(12, time_period="2029", **BEGGAR),
                row(15, time_period="2030", **BEGGAR),
                row(18, **BEGGAR),
                row(50, measure="change", compared_to="2029", **BEGGAR),
            ],
        ),
        (
            "Männens andel var 20 procent 2027. Den växte sedan till 30 procent 2030.",
            [
                row(20, sex="male", time_period="2027", **SHARE_OF_ALL),
                row(30, sex="male", time_period="2030", compared_to="2027", **SHARE_OF_ALL),
            ],
        ),
        (
            "Det har gått uppåt sedan 2028, och mellan 2030 och 2031 ökade antalet barn med 12 procent.",
            [row(12, measure="change", age="child", compared_to="2030")],
        ),
        (
            "År 2030 var antalet 403, och ökningen är alltså 27 personer.",
            [row(403, time_period="2030"), row(27, measure="change", unit="persons", compared_to="2030")],
        ),
    ],
)
def test_a_change_is_told_since_the_year_that_its_words_point_at(text: str, rows: list[Row]) -> None:
    assert told(text) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Drygt hälften av alla, närmare bestämt 270 personer, är kvinnor.",
            [row(50, sex="female", qualifier="approximate", **SHARE_OF_ALL), row(270, sex="female")],
        ),
        (
            "Barnen har utsatts i fyra former. Inom tiggeri är de åtta.",
            [
                row(4, measure="category_count", about="exploitation_form:observed", age="child"),
                row(8, age="child", **BEGGAR),
            ],
        ),
        ("Nigeria är inte längre ett av dem.", []),
        ("De två återstående formerna är tiggeri och kriminalitet.", []),
        ("Chile svarar för 20 personer, de sistnämnda alla vuxna.", [row(20, origin="CL")]),
        (
            "Peru har 62 personer. Chile har gått från första plats 2030, då 41 kom därifrån, till andra plats.",
            [
                row(62, origin="PE"),
                row(1, measure="rank", about="origin", origin="CL", time_period="2030"),
                row(41, origin="CL", time_period="2030"),
                row(2, measure="rank", about="origin", origin="CL", compared_to="2030"),
            ],
        ),
        (
            "Det är kvinnorna, och inte männen, som är flest: 30 personer mot 20.",
            [row(30, sex="female"), row(20, sex="male")],
        ),
        (
            "I en bransch som bygg är det vanligt: 40 procent av ärendena där gäller människohandel.",
            [
                row(
                    40,
                    measure="share",
                    share_base="exploitation_form+industry",
                    offence="trafficking",
                    **industry("construction"),
                )
            ],
        ),
        (
            "I tiggeri bedöms hälften av ärendena som människohandel.",
            [row(50, measure="share", share_base="exploitation_form", offence="trafficking", **BEGGAR)],
        ),
        (
            "20 procent av de identifierade barnen kommer från Peru.",
            [row(20, measure="share", share_base="age", age="child", origin="PE")],
        ),
        (
            "Bygg är störst. Där identifierades 81 personer, vilket motsvarar 31 procent av alla i arbetskraft.",
            [row(81, **industry("construction")), row(31, **{**LABOUR_SHARE, **industry("construction")})],
        ),
        (
            "Av kvinnorna hade 40 procent utnyttjats i tiggeri, och av männen hade 60 procent det.",
            [row(40, measure="share", share_base="sex", sex="female", **BEGGAR)],
        ),
        (
            "Av männen hade 40 procent utsatts i tiggeri, och av kvinnorna hade 60 procent utsatts i kriminalitet.",
            [
                row(40, measure="share", share_base="sex", sex="male", **BEGGAR),
                row(60, measure="share", share_base="sex", sex="female", exploitation_form="criminality"),
            ],
        ),
        ("Tolv personer var under 18 år.", [row(12, age="child")]),
        (
            "Två ärenden gäller tiggeri och ett kriminalitet.",
            [row(2, unit="cases", **BEGGAR), row(1, unit="cases", exploitation_form="criminality")],
        ),
        (
            "År 2030 gällde det sju branscher. Branschen var då okänd i 18 ärenden.",
            [
                row(7, measure="category_count", about="industry:observed", time_period="2030", **LABOURER),
                row(18, unit="cases", time_period="2030", **industry("_U")),
            ],
        ),
        (
            "Chile har blivit vanligare. Från fjärde plats 2030 har landet i år stigit till tredje plats.",
            [
                row(4, measure="rank", about="origin", origin="CL", time_period="2030"),
                row(3, measure="rank", about="origin", origin="CL", compared_to="2030"),
            ],
        ),
        (
            "Två länder är nya bland de vanligaste: Chile och Peru.",
            [row(2, measure="category_count", about="origin:new")],
        ),
        ("De 20 personerna från Chile var alla vuxna.", [row(20, origin="CL")]),
        (
            "Chile är vanligast. Därifrån kommer 14 barn, ungefär en tredjedel av alla.",
            [
                row(14, age="child", origin="CL"),
                row("33.3", measure="share", share_base="age", age="child", origin="CL", qualifier="approximate"),
            ],
        ),
        (
            "Att Chile ligger överst beror på byggbranschen. Därifrån kommer 58 personer.",
            [],  # of those in construction, or of all?
        ),
        (
            "Chile ligger överst. Därifrån kommer 58 personer.",
            [row(58, origin="CL")],
        ),
        (
            "Andelen män var 20 procent 2030, och sedan dess har den fördubblats.",
            [
                row(20, sex="male", time_period="2030", **SHARE_OF_ALL),
                row(100, base_measure="share", sex="male", **CHANGE),
            ],
        ),
        (
            "Året före var barnen 35. Nu är de 13 färre, en minskning med 37 procent.",
            [
                row(35, age="child", time_period="2030"),
                row(-13, unit="persons", age="child", **CHANGE),
                row(-37, age="child", **CHANGE),
            ],
        ),
        (
            "Under de fem år som föregick 2030 höll sig antalet barn stadigt runt 50.",
            [row(50, age="child", time_period="2025/2029", period_kind="each_year", qualifier="approximate")],
        ),
        (
            "Under 2030 gällde det sju branscher. Dessutom var branschen okänd i 18 ärenden.",
            [
                row(7, measure="category_count", about="industry:observed", time_period="2030", **LABOURER),
                row(18, unit="cases", time_period="2030", **industry("_U")),
            ],
        ),
        (
            "Sedan förra året hör Chile till de fem vanligaste länderna.",
            [row(5, measure="category_count", about="origin:top", time_period="2030/2031", period_kind="each_year")],
        ),
        (
            "Åldern är okänd för åtta kvinnor och 15 män i tiggeri.",
            [row(8, sex="female", age="_U", **BEGGAR), row(15, sex="male", age="_U", **BEGGAR)],
        ),
        (
            "Tiggeri gäller tre personer och kriminalitet en person.",
            [row(3, **BEGGAR), row(1, exploitation_form="criminality")],
        ),
        (
            "Från Chile kom 30 personer. Peru är nytt på listan. Av de 30 personerna därifrån var 20 kvinnor.",
            [row(30, origin="CL"), row(30, origin="PE"), row(20, sex="female", origin="PE")],
        ),
        (
            "Det skiljer sig mellan könen: av kvinnorna hade 60 procent utsatts i tiggeri.",
            [row(60, measure="share", share_base="sex", sex="female", **BEGGAR)],
        ),
        (
            "Mellan 2029 och 2031 växte männens andel, från 19 procent vid periodens början.",
            [row(19, sex="male", time_period="2029", **SHARE_OF_ALL)],
        ),
        (
            "I fem ärenden var branschen en annan, och i åtta gick den inte att fastställa.",
            [row(5, unit="cases", **industry("_O")), row(8, unit="cases", **industry("_U"))],
        ),
        (
            "Inom tiggeri är antalet 30. År 2030 identifierades 20 personer.",
            [row(30, **BEGGAR), row(20, time_period="2030", **BEGGAR)],
        ),
        ("Inom tiggeri identifierades en person.", [row(1, **BEGGAR)]),
        (
            "Under 2031 kom tre branscher till, nämligen bygg, städ och transport.",
            [row(3, measure="category_count", about="industry:new", **LABOURER)],
        ),
    ],
)
def test_a_number_is_of_what_its_sentence_says_and_not_of_what_stands_nearer(text: str, rows: list[Row]) -> None:
    assert told(text) == rows


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("I bygg fanns sex flickor och lika många pojkar.", ("equal", "female male")),
        ("Av 40 personer i städ var 25 kvinnor. Resten var män.", ("rest", "rest")),
    ],
)
def test_words_for_a_number_that_is_not_said_are_statements(text: str, statement: tuple[str, str]) -> None:
    (found,) = (short_statement(one) for one in read_paragraph(text).assertions)
    assert (found["kind"], found["value"]) == statement


@pytest.mark.parametrize(
    "text",
    [
        "I bygg och städ identifierades sammanlagt 71 personer.",  # two industries have no code together
        "Vanligast är transport och biltvätt (108).",
        "Tolv flickor och pojkar kom från Thailand.",  # nor have girls and boys, as there is a third sex
        "Tolv personer var under 15 år.",  # an age that the family has no word for
        "Könet är känt för 400 personer.",  # nor is there a class of those of known sex
        "Ingen av dessa uppgifter är ny.",
    ],
)
def test_a_number_of_what_has_no_code_is_not_given_the_code_of_a_part(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text", ["", "Åren går.", "Den 3 maj 2031 kom 2 § i kraft.", "Ring 08-123 456 78 före kl. 15."]
)
def test_text_without_a_number_of_the_series_tells_nothing(text: str) -> None:
    assert told(text) == []
