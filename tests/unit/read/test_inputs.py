"""Which files the names stand for that a person gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.read.inputs import one_file, pdf_files
from tests.fixtures import pdfs


def test_a_folder_stands_for_its_pdfs_by_name(tmp_path: Path) -> None:
    for name in ("b.pdf", "A.PDF", "c.txt", ".hidden.txt"):
        (tmp_path / name).touch()
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "d.pdf").touch()
    assert [path.name for path in pdf_files([tmp_path])] == ["A.PDF", "b.pdf"]


def test_an_input_named_twice_is_one_file(tmp_path: Path) -> None:
    path = pdfs.write(tmp_path, "a.pdf", b"")
    assert pdf_files([path, tmp_path, str(path)]) == [path]


def test_an_input_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"missing: no such file or folder$"):
        pdf_files([tmp_path / "missing"])


def test_one_file_is_a_file_that_is_there(tmp_path: Path) -> None:
    path = pdfs.write(tmp_path, "a.pdf", b"")
    assert one_file(str(path)) == path
    with pytest.raises(UsageError, match=r"missing.pdf: no such file$"):
        one_file(tmp_path / "missing.pdf")
    with pytest.raises(UsageError, match=r": is a folder. Name one PDF$"):
        one_file(tmp_path)
