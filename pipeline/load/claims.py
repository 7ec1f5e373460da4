"""Who may be which report: two different files that claim the same one are both refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ConflictError
from pipeline.load.store import Stored
from pipeline.model.report import Report


@dataclass(frozen=True, slots=True)
class Settled:
    """Files that may be loaded, each with its copies, and those that may not, with the reason."""

    granted: dict[Path, tuple[Path, ...]]
    refused: dict[Path, ConflictError]


def settle(claims: dict[Path, Report], stored: Iterable[Stored]) -> Settled:
    """Decide for every file whether it may be the report that it claims to be.

    A report that was loaded before stays with the file that it was loaded from.
    """
    before = {one.report_id: one for one in stored}
    by_report: defaultdict[str, list[Path]] = defaultdict(list)
    for path, report in claims.items():
        by_report[report.report_id].append(path)
    granted: dict[Path, tuple[Path, ...]] = {}
    refused: dict[Path, ConflictError] = {}
    for report_id, paths in by_report.items():
        digests = {path: claims[path].source_sha256 for path in paths}
        mine = _rightful(paths, digests, before.get(report_id))
        if mine:
            granted[mine[0]] = tuple(mine[1:])
        for path in (path for path in paths if path not in mine):
            rivals = {one.name for one in paths if digests[one] != digests[path]}
            rivals |= {before[report_id].source_name} if report_id in before else set()
            refused[path] = _conflict(report_id, path, rivals)
    return Settled(granted, refused)


def _rightful(paths: Sequence[Path], digests: dict[Path, str], before: Stored | None) -> list[Path]:
    """The file that may be the report, with its copies; none where that cannot be told.

    A file of the same name is a new issue of the one that was loaded before.
    """
    same = [path for path in paths if before and digests[path] == before.source_sha256]
    if before and same:
        return sorted(same, key=lambda path: path.name != before.source_name)
    if len({digests[path] for path in paths}) > 1:
        return []
    is_free = before is None or before.source_name in {path.name for path in paths}
    return list(paths) if is_free else []


def _conflict(report_id: str, path: Path, rivals: set[str]) -> ConflictError:
    return ConflictError(
        f"claims to be report {report_id}, and so does {', '.join(sorted(rivals - {path.name})) or 'its namesake'}",
        source=path.name,
        remedy="Take one away, and its folder among the results if it has one; or give each its `vintage` in the"
        " sources.yml beside it if both were published",
    )
