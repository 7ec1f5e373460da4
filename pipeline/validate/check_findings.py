"""Findings from checks: what does not agree, in words, with the arithmetic, the places and the suspects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from pipeline.model.observation import NOT_APPLICABLE, TOTAL, Normalised, Observation, SourceKind, Statement
from pipeline.model.reference import Compared
from pipeline.model.verdict import Bound, Check, Finding, Severity, Suspect, Verdict
from pipeline.spec.names import LANGUAGES, Language, class_by_itself
from pipeline.spec.schema import Code, FamilySpec
from pipeline.validate.audit import Audit
from pipeline.validate.changes import POINTS, rounding_of
from pipeline.validate.expressions import HUNDRED
from pipeline.validate.vintage_words import words_of

WORDS = {
    "sum": Code(en="the parts do not add up to the printed total", sv="delarna summerar inte till den tryckta totalen"),
    "repeat": Code(en="the same number is printed with two values", sv="samma tal är tryckt med två värden"),
    "chart": Code(
        en="the drawing and the printed numbers disagree", sv="diagrammet och de tryckta talen går inte ihop"
    ),
    "share": Code(
        en="the printed share is not that of the printed numbers",
        sv="den tryckta andelen är inte den som de tryckta talen ger",
    ),
    "change": Code(
        en="the printed change is not that between the printed numbers",
        sv="den tryckta förändringen är inte den mellan de tryckta talen",
    ),
    "rank": Code(
        en="the printed place is not that of the printed numbers",
        sv="den tryckta placeringen är inte den som de tryckta talen ger",
    ),
    "count": Code(
        en="the printed number of classes is not the number that is told",
        sv="det tryckta antalet klasser är inte det antal som nämns",
    ),
    "subset": Code(en="a part is larger than what it is a part of", sv="en del är större än det som den är en del av"),
}
WEB = Code(
    en="the number cannot agree with all the others, which leave it these values",
    sv="talet går inte ihop med alla de andra, som lämnar det dessa värden",
)
CUT = Code(
    en="the block is cut, and the parts printed fall short of the total",
    sv="blocket är avskuret, och de tryckta delarna når inte upp till totalen",
)
LEFT = Code(
    en="the classes told leave some of the total untold", sv="de klasser som nämns lämnar en del av totalen onämnd"
)
CLASH = Code(
    en="the words {cue!r} cannot be true together with other words",
    sv="orden {cue!r} kan inte vara sanna tillsammans med andra ord",
)
NOTHING = Code(en="", sv="")
RUNNING_TEXT = Code(sv="löpande text", en="running text")
AS_PRINTED = Code(sv="som tryckt", en="as printed")
UNITS = {
    POINTS: Code(en="; in percentage points it would agree", sv="; i procentenheter skulle den stämma"),
    "percent": Code(en="; in percent it would agree", sv="; i procent skulle den stämma"),
}
SAID = Code(en="the words {cue!r} do not follow from the numbers", sv="orden {cue!r} följer inte av talen")


def from_checks(normalised: Normalised, audited: Audit, spec: FamilySpec) -> Iterator[Finding]:
    """A finding for every check between printed numbers that matters, with its suspects."""
    numbers = {one.observation_id: one for one in normalised.observations}
    statements = {one.statement_id: one for one in normalised.statements}
    for check in audited.checks:
        if check.severity is Severity.NOTE:
            continue
        said = statements.get(check.owner)
        missing = [bound for bound in audited.bounds if bound.check_id == check.check_id]
        left, unit = _left(missing, spec), _other_unit(check, numbers)
        words = _words(check, said, spec)
        names = names_of(check.block_id, spec)
        where = _on_page(said.cue.page) if said else _where(numbers[check.observation_ids[-1]])
        yield Finding(
            finding_id=f"{check.severity}:{check.check_id}",
            severity=check.severity,
            kind=check.kind,
            message_en=f"{_head(check, names.en, where.en)}: {words.en}: {check.statement}{left.en}{unit.en}",
            message_sv=f"{_head(check, names.sv, where.sv)}: {words.sv}: {check.statement}{left.sv}{unit.sv}",
            arithmetic=check.statement,
            observation_ids=check.observation_ids,
            places=(*(numbers[one].number for one in check.observation_ids), *([said.cue] if said else [])),
            suspects=audited.suspects.get(check.check_id, ()),
        )


def _words(check: Check, said: Statement | None, spec: FamilySpec) -> Code:
    if said is not None:
        cue = said.cue.text
        if not check.observation_ids:
            return Code(en=CLASH.en.format(cue=cue), sv=CLASH.sv.format(cue=cue))
        return Code(en=SAID.en.format(cue=cue), sv=SAID.sv.format(cue=cue))
    if check.verdict is Verdict.UNDECIDED:
        return CUT if check.block_id in spec.blocks else LEFT
    return WEB if check.check_id.startswith("subset:web:") else WORDS[check.kind]


def _other_unit(check: Check, numbers: Mapping[str, Observation]) -> Code:
    """That a change of a share would agree in the other unit: percent are often printed for percentage points."""
    *shares, change = (numbers[one] for one in check.observation_ids) if check.observation_ids else (None,)
    if check.kind != "change" or change is None or change.fact.base_measure != "share" or len(shares) != len(UNITS):
        return NOTHING
    now, then = shares
    other = next(unit for unit in UNITS if unit != change.unit)
    rounding = rounding_of(other, now, then)
    step = (now.value or Decimal(0)) - (then.value or Decimal(0))
    if rounding is None or not then.value:
        return NOTHING
    expected = step if other == POINTS else HUNDRED * step / then.value
    agrees = abs(expected - (change.value or Decimal(0))) <= change.tolerance + rounding
    return UNITS[other] if agrees else NOTHING


def names_of(block_id: str, spec: FamilySpec) -> Code:
    """What a block is called; running text is no block of the family, and no block is of one that describes none."""
    block = spec.blocks.get(block_id) or spec.charts.get(block_id)
    if block is not None:
        return Code(sv=block.sv, en=block.en)
    return AS_PRINTED if spec.sums == "found" and block_id != SourceKind.PROSE else RUNNING_TEXT


def _head(check: Check, name: str, where: str) -> str:
    return f"{check.block_id} ({name}){', ' if where else ''}{where}"


def _where(one: Observation) -> Code:
    if one.clause is not None:
        return _on_page(one.number.page)
    names = " / ".join(name for name in (one.group_printed, one.label_printed) if name)
    return Code(en=names, sv=names) if names else _on_page(one.number.page)


def _on_page(number: int, *text: str) -> Code:
    return Code(en=", ".join((f"p. {number}", *text)), sv=", ".join((f"s. {number}", *text)))


def _left(missing: Sequence[Bound], spec: FamilySpec) -> Code:
    """What the classes that are missing may be."""
    possible = [one for one in missing if one.most != 0]
    if not possible:
        return NOTHING
    in_en, in_sv = (
        ", ".join(f"{_name(one, spec, language)} {_span(one)}" for one in possible) for language in LANGUAGES
    )
    return Code(en=f"; what the others allow: {in_en}", sv=f"; vad de andra medger: {in_sv}")


def _span(one: Bound) -> str:
    if one.most is None:
        return f"≥ {one.least}"
    return str(one.least) if one.least == one.most else f"{one.least}–{one.most}"


def _name(one: Bound, spec: FamilySpec, language: Language) -> str:
    """The names of a cell's classes."""
    return " / ".join(
        class_by_itself(name, code, spec, language)
        for name, code in one.cell.codes
        if code not in {TOTAL, NOT_APPLICABLE}
    )


def from_vintages(normalised: Normalised, compared: Sequence[Compared], spec: FamilySpec) -> Iterator[Finding]:
    """What differs from what was published before, or elsewhere, with the reading that reconciles it."""
    numbers: Mapping[str, Observation] = {one.observation_id: one for one in normalised.observations}
    for one in compared:
        check = one.check
        if check.verdict is Verdict.HOLDS or (check.severity is Severity.NOTE and not _differs(check)):
            continue
        told = [numbers[name] for name in check.observation_ids]
        places = (*(number.number for number in told), *([one.said.cue] if one.said else []))
        words = words_of(one, spec)
        where = _on_page(places[0].page, places[0].text) if places else Code(en=check.block_id, sv=check.block_id)
        yield Finding(
            finding_id=f"{check.severity}:{check.check_id}",
            severity=check.severity,
            kind=check.kind,
            message_en=f"{where.en}: {words.en}",
            message_sv=f"{where.sv}: {words.sv}",
            arithmetic=check.statement,
            observation_ids=check.observation_ids,
            places=places,
            suspects=tuple(_suspect(check, told)) if check.severity is Severity.CONTRADICTION else (),
        )


def _suspect(check: Check, told: Sequence[Observation]) -> Iterator[Suspect]:
    """The one number that differs from what was published, which it would have to be."""
    if len(told) == 1 and told[0].value == check.right:
        yield Suspect(told[0].observation_id, str(told[0].value), check.left, 1.0)


def _differs(check: Check) -> bool:
    return abs(check.left - check.right) > check.tolerance
