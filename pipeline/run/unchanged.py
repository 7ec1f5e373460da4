"""Files of which the result of an earlier run still stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.load.editions import digest_of_earlier
from pipeline.load.provenance import made_with, suites_digest
from pipeline.load.store import LOADED, REFUSED, Store, Stored
from pipeline.read.inputs import sha256_of
from pipeline.run.families import vintage_of
from pipeline.run.options import Options
from pipeline.run.outcome import GATE, UNCHANGED, Outcome
from pipeline.spec.loading import AUTO, Family


def unchanged(
    files: Iterable[Path], names: AbstractSet[str], store: Store, families: Sequence[Family], options: Options
) -> dict[Path, Outcome]:
    """The outcome of an earlier run, where the file and everything that the result depends on are the same.

    A file under another name is a copy if the one that was loaded is among the ``names`` of this run, else that one
    with a new name.
    """
    reports = store.reports()
    standing = _standing(reports, families, options)
    outcomes = {path: _outcome(path, names, standing, store) for path in files}
    return {path: outcome for path, outcome in outcomes.items() if outcome is not None}


def _standing(reports: Sequence[Stored], families: Sequence[Family], options: Options) -> dict[str, list[Stored]]:
    """By the digest of their PDF, the reports that would be made the same way again and are as they were made."""
    by_name = {family.spec.family: family for family in families}
    suites = suites_digest(options.expectations)
    earlier: dict[tuple[str, int], str] = {}
    found: defaultdict[str, list[Stored]] = defaultdict(list)
    for one in reports:
        family = by_name.get(one.family)
        if family is None:
            continue
        edition = one.family, one.edition_year
        if edition not in earlier:
            earlier[edition] = "" if one.family == AUTO else digest_of_earlier(reports, *edition)
        vintage = one.made_with.get("vintage", "")
        if one.made_with == made_with(family, vintage, suites, earlier[edition], ocr=options.ocr):
            found[one.source_sha256].append(one)
    return found


def _outcome(path: Path, names: AbstractSet[str], standing: dict[str, list[Stored]], store: Store) -> Outcome | None:
    try:
        sha256, vintage = sha256_of(path), vintage_of(path)
    except PipelineError:
        return None
    for stored in standing.get(sha256, ()):
        is_same = stored.made_with["vintage"] == vintage and stored.source_name in {path.name, *names}
        if is_same and store.is_intact(stored):
            outcome = _of(stored)
            return outcome if stored.source_name == path.name else as_copy(outcome, path)
    return None


def _of(stored: Stored) -> Outcome:
    if stored.status == LOADED:
        return Outcome(stored.source_name, UNCHANGED, stored.report_id, summary=stored.summary)
    message = f"{stored.source_name}: refused by the gate; {stored.report_id}/findings.json says why"
    return Outcome(stored.source_name, REFUSED, stored.report_id, message, stored.summary, code=GATE)


def as_copy(outcome: Outcome, path: Path) -> Outcome:
    """The fate of a file that is the same as another one."""
    status = UNCHANGED if outcome.is_good else outcome.status
    message = f"{path.name}: the same file as {outcome.source}"
    return replace(outcome, source=path.name, status=status, message=message)
