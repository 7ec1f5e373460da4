"""How two reports differ: facts that both tell, facts of one alone, classes and labels that are new or gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.model.edition import Difference, Edition, Label, Revision, ToldFact
from pipeline.model.observation import NOT_APPLICABLE, TOTAL, Fact
from pipeline.model.printed import squashed
from pipeline.report.facts import fact_named
from pipeline.spec.names import Language, class_named
from pipeline.spec.schema import FamilySpec

Key = tuple[Fact, str]

OWN_YEAR = "own"
YEAR_BEFORE = "before"

_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "both": "Both tell {both} facts: {same} with the same value, {revised} with another one.",
        "none": "No fact that both tell has another value.",
        "revised": "Told by both, with another value",
        "followed": "The same cells a year on",
        "only": "Told by {report} only",
        "new_classes": "Classes that are new",
        "gone_classes": "Classes that are gone",
        "new_labels": "Labels that are new",
        "gone_labels": "Labels that are gone",
        "fact": "fact",
        "difference": "difference",
        "missing": "missing",
    },
    "sv": {
        "both": "Båda uppger {both} fakta: {same} med samma värde, {revised} med ett annat.",
        "none": "Inget som båda uppger har ett annat värde.",
        "revised": "Uppges av båda, med ett annat värde",
        "followed": "Samma celler ett år senare",
        "only": "Uppges bara av {report}",
        "new_classes": "Nya klasser",
        "gone_classes": "Klasser som är borta",
        "new_labels": "Nya etiketter",
        "gone_labels": "Etiketter som är borta",
        "fact": "uppgift",
        "difference": "skillnad",
        "missing": "saknas",
    },
}


def compare_editions(first: Edition, second: Edition) -> Difference:
    """Facts in the order in which the first report tells them, then the second."""
    mine, theirs = _by_key(first), _by_key(second)
    both = [(one, theirs[key]) for key, one in mine.items() if key in theirs]
    left, right = ([one for key, one in told.items() if key not in other] for told, other in _either(mine, theirs))
    followed = _followed(left, right, first, second)
    paired = {id(one) for pair in followed for one in (pair.before, pair.after)}
    return Difference(
        first=first,
        second=second,
        same=tuple(one for one, other in both if one.agrees_with(other)),
        revised=tuple(Revision(one, other) for one, other in both if not one.agrees_with(other)),
        followed=followed,
        only_first=tuple(one for one in left if id(one) not in paired),
        only_second=tuple(one for one in right if id(one) not in paired),
        new_classes=_missing(_classes(second), _classes(first)),
        gone_classes=_missing(_classes(first), _classes(second)),
        new_labels=_unprinted(second.labels, first.labels),
        gone_labels=_unprinted(first.labels, second.labels),
    )


def _by_key(edition: Edition) -> dict[Key, ToldFact]:
    """The first print of each fact; that a share or rank is told as one that moved makes it no other fact."""
    found: dict[Key, ToldFact] = {}
    for one in edition.told:
        moved = one.fact.measure == "change"
        found.setdefault((one.fact if moved else replace(one.fact, compared_to=NOT_APPLICABLE), one.bound), one)
    return found


def _either(
    mine: dict[Key, ToldFact], theirs: dict[Key, ToldFact]
) -> tuple[tuple[dict[Key, ToldFact], dict[Key, ToldFact]], ...]:
    return (mine, theirs), (theirs, mine)


def _followed(
    left: Iterable[ToldFact], right: Iterable[ToldFact], first: Edition, second: Edition
) -> tuple[Revision, ...]:
    """Cells that both tell, each of the year of its own edition."""
    later = {key: one for one in right if (key := _year_on(one, second.edition_year)) is not None}
    pairs = ((one, _year_on(one, first.edition_year)) for one in left)
    return tuple(Revision(one, later[key]) for one, key in pairs if key is not None and key in later)


def _year_on(one: ToldFact, edition_year: int) -> Key | None:
    """The cell with its years counted from the edition's; ``None`` where it is about another year."""
    fact = one.fact
    if fact.time_period != str(edition_year):
        return None
    before = fact.compared_to == str(edition_year - 1)
    compared = NOT_APPLICABLE if fact.measure != "change" else YEAR_BEFORE if before else fact.compared_to
    return replace(fact, time_period=OWN_YEAR, compared_to=compared), one.bound


def _classes(edition: Edition) -> dict[tuple[str, str], None]:
    """Every dimension and code that a fact uses, in order."""
    used = (pair for one in edition.told for pair in one.fact.codes if pair[1] not in {TOTAL, NOT_APPLICABLE})
    return dict.fromkeys(used)


def _missing(these: dict[tuple[str, str], None], those: dict[tuple[str, str], None]) -> tuple[tuple[str, str], ...]:
    return tuple(one for one in these if one not in those)


def _unprinted(these: Iterable[Label], those: Iterable[Label]) -> tuple[Label, ...]:
    """Labels that the other report does not print in that block, whatever their spaces, capitals and punctuation."""
    known = {(block, squashed(label)) for block, label in those}
    return tuple((block, label) for block, label in these if (block, squashed(label)) not in known)


def difference_document(difference: Difference) -> dict[str, object]:
    """Everything as JSON can hold it; keys are only ever added."""
    return {
        "first": _edition(difference.first),
        "second": _edition(difference.second),
        "same": len(difference.same),
        "revised": [_revision(one) for one in difference.revised],
        "followed": [_revision(one) for one in difference.followed],
        "only_first": [_told(one) for one in difference.only_first],
        "only_second": [_told(one) for one in difference.only_second],
        "new_classes": [{"dimension": name, "code": code} for name, code in difference.new_classes],
        "gone_classes": [{"dimension": name, "code": code} for name, code in difference.gone_classes],
        "new_labels": [{"block_id": block, "label": label} for block, label in difference.new_labels],
        "gone_labels": [{"block_id": block, "label": label} for block, label in difference.gone_labels],
    }


def _edition(edition: Edition) -> dict[str, object]:
    return {
        "report_id": edition.report_id,
        "family": edition.family,
        "edition_year": edition.edition_year,
        "facts": len(edition.told),
    }


def _told(one: ToldFact) -> dict[str, object]:
    return {
        "fact_id": one.fact.fact_id,
        "bound": one.bound,
        "unit": one.unit,
        "values": [f"{v:f}" for v, _ in one.values],
    }


def _revision(one: Revision) -> dict[str, object]:
    then, now, difference = one.before.value, one.after.value, one.difference
    return {
        "fact_id": one.before.fact.fact_id,
        "fact_id_second": one.after.fact.fact_id,
        "bound": one.before.bound,
        "unit": one.after.unit,
        "first": _number(then),
        "second": _number(now),
        "difference": _number(difference),
    }


def _number(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def difference_lines(difference: Difference, spec: FamilySpec | None, language: Language) -> Iterator[str]:
    """The same for a person: how many facts agree, then a table of each kind of difference."""
    words, first, second = _WORDS[language], difference.first, difference.second
    yield f"{first.report_id} → {second.report_id}"
    same, revised = len(difference.same), len(difference.revised)
    yield (
        words["both"].format(both=same + revised, same=same, revised=revised)
        if revised
        else (f"{words['both'].format(both=same, same=same, revised=0)} {words['none']}")
    )
    for name, pairs in (("revised", difference.revised), ("followed", difference.followed)):
        rows = [_row(pair, spec, language) for pair in pairs]
        yield from _table(words[name], (words["fact"], first.report_id, second.report_id, words["difference"]), rows)
    for edition, told in ((first, difference.only_first), (second, difference.only_second)):
        rows = [(_named(one, spec, language), _shown(one.value, words)) for one in told]
        yield from _table(words["only"].format(report=edition.report_id), (words["fact"], edition.report_id), rows)
    for name, classes in (("new_classes", difference.new_classes), ("gone_classes", difference.gone_classes)):
        yield from _listing(
            words[name], [f"{one}={code} ({class_named(one, code, spec, language)})" for one, code in classes]
        )
    for name, labels in (("new_labels", difference.new_labels), ("gone_labels", difference.gone_labels)):
        yield from _listing(words[name], [f"{block}: {label}" for block, label in labels])


def _row(pair: Revision, spec: FamilySpec | None, language: Language) -> tuple[str, ...]:
    words, difference = _WORDS[language], pair.difference
    change = words["missing"] if difference is None else f"{difference:+f}"
    return _named(pair.after, spec, language), _shown(pair.before.value, words), _shown(pair.after.value, words), change


def _named(one: ToldFact, spec: FamilySpec | None, language: Language) -> str:
    bound = {"lower": "≥", "at_least": "≥", "upper": "≤", "at_most": "≤"}.get(one.bound)
    return fact_named(one.fact, spec, language) + (f" ({bound})" if bound else "")


def _shown(value: Decimal | None, words: dict[str, str]) -> str:
    return words["missing"] if value is None else f"{value:f}"


def _table(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Columns of text, the first to the left and numbers to the right; nothing where there is no row."""
    if not rows:
        return
    yield from ("", f"{title} ({len(rows)})")
    widths = [max(len(row[column]) for row in (header, *rows)) for column in range(len(header))]
    for name, *numbers in (header, *rows):
        cells = [name.ljust(widths[0]), *(text.rjust(width) for text, width in zip(numbers, widths[1:], strict=True))]
        yield "  " + "  ".join(cells).rstrip()


def _listing(title: str, members: Sequence[str]) -> Iterator[str]:
    if members:
        yield from ("", f"{title} ({len(members)})", *(f"  {member}" for member in members))
