"""``pipeline fetch`` against a real server: a file is there whole and verified, or not at all."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
import yaml

from pipeline.cli import main
from pipeline.read.fetching import Limits
from pipeline.run import fetch
from tests.fixtures import pdfs
from tests.fixtures.https_server import Answer, Server, redirects, sends, serving
from tests.fixtures.trees import contents

PDF = pdfs.plain("Kvinnor 69")
OTHER = pdfs.plain("Kvinnor 96")
DIGEST = hashlib.sha256(PDF).hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pdfs").mkdir()
    return tmp_path / "pdfs"


@pytest.fixture
def answers() -> dict[str, Answer]:
    return {"report.pdf": sends(PDF)}


@pytest.fixture
def server(tmp_path: Path, answers: dict[str, Answer], monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("no_proxy", "localhost")
    with serving(tmp_path, answers) as one:
        monkeypatch.setenv("SSL_CERT_FILE", str(one.certificate))
        yield one


def sources(folder: Path, **said: object) -> None:
    """Name one file, ``a.pdf``, of which this is said."""
    entry = {
        "file": "a.pdf",
        "publisher": "Bird Agency",
        "title": "Birds",
        "edition": 2024,
        "licence": None,
        "sha256": DIGEST,
    }
    text = yaml.safe_dump({"sources": [{name: value for name, value in (entry | said).items() if value != ""}]})
    (folder / "sources.yml").write_text(text, encoding="utf-8")


def fetched(folder: Path) -> int:
    return main(["fetch", "--pdfs", str(folder)])


def pdfs_in(folder: Path) -> dict[str, bytes]:
    """All that is there, hidden files too, beside ``sources.yml``."""
    return {name: content for name, content in contents(folder).items() if name != "sources.yml"}


def test_a_file_is_fetched_and_the_next_time_left_alone(
    folder: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    sources(folder, url=server.url("report.pdf"))
    assert fetched(folder) == 0
    assert fetched(folder) == 0
    assert pdfs_in(folder) == {"a.pdf": PDF}
    assert server.asked == ["report.pdf"]
    assert capsys.readouterr() == ("a.pdf: fetched\na.pdf: there\n", "")


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (sends(OTHER), f"the server has another file: its sha256 is {hashlib.sha256(OTHER).hexdigest()}, and {DIGEST}"),
        (sends(pdfs.html(), "text/html"), "not a PDF: the server sends text/html"),
        (sends(b""), "not a PDF: the server sends application/pdf"),
        (sends(PDF[:-100], length=len(PDF)), f"incomplete: {len(PDF) - 100} of {len(PDF)} bytes came"),
        (redirects("nowhere.pdf"), "the server answers 404 Not Found"),
        (redirects("report.pdf"), "redirects more than 4 times"),
        (redirects("https://elsewhere.example/a.pdf"), "redirects to https://elsewhere.example, which sources.yml"),
        (redirects("https://localhost/a.pdf"), "redirects to https://localhost, which sources.yml"),
        (redirects("http://localhost/a.pdf"), "redirects to http://localhost, which sources.yml"),
        (redirects("file:///etc/passwd"), "redirects to file://, which sources.yml"),
        (redirects("https://[elsewhere/a.pdf"), "cannot be fetched (Invalid IPv6 URL)"),
        (redirects("å.pdf"), "cannot be fetched ("),
        (redirects("https://user:word@elsewhere.example/a.pdf"), "which sources.yml does not name"),
    ],
    ids=[
        *("another", "html", "empty", "cut off", "not found", "round and round"),
        *("other host", "other port", "plain http", "file", "no address", "no ASCII", "with a password"),
    ],
)
def test_what_is_not_the_file_is_one_message_and_nothing_is_kept(  # noqa: PLR0913 -- fixtures
    folder: Path,
    server: Server,
    answers: dict[str, Answer],
    capsys: pytest.CaptureFixture[str],
    *,
    answer: Answer,
    message: str,
) -> None:
    answers["report.pdf"] = answer
    sources(folder, url=server.url("report.pdf"))
    assert fetched(folder) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert err.startswith("pipeline: failed: a.pdf: ")
    assert message in err
    assert pdfs_in(folder) == {}


def test_a_redirect_is_followed_to_a_host_that_is_named(
    folder: Path, server: Server, answers: dict[str, Answer], tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    with serving(tmp_path / "other", {"stored.pdf": sends(PDF)}) as other:
        server.certificate.write_text(server.certificate.read_text() + other.certificate.read_text())
        answers["report.pdf"] = redirects(other.url("stored.pdf"))
        sources(folder, url=server.url("report.pdf"))
        assert (fetched(folder), other.asked, pdfs_in(folder)) == (1, [], {})
        sources(folder, url=server.url("report.pdf"), hosts=[other.host])
        assert (fetched(folder), other.asked, pdfs_in(folder)) == (0, ["stored.pdf"], {"a.pdf": PDF})


def test_a_server_that_cannot_prove_who_it_is_is_not_heard(
    folder: Path, server: Server, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    sources(folder, url=server.url("report.pdf"))
    assert fetched(folder) == 1
    assert "CERTIFICATE_VERIFY_FAILED" in capsys.readouterr().err
    assert (server.asked, pdfs_in(folder)) == ([], {})


def test_another_file_in_its_place_is_kept_and_the_server_not_asked(
    folder: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    pdfs.write(folder, "a.pdf", OTHER)
    sources(folder, url=server.url("report.pdf"))
    assert fetched(folder) == 1
    assert "another file is there" in capsys.readouterr().err
    assert (server.asked, pdfs_in(folder)) == ([], {"a.pdf": OTHER})


def test_what_nothing_verifies_is_not_asked_for(
    folder: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    sources(folder, url=server.url("report.pdf"), sha256=None)
    assert fetched(folder) == 1
    assert "sources.yml has no sha256" in capsys.readouterr().err
    assert (server.asked, pdfs_in(folder)) == ([], {})


def test_what_has_no_url_is_for_a_person_to_fetch(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sources(folder, landing_page="https://birds.example/reports")
    assert fetched(folder) == 0
    assert capsys.readouterr() == ("a.pdf: by hand, from https://birds.example/reports\n", "")


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(PDF)


@pytest.mark.parametrize(
    ("limits", "message"),
    [(Limits(size=50_000), "larger than 50000 bytes"), (Limits(duration=0), "not whole after 0 seconds")],
    ids=["too much", "too slow"],
)
def test_what_does_not_end_is_broken_off(
    folder: Path, server: Server, answers: dict[str, Answer], *, limits: Limits, message: str
) -> None:
    answers["report.pdf"] = endless
    sources(folder, url=server.url("report.pdf"))
    (one,) = fetch(folder, limits)
    assert message in str(one.error)
    assert pdfs_in(folder) == {}


def test_a_silent_server_is_left(folder: Path, server: Server, answers: dict[str, Answer]) -> None:
    over = threading.Event()

    def says_half(handler: BaseHTTPRequestHandler) -> None:
        sends(PDF[:200], length=len(PDF))(handler)
        over.wait(10)

    answers["report.pdf"] = says_half
    sources(folder, url=server.url("report.pdf"))
    (one,) = fetch(folder, Limits(silence=0.05))
    over.set()
    assert str(one.error) == "a.pdf: the server is silent. Try again later"
    assert pdfs_in(folder) == {}


def test_one_that_fails_leaves_the_others(folder: Path, server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    sources(folder, url=server.url("report.pdf"))
    listed = yaml.safe_load((folder / "sources.yml").read_text())["sources"]
    gone = listed[0] | {"file": "gone.pdf", "url": server.url("gone.pdf")}
    (folder / "sources.yml").write_text(yaml.safe_dump({"sources": [gone, *listed]}), encoding="utf-8")
    assert fetched(folder) == 1
    assert pdfs_in(folder) == {"a.pdf": PDF}
    assert capsys.readouterr().out == "a.pdf: fetched\n"


def test_a_folder_that_names_no_sources_is_wrong_use(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert fetched(folder) == 2
    assert "no sources.yml in this folder. Name another with --pdfs" in capsys.readouterr().err
