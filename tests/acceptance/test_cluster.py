"""A Dask cluster on this machine does what one process does: the same bytes, also where one of its workers dies."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import UsageError
from pipeline.run import Options, run
from pipeline.run.progress import Progress
from tests.bench.reports import preschools
from tests.fixtures import pdfs
from tests.fixtures.trees import contents

distributed = pytest.importorskip("distributed", reason="a cluster is an extra")

REPORTS = 4


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    """A scheduler and two worker processes on the loopback interface."""
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
        ) as cluster,
        distributed.Client(cluster, set_as_default=False) as client,
    ):
        yield client


def test_a_cluster_of_which_a_worker_is_killed_makes_the_same_bytes(client: Any, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    preschools(inbox, REPORTS)
    pdfs.write(inbox, "empty.pdf", b"")
    workers = client.run(os.getpid)
    killed: list[int] = []

    def kill_one(progress: Progress) -> None:
        if progress.step == "checked" and not killed:
            killed.append(next(iter(workers.values())))
            os.kill(killed[0], signal.SIGKILL)

    address = client.scheduler.address
    result = run([inbox], tmp_path / "cluster", Options(cluster=address), kill_one)
    assert killed
    assert killed[0] not in client.run(os.getpid).values()
    assert [one.status for one in result.outcomes] == ["unreadable", *["loaded"] * REPORTS]
    run([inbox], tmp_path / "alone", Options(jobs=2))
    assert contents(tmp_path / "cluster") == contents(tmp_path / "alone")


def test_a_cluster_that_does_not_answer_is_a_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.run.cluster.CONNECT_S", 1)
    path = pdfs.write(tmp_path, "a.pdf", b"")
    with pytest.raises(UsageError, match=r"no cluster answers at tcp://127\.0\.0\.1:1"):
        run([path], tmp_path / "out", Options(cluster="tcp://127.0.0.1:1"))
