"""The zip package of a Word file, opened as a hostile thing: sizes bounded, no entities, no network."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib

from lxml import etree

from minhbach.reading.limits import MEGABYTE, Limits
from minhbach.reading.refusals import refuse, unzips_too_large
from minhbach.reading.shapes import Refusal

_MOST_PARTS = 10_000
_NO_MEMORY = 2  # libxml2's XML_ERR_NO_MEMORY
_CHUNK = 256 * 1024
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# ISO 29500 Strict uses other namespace names for the same elements.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


class Package:
    """The parts of one Office file, read only when asked for and never beyond the limit."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        self._room = limits.unzipped_mb * MEGABYTE
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError) as error:
            raise refuse("damaged") from error
        if len(entries) > _MOST_PARTS or sum(entry.file_size for entry in entries) > self._room:
            raise unzips_too_large(limits)
        if any(entry.flag_bits & 0x1 for entry in entries):
            raise refuse("encrypted_word")
        self.names = {entry.filename.lstrip("/"): entry for entry in entries}

    def bytes_of(self, name: str) -> bytes | None:
        """The unpacked part, None when the package has none; its real size counts, not the declared one."""
        entry = self.names.get(name)
        if entry is None:
            return None
        parts: list[bytes] = []
        try:
            with self._zip.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    self._room -= len(chunk)
                    if self._room < 0:
                        raise unzips_too_large(self._limits)
                    parts.append(chunk)
        except Refusal:
            raise
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            ValueError,
            NotImplementedError,
            RuntimeError,
        ) as e:
            raise refuse("damaged") from e
        return b"".join(parts)

    def xml(self, name: str) -> etree._Element | None:
        """The root of an XML part, None when the package has none. A DTD refuses the whole file."""
        data = self.bytes_of(name)
        if data is None:
            return None
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        # One parser a part: a parser that has failed once is not to be used again.
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            if getattr(error, "code", None) == _NO_MEMORY:
                raise MemoryError from error
            raise refuse("entities" if b"<!ENTITY" in data else "damaged") from error
        except ValueError as error:
            raise refuse("entities" if b"<!ENTITY" in data else "damaged") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise refuse("entities")
        return root

    def related(self, name: str, kind: str) -> list[str]:
        """Parts which `name` relates to by a relation ending in `kind` (ECMA-376 part 2, 9.3)."""
        folder, base = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", base + ".rels"))
        if root is None:
            return []
        found = []
        for relation in root.iter(_RELATIONS):
            if relation.get("TargetMode") == "External" or not relation.get("Type", "").endswith("/" + kind):
                continue
            target = relation.get("Target", "")
            found.append(
                target.lstrip("/")
                if target.startswith("/")
                else posixpath.normpath(posixpath.join(folder, target))
            )
        return [part for part in found if part in self.names]

    def main_part(self) -> str | None:
        """The name of the document part."""
        parts = self.related("", "officeDocument")
        if parts:
            return parts[0]
        return "word/document.xml" if "word/document.xml" in self.names else None
