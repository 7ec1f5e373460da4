"""Function words and common verbs of Swedish: none of them is the noun of a number before it."""

from __future__ import annotations

FUNCTION_WORDS = frozenset(
    """
    och eller befann befinner vistas vistades bor bodde lever levde härrör förra föregående fjol fjolåret samt
    men medan som att då när där här var är vara varit blev blivit hade har haft kom kommer kommit fanns finns
    funnits i på inom från till för med mot utan under över vid hos bland genom om än respektive varav därav
    vilket vilka vilken det den de dem dessa detta denna år gällde gäller rörde rör avsåg avser utgjorde utgör
    motsvarar motsvarade motsvarande inte ej också även endast bara sedan därefter därmed jämfört ur enligt
    per fler färre högre lägre mer mindre året saknade saknar bestod handlar handlade återstår återstod gick
    går steg sjönk fick får ska kan kunde skulle tillhörde tillhör står stod uppgick låg ligger totalt
    sammanlagt tillsammans nu igen därifrån därtill dit fram in dessutom stycken styck st en ett
    """.split()  # noqa: SIM905 -- a list of 140 words is easier to read as a text
)
