"""Four ways to damage a PDF: its bytes, its objects, its streams, and the operators that set text."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import suppress
from random import Random
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Operator, Pdf, Stream, String

from tests.fuzz.bases import saved

Mutate = Callable[[bytes, Random], bytes]

TOKENS = (
    *(b"<<", b">>", b"[", b"]", b"(", b")", b"<", b"/", b"null", b" 1 0 R ", b"-1", b"99999999999", b"1e999", b"\0"),
    *(b"stream\n", b"\nendstream", b"endobj", b"1 0 obj", b"%%EOF", b"trailer", b"xref\n0 1\n", b"startxref\n0\n"),
)
NUMBERS = (0, -1, 1, 3, 0.5, -0.001, 1e-9, 45, 1000, 32768, 2**31 - 1, 2**31, -(2**31), 2**53, 1e15, 1e30, -1e30)
NAMES = ("Page", "Pages", "Font", "Type3", "Identity-H", "DeviceN", "Pattern", "JBIG2Decode", "LZWDecode", "None", "")
TEXTS = (
    *(b"", b"\0", b"\xff\xfe", b"\xfe\xff\xd8\x00", b"(", b"\\", b"1 204", b"=1+1", b"\x1b[31m", b"a" * 3000),
    *("\u202e69".encode("utf-16"), "½ ٣ Ⅷ 𝟗 ²".encode(), b"1" * 400, b"\r\n\x0b\x0c\x85", b"<script>alert(1)</script>"),
)
OPERATORS = (
    *(
        "q",
        "Q",
        "BT",
        "ET",
        "W",
        "n",
        "f",
        "S",
        "h",
        "re",
        "m",
        "c",
        "cm",
        "Tm",
        "Td",
        "T*",
        "Tj",
        "TJ",
        "'",
        '"',
        "Tf",
    ),
    *(
        "Tr",
        "Tz",
        "TL",
        "Ts",
        "Tw",
        "Do",
        "gs",
        "sh",
        "scn",
        "cs",
        "d",
        "BI",
        "ID",
        "EI",
        "BMC",
        "BDC",
        "EMC",
        "d0",
        "d1",
    ),
)
TEXT_OPERATORS = frozenset({"Tj", "TJ", "'", '"', "Td", "TD", "Tm", "Tf", "Tc", "Tw", "Tz", "TL", "Ts", "Tr"})


def bytes_changed(pdf: bytes, chance: Random) -> bytes:
    """Bytes flipped, lost, doubled, or tokens put between, anywhere but in the signature."""
    content = bytearray(pdf)
    for _ in range(chance.choice((1, 2, 5, 30))):
        start = chance.randrange(len(b"%PDF-1.4"), len(content))
        end = start + chance.randrange(1, 40)
        match chance.randrange(5):
            case 0:
                content[start] ^= 1 << chance.randrange(8)
            case 1:
                del content[start:end]
            case 2:
                content[start:start] = content[start:end]
            case 3:
                content[start:start] = chance.choice(TOKENS)
            case _:
                content[start] = chance.choice(b"0123456789 /<>()[]")
        if len(content) <= end:
            break
    return bytes(content)


def objects_changed(pdf: bytes, chance: Random) -> bytes:
    """Entries of dictionaries and arrays deleted, of a wrong type, swapped, or leading back to where they are."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for _ in range(chance.choice((1, 1, 2, 4))):
            _change_an_object(document, chance)
        return saved(document, **_ways_to_save(chance))


def streams_changed(pdf: bytes, chance: Random) -> bytes:
    """Streams cut, spoilt or wrongly labelled, and operators of content streams lost, doubled, swapped or made up."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        stream = chance.choice([one for one in document.objects if isinstance(one, Stream)])
        if chance.random() < 1 / 3:
            _spoil(stream, chance)
        else:
            _rewrite(stream, chance, _operators_changed)
        return saved(document, **_ways_to_save(chance))


def text_changed(pdf: bytes, chance: Random) -> bytes:
    """Numbers and strings of the operators that set text changed; digits mostly to other digits."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for stream in [one for one in document.objects if isinstance(one, Stream)]:
            _rewrite(stream, chance, _operands_changed)
        return saved(document)


KINDS: dict[str, Mutate] = {
    "bytes": bytes_changed,
    "objects": objects_changed,
    "streams": streams_changed,
    "text": text_changed,
}


def _ways_to_save(chance: Random) -> dict[str, object]:
    """Mostly plain; else with objects in streams and a cross-reference stream, which are parsed by other code."""
    if chance.random() < 0.7:
        return {}
    return {"object_stream_mode": pikepdf.ObjectStreamMode.generate, "compress_streams": True}


def _places(document: Pdf) -> list[tuple[Any, Any]]:
    """Every container with each of its keys or indexes, through what is written inside others."""
    return [place for one in document.objects for place in _places_in(one)]


def _places_in(container: Object, depth: int = 0) -> Iterator[tuple[Any, Any]]:
    keys: list[Any] = []
    if isinstance(container, (Dictionary, Stream)):
        keys = sorted(container.keys())
    elif isinstance(container, Array):
        keys = list(range(min(len(container), 12)))
    for key in keys:
        yield container, key
        inside = container[key]
        if depth < 4 and isinstance(inside, (Dictionary, Array)) and not inside.is_indirect:
            yield from _places_in(inside, depth + 1)


def _change_an_object(document: Pdf, chance: Random) -> None:
    places = _places(document)
    container, key = chance.choice(places)
    with suppress(ValueError, KeyError, TypeError, RuntimeError, pikepdf.PdfError):  # qpdf has a word in some of them
        match chance.randrange(6):
            case 0:
                del container[key]
            case 1:
                container[key] = container if container.is_indirect else document.Root
            case 2:
                container[key] = chance.choice([one for one in document.objects if one is not None])
            case 3:
                other, its_key = chance.choice(places)
                container[key], other[its_key] = other[its_key], container[key]
            case _:
                container[key] = _anything(document, chance)


def _anything(document: Pdf, chance: Random) -> Any:
    number = chance.choice(NUMBERS)
    return chance.choice(
        (
            None,
            True,
            number,
            String(chance.choice(TEXTS)),
            Name("/" + chance.choice(NAMES)) if chance.random() < 0.9 else Name("/#00"),
            Array([]),
            Array([number] * chance.randrange(1, 9)),
            Array([document.Root, Array([Array([])])]),
            Dictionary(),
            Dictionary(Type=Name("/" + (chance.choice(NAMES) or "x")), Kids=Array([document.Root])),
            document.make_stream(chance.choice(TEXTS)),
        )
    )


def _spoil(stream: Any, chance: Random) -> None:
    """Bytes of what is in a stream, or what it says of itself."""
    content = stream.read_bytes() if chance.random() < 0.7 else stream.read_raw_bytes()
    match chance.randrange(4):
        case 0:
            stream.write(content[: chance.randrange(len(content) + 1)])
        case 1:
            stream.write(bytes_changed(b"%PDF-1.4" + content + b" ", chance)[8:])
        case 2:
            stream.write(content * chance.choice((2, 50)))
        case _:
            names = chance.sample(("FlateDecode", "LZWDecode", "ASCII85Decode", "ASCIIHexDecode", "DCTDecode", "X"), 2)
            wrong = Array([Name("/" + name) for name in names[: chance.choice((1, 2))]])
            predictor = Dictionary(Predictor=chance.choice((2, 12, 99)), Columns=chance.choice((0, 1, 10**6)))
            stream.write(content, filter=wrong, decode_parms=chance.choice((None, predictor)))


Instructions = list[tuple[list[Any], str]]


def _rewrite(stream: Any, chance: Random, change: Callable[[Instructions, Random], Instructions]) -> None:
    """Change the operators of a stream, if it has any."""
    with suppress(pikepdf.PdfError, ValueError, TypeError):
        parsed = pikepdf.parse_content_stream(stream)
        operators: Instructions = [
            (list(one.operands), str(one.operator)) for one in parsed if str(one.operator) != "INLINE IMAGE"
        ]
        changed = change(operators, chance)
        stream.write(pikepdf.unparse_content_stream([(operands, Operator(name)) for operands, name in changed]))


def _operators_changed(ones: Instructions, chance: Random) -> Instructions:
    ones = list(ones)
    for _ in range(chance.choice((1, 2, 6))):
        at, other = chance.randrange(len(ones) + 1), chance.randrange(len(ones) + 1)
        match chance.randrange(6):
            case 0:
                del ones[at : at + chance.randrange(1, 5)]
            case 1:
                ones[at:at] = ones[other : other + 6]
            case 2:
                ones[at:at] = [([], chance.choice(("q", "BT", "Q", "ET")))] * chance.choice((1, 40))
            case 3:
                ones[at:at] = [(_operands(chance), chance.choice(OPERATORS))]
            case 4 if at < len(ones):
                ones[at] = (ones[at][0], chance.choice(OPERATORS))
            case _:
                ones[at : at + 8] = chance.sample(ones[at : at + 8], len(ones[at : at + 8]))
    return ones


def _operands(chance: Random) -> list[Any]:
    made: list[Any] = [chance.choice(NUMBERS) for _ in range(chance.choice((0, 1, 2, 4, 6)))]
    if chance.random() < 0.3:
        made.append(
            chance.choice((String(chance.choice(TEXTS)), Name("/F1"), Name("/nowhere"), Array([1, String("a")])))
        )
    return made


def _operands_changed(ones: Instructions, chance: Random) -> Instructions:
    share = chance.choice((0.05, 0.3, 1))
    return [
        ([_operand(one, chance) if chance.random() < share else one for one in operands], name)
        if name in TEXT_OPERATORS
        else (operands, name)
        for operands, name in ones
    ]


def _operand(value: Any, chance: Random) -> Any:
    if isinstance(value, (Array, list)):
        return Array([_operand(one, chance) for one in value])
    if isinstance(value, (String, str, bytes)):
        text = bytes(value) if isinstance(value, String) else str(value).encode("latin-1", "replace")
        return String(_digits_changed(text, chance) if chance.random() < 0.7 else chance.choice(TEXTS))
    if isinstance(value, Name):
        return chance.choice((value, Name("/nowhere")))
    return chance.choice((chance.choice(NUMBERS), -value, value * 2, value * chance.random()))


def _digits_changed(text: bytes, chance: Random) -> bytes:
    return bytes(chance.choice(b"0123456789,.- %") if chr(byte).isdigit() else byte for byte in text)
