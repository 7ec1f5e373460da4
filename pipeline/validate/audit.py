"""The audit of a report: do its numbers agree, which cannot all be right, and what would go unnoticed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.model.observation import Normalised, Observation, SourceKind, Statement
from pipeline.model.verdict import Bound, Check, Power, Severity, Suspect, Verdict
from pipeline.spec.schema import FamilySpec
from pipeline.validate.bounds import Missing, bounds_of, missing_cells
from pipeline.validate.charts import chart_relations
from pipeline.validate.closure import cut_groups
from pipeline.validate.expressions import Values
from pipeline.validate.found_sums import found_sums
from pipeline.validate.localisation import Contradiction, contradictions_of
from pipeline.validate.power import power_of
from pipeline.validate.program import Program, program_of
from pipeline.validate.relations import Relation, breaks, confront, told_relations
from pipeline.validate.solver import Matrix, matrix_of, solution, span_of
from pipeline.validate.suspects import by_check, suspects_of
from pipeline.validate.telling import telling_of
from pipeline.validate.web import relations_of


@dataclass(frozen=True, slots=True)
class Audit:
    """Every check between printed numbers, the suspects of those that break by check id, bounds and power."""

    checks: tuple[Check, ...]
    suspects: Mapping[str, tuple[Suspect, ...]]
    bounds: tuple[Bound, ...]
    power: tuple[Power, ...]


@dataclass(frozen=True, slots=True)
class Web:
    """A report's facts and all that holds between them.

    ``told`` are the relations that printed numbers tell, ``tellers`` the numbers and statements by their ids,
    ``missing`` the cells that no print tells and others bound; ``matrix`` is the integer program of it all.
    """

    told: tuple[Relation, ...]
    tellers: Mapping[str, Observation | Statement]
    values: Values
    missing: Missing
    matrix: Matrix

    @property
    def is_consistent(self) -> bool:
        """Whether some numbers for the cells that are not printed agree with everything that is."""
        broken = (one.broken is Severity.CONTRADICTION and breaks(one, self.values) for one in self.told)
        return not any(broken) and solution(self.matrix) is not None


def audit(
    normalised: Normalised, spec: FamilySpec, published: Callable[[Observation, Decimal], bool] = lambda *_: False
) -> Audit:
    """Audit one report; ``published`` says whether what was published elsewhere contradicts a value of a number."""
    observations = normalised.observations
    if spec.sums == "found":
        return _audit_of_found(observations, spec)
    web = web_of(normalised, spec)
    told, tellers, values, matrix = web.told, web.tellers, web.values, web.matrix
    blamed = [(one, suspects_of(one, matrix, tellers, told, values)) for one in contradictions_of(matrix)]
    broken = by_check(told, blamed, values)
    in_web = [
        _web_check(one, suspects, matrix, tellers)
        for one, suspects in blamed
        if one.is_proven and suspects not in broken.values()
    ]
    return Audit(
        checks=(*(confront(relation, values) for relation in told), *(check for check, _ in in_web)),
        suspects=broken | {check.check_id: suspects for check, suspects in in_web},
        bounds=() if blamed or broken else bounds_of(web.missing, matrix),
        power=power_of(observations, told, matrix, published),
    )


def web_of(normalised: Normalised, spec: FamilySpec) -> Web:
    """The web of a report whose codes say what adds up."""
    observations = normalised.observations
    cut = cut_groups(normalised, spec)
    telling = telling_of(observations, spec, cut)
    relations = relations_of(normalised, spec, cut)
    told = told_relations(relations, telling)
    values = {one.observation_id: one.value for one in observations}
    missing = missing_cells(relations, told, values, telling)
    tellers: dict[str, Observation | Statement] = {one.observation_id: one for one in observations}
    tellers |= {one.statement_id: one for one in normalised.statements}
    sure = _sure(relations, told, tellers)
    matrix = matrix_of(program_of(observations, sure, telling, (cell for cell, _ in missing)))
    return Web(told, tellers, values, missing, matrix)


def _audit_of_found(observations: Sequence[Observation], spec: FamilySpec) -> Audit:
    """The audit of a report of which no code says what adds up: sums that its tables show, and its charts.

    Its numbers may be of any kind, so that there is no program of whole numbers.
    """
    relations = (*found_sums(observations), *chart_relations(observations, spec))
    values = {one.observation_id: one.value for one in observations}
    return Audit(
        checks=tuple(confront(relation, values) for relation in relations),
        suspects=by_check(relations, (), values),
        bounds=(),
        power=power_of(observations, relations, matrix_of(Program((), ())), lambda *_: False),
    )


def _sure(
    relations: Iterable[Relation], told: Iterable[Relation], tellers: Mapping[str, Observation | Statement]
) -> list[Relation]:
    """The relations but those that words state of cells that no number tells: there is nothing to hold them against."""
    seen = {relation.check_id for relation in told}
    return [
        relation
        for relation in relations
        if relation.check_id in seen or not isinstance(tellers.get(relation.owner), Statement)
    ]


def _web_check(
    one: Contradiction,
    suspects: tuple[Suspect, ...],
    matrix: Matrix,
    tellers: Mapping[str, Observation | Statement],
) -> tuple[Check, tuple[Suspect, ...]]:
    """A contradiction that no single relation shows: the first number among the suspects, and what the others allow.

    Where only words can be wrong, it is theirs.
    """
    told = [teller for owner in one.conflict if isinstance(teller := tellers[owner], Observation)]
    numbers = [teller for suspect in suspects if isinstance(teller := tellers[suspect.observation_id], Observation)]
    if not numbers:
        return _words_check(one, told, tellers), suspects
    last = next((number for number in numbers if number.fact in matrix.columns), numbers[0])
    span = span_of(matrix, last.fact, one.others | {last.observation_id}) if last.fact in matrix.columns else None
    value = last.value if last.value is not None else Decimal(0)
    least, most = span or (0, None)
    nearest = Decimal(least) if value < least or most is None else Decimal(most)
    allowed = f"{least} … {most if most is not None else ''}".rstrip() if span else "∅"
    check = Check(
        check_id=f"subset:web:{last.observation_id}",
        kind="subset",
        block_id=last.block_id,
        statement=f"{value} ∉ [{allowed}]",
        left=value,
        right=nearest,
        tolerance=last.tolerance,
        verdict=Verdict.BREAKS,
        severity=Severity.CONTRADICTION,
        observation_ids=tuple(
            dict.fromkeys((*(teller.observation_id for teller in told if teller is not last), last.observation_id))
        ),
    )
    return check, suspects


def _words_check(
    one: Contradiction, told: Sequence[Observation], tellers: Mapping[str, Observation | Statement]
) -> Check:
    """A contradiction that words alone can have made: with each other, or with numbers that are all well supported."""
    (first, *_), said = (
        [teller for owner in owners if isinstance(teller := tellers[owner], Statement)]
        for owners in (one.suspects, one.conflict)
    )
    kind = "trend" if first.kind == "trend" else "rank"
    numbers = [f"{{{', '.join(str(number.value) for number in told)}}}"] if told else []
    return Check(
        check_id=f"{kind}:web:{first.statement_id}",
        kind=kind,
        block_id=SourceKind.PROSE.value,
        statement=" ≠ ".join((*(f"“{each.cue.text}”" for each in said), *numbers)),
        left=Decimal(0),
        right=Decimal(0),
        tolerance=Decimal(0),
        verdict=Verdict.BREAKS,
        severity=Severity.CONTRADICTION,
        observation_ids=tuple(number.observation_id for number in told),
        owner=first.statement_id,
    )
