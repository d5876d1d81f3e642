"""Documents spoilt on purpose: one number, one mutant, always the same."""

from __future__ import annotations

import io
import random
import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

SUFFIXES = (".docx", ".pdf", ".txt", ".md", ".doc", ".xlsx", ".rtf", ".jpg", "")
# One mutant in so many takes seconds: LibreOffice opens it, or letters are recognised in a picture. The first
# few hundred belong to `make test`.
COSTLY, COSTLY_LATER, LATER = 40, 6, 300
ENTITIES = "".join(
    f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};&a{n - 1};&a{n - 1};&a{n - 1};">' for n in range(1, 12)
)
BOMB_XML = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "aaaaaaaaaa">{ENTITIES}]><x>&a11;</x>'
XXE_XML = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'


@dataclass(frozen=True)
class Seed:
    name: str
    data: bytes
    costly: bool = False

    @property
    def form(self) -> str:
        return self.name.rpartition(".")[2]


def mutant(seeds: list[Seed], number: int) -> Seed:
    """The mutant of a number: a seed, one to three spoilings, and a suffix that may lie."""
    chance = random.Random(number)
    every = COSTLY if number < LATER else COSTLY_LATER
    costly = number % every == every - 1
    fit = [s for s in seeds if s.costly is costly] or seeds
    form = chance.choice(sorted({s.form for s in fit}))  # of every form as many, however many seeds it has
    seed = chance.choice([s for s in fit if s.form == form])
    data = seed.data
    for _ in range(chance.randint(1, 3)):
        data = chance.choice(_spoilings(data))(data, chance)
    suffix = "." + seed.form if chance.random() < 0.7 else chance.choice(SUFFIXES)
    return Seed(f"{number}{suffix}", data)


Spoiling = Callable[[bytes, random.Random], bytes]


def _spoilings(data: bytes) -> list[Spoiling]:
    plain: list[Spoiling] = [_flip, _cut, _double, _blank, _swap, _noise]
    if data.startswith(b"PK") and b"xl/worksheets" in data:
        return [*plain, _zip_xml, _zip_part, _zip_bomb, _zip_macro, _sheet_text, _sheet_text, _sheet_text]
    if data.startswith(b"PK"):
        return [*plain, _zip_xml, _zip_xml, _zip_part, _zip_part, _zip_bomb, _zip_deep, _zip_macro, _zip_text]
    if data.startswith(b"%PDF"):
        return [*plain, _pdf_number, _pdf_number, _pdf_rotate, _pdf_stream, _pdf_encrypt]
    if data.startswith((b"\xff\xd8", b"\x89PNG", b"II*\x00")):
        return [*plain, _inside, _inside, _inside, _picture_size, _picture_size]
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return [*plain, _inside, _inside, _ole_head]
    if data.startswith(b"{\\rtf"):
        return [*plain, _rtf_number, _rtf_number, _rtf_deep]
    return [*plain, _nfd, _other_encoding, _long_line, _many_lines]


def _flip(data: bytes, chance: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(chance.choice((1, 8, 64))):
        if out:
            out[chance.randrange(len(out))] = chance.randrange(256)
    return bytes(out)


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: int(len(data) * chance.random())]


def _double(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + data[max(0, at - chance.randrange(1, 5000)) : at] + data[at:]


def _blank(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    size = chance.randrange(1, 400)
    return data[:at] + b"\x00" * size + data[at + size :]


def _swap(data: bytes, chance: random.Random) -> bytes:
    a, b = sorted((chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)))
    return data[b:] + data[a:b] + data[:a]


def _noise(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.choice((0, 4, 8, 512))] + chance.randbytes(chance.choice((0, 1, 300, 5000)))


def _nfd(data: bytes, chance: random.Random) -> bytes:
    return unicodedata.normalize("NFD", data.decode("utf-8", "replace")).encode()


def _other_encoding(data: bytes, chance: random.Random) -> bytes:
    return data.decode("utf-8", "replace").encode(
        chance.choice(("utf-16", "cp1258", "latin-1", "utf-7")), "replace"
    )


def _long_line(data: bytes, chance: random.Random) -> bytes:
    return data.replace(b"\n", b" ") + b"a" * chance.choice((10, 100_000))


def _many_lines(data: bytes, chance: random.Random) -> bytes:
    return data + "\n1. Sở Xây dựng chủ trì rà soát.\n".encode() * chance.choice((10, 2000))


def _rezip(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The archive with its parts changed; one that is already too broken stays as it is."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return data
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _zip_xml(data: bytes, chance: random.Random) -> bytes:
    """Spoils the XML inside, where the archive itself stays whole."""

    def change(parts: dict[str, bytes]) -> None:
        name = chance.choice([n for n in parts if n.endswith(".xml")] or list(parts) or ["x"])
        spoil = chance.choice((_flip, _cut, _double, _blank, _swap))
        parts[name] = spoil(parts.get(name, b"<x/>"), chance)

    return _rezip(data, change)


def _zip_part(data: bytes, chance: random.Random) -> bytes:
    """Takes a part away, empties it, or puts an entity bomb or a stealing entity in its place."""

    def change(parts: dict[str, bytes]) -> None:
        if not parts:
            return
        name = chance.choice(list(parts))
        del_or = chance.randrange(4)
        if del_or == 0:
            del parts[name]
        else:
            parts[name] = (b"", BOMB_XML.encode(), XXE_XML.encode())[del_or - 1]

    return _rezip(data, change)


def _zip_bomb(data: bytes, chance: random.Random) -> bytes:
    def change(parts: dict[str, bytes]) -> None:
        name = chance.choice(("word/document.xml", "word/media/x.png", "word/numbering.xml"))
        parts[name] = b" " * chance.choice((5_000_000, 60_000_000))

    return _rezip(data, change)


def _zip_deep(data: bytes, chance: random.Random) -> bytes:
    depth = chance.choice((200, 20_000))

    def change(parts: dict[str, bytes]) -> None:
        body = parts.get("word/document.xml", b"")
        parts["word/document.xml"] = body.replace(b"<w:p>", b"<w:p><w:r>" * depth, 1)

    return _rezip(data, change)


def _zip_macro(data: bytes, chance: random.Random) -> bytes:
    return _rezip(data, lambda parts: parts.update({"word/vbaProject.bin": b"\xd0\xcf\x11\xe0" + b"x" * 500}))


def _zip_text(data: bytes, chance: random.Random) -> bytes:
    """Swaps numbers of spans, indents and levels for absurd ones."""
    absurd = chance.choice((b'"-1"', b'"0"', b'"99999999999"', b'"x"', b'""'))

    def change(parts: dict[str, bytes]) -> None:
        body = parts.get("word/document.xml", b"")
        for word in (b'w:gridSpan w:val="', b'w:ilvl w:val="', b'w:numId w:val="', b'w:w="'):
            pieces = body.split(word)
            body = pieces[0] + b"".join(
                word[:-1] + absurd + piece[piece.find(b'"') + 1 :] for piece in pieces[1:]
            )
        parts["word/document.xml"] = body

    return _rezip(data, change)


def _pdf_number(data: bytes, chance: random.Random) -> bytes:
    """Changes one number somewhere: an offset, a length, a size, a reference."""
    places = [at for at in range(len(data)) if data[at : at + 1].isdigit()]
    if not places:
        return data
    at = chance.choice(places)
    return data[:at] + chance.choice((b"0", b"-1", b"99999999", b"1 0 R")) + data[at + 1 :]


def _pdf_rotate(data: bytes, chance: random.Random) -> bytes:
    return data.replace(b"/MediaBox", f"/Rotate {chance.choice((90, 180, 270, 45))} /MediaBox".encode())


def _pdf_stream(data: bytes, chance: random.Random) -> bytes:
    """Puts a deflated bomb where a stream begins."""
    bomb = zlib.compress(b"0 0 m " * chance.choice((1000, 3_000_000)))
    return data.replace(b"stream\n", b"stream\n" + bomb, 1)


def _pdf_encrypt(data: bytes, chance: random.Random) -> bytes:
    return data.replace(b"trailer\n<<", b"trailer\n<< /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 >>", 1)


def _inside(data: bytes, chance: random.Random) -> bytes:
    """Flips bytes behind the head, so that the file is opened before it turns out to be spoilt."""
    return data[:700] + _flip(data[700:], chance)


def _picture_size(data: bytes, chance: random.Random) -> bytes:
    """Says that a picture is as large as its format can say, or of no size."""
    wide, high = (struct.pack(">I", chance.choice((0, 1, 40_000, 65_535))) for _ in range(2))
    if data.startswith(b"\x89PNG"):
        head = b"IHDR" + wide + high + data[24:29]
        return data[:12] + head + struct.pack(">I", zlib.crc32(head)) + data[33:]
    if data.startswith(b"\xff\xd8") and (at := data.find(b"\xff\xc0")) > 0:  # the frame header of JPEG
        return data[: at + 5] + high[2:] + wide[2:] + data[at + 9 :]
    if data.startswith(b"II*\x00"):  # tags 256 and 257 of TIFF, as 16 or 32 bits
        for tag, size in ((b"\x00\x01", wide), (b"\x01\x01", high)):
            for kind in (b"\x03\x00", b"\x04\x00"):
                at = data.find(tag + kind + b"\x01\x00\x00\x00")
                data = data[: at + 8] + size[::-1] + data[at + 12 :] if at > 0 else data
    return data


def _ole_head(data: bytes, chance: random.Random) -> bytes:
    """Spoils the table of sectors of a compound file."""
    return _flip(data[8:1024], chance).join((data[:8], data[1024:]))


def _rtf_number(data: bytes, chance: random.Random) -> bytes:
    """Swaps the number of one control word for an absurd one."""
    words = list(re.finditer(rb"\\[a-z]+(-?\d+)", data))
    if not words:
        return data
    at = chance.choice(words).span(1)
    return data[: at[0]] + chance.choice((b"0", b"-1", b"99999999", b"")) + data[at[1] :]


def _rtf_deep(data: bytes, chance: random.Random) -> bytes:
    depth = chance.choice((50, 20_000))
    return data[:6] + b"{" * depth + data[6:] + b"}" * chance.choice((0, depth))


def _sheet_text(data: bytes, chance: random.Random) -> bytes:
    """Swaps places, styles and counts of a workbook's cells for absurd ones."""
    absurd = chance.choice((b'"-1"', b'"XFD1048576"', b'"99999999"', b'"A0"', b'"A1:XFD1048576"', b'""'))
    word = chance.choice((b' r="', b' s="', b' ref="', b' count="', b' t="', b' sheetId="', b' spans="'))

    def change(parts: dict[str, bytes]) -> None:
        for name in [one for one in parts if one.startswith("xl/") and one.endswith(".xml")]:
            pieces = parts[name].split(word)
            many = chance.random() < 0.5
            parts[name] = pieces[0] + b"".join(
                word[:-1] + absurd + piece[piece.find(b'"') + 1 :] if many or n == 0 else word + piece
                for n, piece in enumerate(pieces[1:])
            )

    return _rezip(data, change)
