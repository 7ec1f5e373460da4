"""PDFs fetched from where ``sources.yml`` says they are; the only module of the package that uses the network."""

from __future__ import annotations

import hashlib
import http.client
import os
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from pipeline import __version__
from pipeline.errors import FetchError, PipelineError
from pipeline.read.inputs import sha256_of
from pipeline.read.reader import SIGNATURE, SIGNATURE_WITHIN
from pipeline.spec.sources import SOURCES, Source

FETCHED, THERE, BY_HAND, FAILED = "fetched", "there", "by hand", "failed"
CHUNK_BYTES = 1 << 16
MOST_ADDRESSES = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})
HEADERS = {"User-Agent": f"report-pipeline/{__version__}"}


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be, how long a server may be silent, and how long a file may take, in bytes and seconds."""

    size: int = 200 * 1024 * 1024
    silence: float = 30
    duration: float = 600


def fetch_file(source: Source, folder: Path, limits: Limits) -> str:
    """Bring one file into the folder: ``fetched``, ``there`` already, or to be fetched ``by hand``.

    What is there is never written over, and a file is there whole and verified or not at all.

    Raises:
        FetchError: it cannot be had, is not what ``sources.yml`` says, or something else is in its place.
    """
    target = folder / source.file
    try:
        if target.exists():
            _require_digest(source, sha256_of(target))
            return THERE
        if source.url is None:
            return BY_HAND
        if source.sha256 is None:
            raise FetchError(
                f"nothing to verify it by: {SOURCES} has no sha256",
                remedy="Download it yourself, look at it, and write its sha256 there",
            )
        _download(source, source.url, target, limits)
    except PipelineError as error:
        raise FetchError(error.message, source=source.file, remedy=error.remedy) from error
    return FETCHED


def _require_digest(source: Source, found: str) -> None:
    if source.sha256 not in {None, found}:
        raise FetchError(
            f"another file is there: its sha256 is {found}, and {source.sha256} in {SOURCES}",
            remedy=f"Move it away, or correct {SOURCES}",
        )


def _download(source: Source, url: str, target: Path, limits: Limits) -> None:
    """Beside its place first, under a name that no folder of PDFs takes for one, then moved as a whole."""
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        digest = hashlib.sha256()
        with draft.open("xb") as file:
            for chunk in _chunks(url, source.hosts_asked, limits):
                digest.update(chunk)
                file.write(chunk)
        if digest.hexdigest() != source.sha256:
            raise FetchError(
                f"the server has another file: its sha256 is {digest.hexdigest()}, and {source.sha256} in {SOURCES}",
                remedy=f"Nothing was kept. See whether it was published again, and correct {SOURCES}",
            )
        draft.replace(target)
    except (urllib.error.URLError, http.client.HTTPException, ValueError) as error:  # a value: no address in a redirect
        raise FetchError(f"cannot be fetched ({_reason(error)})", remedy=f"See whether {url} is still right") from error
    except TimeoutError as error:
        raise FetchError("the server is silent", remedy="Try again later") from error
    except OSError as error:
        raise FetchError(f"cannot be fetched or written ({error.strerror or error})") from error
    finally:
        draft.unlink(missing_ok=True)


def _reason(error: Exception) -> str:
    if isinstance(error, urllib.error.HTTPError):
        return f"the server answers {error.code} {error.reason}"
    return str(getattr(error, "reason", "") or error) or type(error).__name__


def _chunks(url: str, hosts: frozenset[str], limits: Limits) -> Iterator[bytes]:
    """The bytes of a PDF, refused as soon as they are too many, too slow or no PDF.

    Raises:
        FetchError: the answer is no PDF, or incomplete.
    """
    ends = time.monotonic() + limits.duration
    with _answer(url, hosts, limits.silence) as response:
        announced = response.length
        head, received = b"", 0
        while chunk := response.read1(CHUNK_BYTES):
            received += len(chunk)
            if received > limits.size:
                raise FetchError(f"larger than {limits.size} bytes", remedy="Download it yourself if it is right")
            if time.monotonic() > ends:
                raise FetchError(f"not whole after {limits.duration:g} seconds", remedy="Try again later")
            if len(head) < SIGNATURE_WITHIN:
                head += chunk[:SIGNATURE_WITHIN]
            yield chunk
        if SIGNATURE not in head[:SIGNATURE_WITHIN]:
            kind = response.headers.get_content_type()
            raise FetchError(f"not a PDF: the server sends {kind}", remedy=f"See whether {url} is still right")
        if announced is not None and received != announced:
            raise FetchError(f"incomplete: {received} of {announced} bytes came", remedy="Try again")


def _answer(url: str, hosts: frozenset[str], silence: float) -> Any:
    """The answer of the server, or of the one that it sends us to, if ``sources.yml`` names that one.

    Raises:
        FetchError: it sends us elsewhere, or round and round.
        urllib.error.URLError: there is no answer, or it is an error.
    """
    opener = _opener()
    for _ in range(MOST_ADDRESSES):
        request = urllib.request.Request(url, headers=HEADERS)  # noqa: S310 -- the opener speaks https alone
        try:
            return opener.open(request, timeout=silence)
        except urllib.error.HTTPError as answer:
            with answer:  # closed without reading a word of it
                if answer.code not in REDIRECTS or "Location" not in answer.headers:
                    raise
                url = _allowed(urljoin(url, answer.headers["Location"]), hosts)
    raise FetchError(f"the server redirects more than {MOST_ADDRESSES - 1} times")


def _allowed(url: str, hosts: frozenset[str]) -> str:
    to = urlsplit(url)
    if to.scheme != "https" or to.netloc not in hosts:
        raise FetchError(
            f"the server redirects to {to.scheme}://{to.netloc}, which {SOURCES} does not name",
            remedy="If that is the publisher's, add it to the hosts of the file",
        )
    return url


def _opener() -> urllib.request.OpenerDirector:
    """Speaks https and nothing else, and follows nobody: urllib would read a redirect's body to its end."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener
