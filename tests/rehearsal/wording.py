"""Words that a later edition may use instead of the sample's; the family file has none of these labels."""

from __future__ import annotations

RENAMED_INDUSTRIES = {
    "hotel_restaurant": ("Krog, café och hotell", "Besöksnäring"),
    "construction": ("Byggnation och renovering", "Byggindustri"),
    "green_sector": ("Skogsbruk och bärplockning", "Skog och trädgård"),
    "cleaning": ("Lokalvård", "Städ- och fönsterputsföretag"),
    "beauty_body_care": ("Nagelsalonger och massage", "Salonger"),
    "food_agriculture_fishing_animals": ("Lantbruk och livsmedel", "Jordbruk, djur och fiske"),
    "car_wash_repair": ("Fordonsservice", "Bilvård"),
    "health_social_care": ("Hälsa och omsorg", "Personlig assistans och omsorg"),
    "manufacturing": ("Tillverkning", "Fabriksarbete"),
    "transport": ("Åkeri och logistik", "Transporter och lager"),
    "_U": ("Bransch ej känd", "Uppgift saknas"),
    "_O": ("Andra branscher", "Resterande branscher"),
}

RENAMED_FORMS = {
    "labour": ("Arbete under tvång", "Exploatering i arbetslivet"),
    "domestic_work": ("Arbete i hemmet", "Hushållsnära arbete"),
    "criminality": ("Tvingad brottslighet", "Kriminell exploatering"),
    "multiple": ("Flera former", "Kombinerade former"),
    "organ_removal": ("Avlägsnande av organ", "Organ"),
    "sexual": ("Prostitution och sexuell utsatthet", "Sexuella syften"),
    "begging": ("Tvång att tigga", "Bettleri"),
    "forced_marriage": ("Påtvingat äktenskap", "Äktenskap under tvång"),
    "_U": ("Formen är inte känd", "Uppgift saknas"),
}

RENAMED_CLASSES = {
    "women": ("Kvinnor 18 år och äldre", "Kvinnor över 18 år"),
    "men": ("Män 18 år och äldre", "Män över 18 år"),
    "girls": ("Flickor under 18 år", "Flickor 0–17 år"),
    "boys": ("Pojkar under 18 år", "Pojkar 0–17 år"),
    "female_unknown_age": ("Kvinnor/flickor, ålder saknas", "Kvinnligt kön, ej uppgift om ålder"),
    "male_unknown_age": ("Män/pojkar, ålder saknas", "Manligt kön, ej uppgift om ålder"),
    "unknown": ("Kön och ålder saknas", "Ingen uppgift"),
}

RENAMED_REFERRERS = {
    "own_outreach": ("Eget fältarbete", "Egna insatser"),
    "migration_agency": ("Migrationsmyndigheten", "Mottagandeenheten"),
    "police": ("Gränspolis och lokalpolis", "Rättsväsendet"),
    "civil_society": ("Frivilligorganisationer", "Idéburna organisationer"),
}

RENAMED_AGES = {
    "unknown": ("Ålder saknas", "Ej uppgift om ålder"),
    "child": ("Under 18 år",),
    "adult": ("18 år och äldre",),
}

NEW_INDUSTRIES = ("Bud och matleverans", "Tvätteri", "Bärplockning", "Hovslageri", "Sportanläggningar", "Gig och app")
NEW_FORMS = ("Krigstjänst", "Surrogatmoderskap", "Skuldslaveri", "Illegal adoption")
MERGED_INDUSTRIES = {
    ("construction", "cleaning"): "Bygg och städ",
    ("transport", "car_wash_repair"): "Transport och biltvätt",
    ("green_sector", "food_agriculture_fishing_animals"): "Jord, skog och livsmedel",
    ("beauty_body_care", "health_social_care"): "Skönhet, vård och omsorg",
}
MERGED_FORMS = {
    ("begging", "criminality"): "Tiggeri och kriminalitet",
    ("domestic_work", "forced_marriage"): "Hushållsarbete och tvångsäktenskap",
}

MORE_REFERRERS = {
    "social_services": "Socialtjänsten",
    "health_care": "Hälso- och sjukvården",
    "schools": "Skola och förskola",
    "embassies": "Ambassader",
}

TOTALS = ("Totalt", "Totalt", "Summa", "Samtliga", "Totalt antal")
FIGURE_WORDS = ("Figur", "Figur", "Diagram", "Bild", "Fig.")
TABLE_WORDS = ("Tabell", "Tab.")

COLUMNS = {
    "form_boxes": (("Form", "Kön/ålder", "Personer"), ("Typ av exploatering", "Grupp", "Antal personer")),
    "industries": (("Bransch", "Personer"), ("Näringsgren", "Antal personer")),
    "origins": (("Ursprungsland", "Samtliga", "Vuxna", "Barn", "Okänd ålder"),),
}

CAPTIONS = {
    "figure_1": ("Identifierade personer efter kön och ålder", "Antal personer, uppdelat på kön och ålder"),
    "figure_2": ("Exploateringsform efter kön och ålder, procent", "Kön och ålder i varje exploateringsform"),
    "form_boxes": ("Exploateringsform, kön och ålder", "Personer efter form, kön och ålder"),
    "figure_3": ("Exploateringsformer bland flickor, andel i procent", "Så utnyttjades flickor"),
    "figure_4": ("Exploateringsformer bland pojkar, andel i procent", "Så utnyttjades pojkar"),
    "industries": ("Identifierade i arbetskraft efter bransch", "I vilka branscher personerna utnyttjades"),
    "figure_5": ("Vem som hänvisade personen", "Ärenden efter hänvisande aktör"),
    "origins": ("De vanligaste ursprungsländerna", "Ursprungsland, antal vuxna och barn"),
}

HEADINGS = {
    "summary": ("I korthet", "Årets resultat i korthet"),
    "facts": ("Så tas statistiken fram", "OM UPPGIFTERNA"),
    "analysis": ("Resultat", "Så ser året ut"),
    "labour": ("Exploateringsformer", "Formerna jämförda"),
    "massage": ("Dubbel utsatthet", "Salonger med thaimassage"),
    "sex": ("Kön", "Kvinnor och män"),
    "children": ("Barn", "Flickor och pojkar"),
    "industries": ("Branscher", "Arbetskraftsexploatering efter bransch"),
    "crime": ("Gemensamma kontroller", "Inspektioner tillsammans med andra"),
    "hotels": ("Var i arbetslivet", "De vanligaste branscherna"),
    "referrers": ("Hur personerna hittades", "Hänvisningar"),
    "origins": ("Ursprung", "Varifrån personerna kommer"),
    "related": ("Närstående barn", "Barn i personernas närhet"),
    "more": ("KONTAKT", "LÄS MER"),
}

TITLES = (
    ("REGIONKOORDINATORERNAS", "STATISTIK {year}"),
    ("Regionkoordinatorernas statistik", "för år {year}"),
    ("Regionkoordinatorernas", "statistik över människohandel", "och exploatering {year}"),
    ("Regionkoordinatorernas statistik {year}",),
)
RUNNING_HEADS = ("Regionkoordinatorernas statistik", "Människohandel och exploatering", "Årlig statistik")

AGE_GROUPS = ("Under 15 år", "15–17 år", "18–24 år", "25–34 år", "35–49 år", "50 år och äldre")
REGIONS = ("Norr", "Mitt", "Stockholm", "Öst", "Väst", "Syd")
YEARS_BEFORE = ("Ett år", "Två till fem år", "Mer än fem år")
FOOTNOTE = "¹ Åldern har inte gått att fastställa."
