"""The text under hand and the annexes of its snapshot as one administrative paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from minhbach.reporting.core.consolidating.annexes import BY_TASK, BY_UNIT, without
from minhbach.reporting.core.consolidating.shapes import Form, Passage, Section, Text
from minhbach.reporting.core.paper_rules import signer_of, symbol_of
from minhbach.reporting.core.papers import (
    Annex,
    Block,
    Head,
    Heading,
    Level,
    Paper,
    SignatureForm,
    Signer,
    bullet,
    paragraph,
)

KIND = "Báo cáo"
ABSENT = "(Đơn vị soạn thảo bổ sung.)"


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What stands around the text: who issues it, to whom, who signs. Kept with the consolidation."""

    issuer: str = ""
    parent: str = ""
    place: str = ""
    agency: str = ""  # the issuer's abbreviation, for the symbol
    subject: str = ""
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    form: str = SignatureForm.HEAD.value
    position: str = ""
    principal: str = ""
    deputy: str = ""
    tasks: str = BY_TASK  # how the annexes show the tasks

    def plain(self) -> dict[str, Any]:
        return {name: list(v) if isinstance(v, tuple) else v for name, v in asdict(self).items()}

    @staticmethod
    def of(plain: Mapping[str, Any]) -> PaperFacts:
        values: dict[str, Any] = {n: tuple(v) if isinstance(v, list) else v for n, v in plain.items()}
        return PaperFacts(**values)

    def signer(self, name: str = "") -> Signer:
        return Signer(self.position, SignatureForm(self.form), self.principal, self.deputy, name)


def agency_letters(name: str) -> str:
    """The first letters of a body's name, as symbols are usually made: "Sở Khoa học và Công nghệ" -> "SKHCN".

    A proposal: the body's own list of abbreviations decides.
    """
    return "".join(word[0].upper() for word in name.replace(",", " ").split() if word not in _JOINTS)


_JOINTS = frozenset({"và", "-", "của"})


def proposed(
    *, issuer: str, parent: str, place: str, agency: str, subject: str, addressee: str, through: str = ""
) -> PaperFacts:
    """What such a report usually carries; a person changes it before it is printed."""
    signer = signer_of(issuer)
    to = tuple(name for name in (addressee,) if name)
    archive = f"Lưu: VT{', ' + agency if agency else ''}"
    passes = (f"{through} (để tổng hợp, báo cáo)",) if through else ()
    return PaperFacts(
        issuer=issuer, parent=parent, place=place, agency=agency, subject=subject, addressees=to,
        recipients=(*(("Như trên",) if to else ()), *passes, archive),
        form=signer.form.value, position=signer.position, principal=signer.principal,
    )  # fmt: skip


def paper_of(
    text: Text,
    annexes: Sequence[Annex],
    facts: PaperFacts,
    *,
    code: str = "",
    draft: str = "",
    number: str = "",
    dated: date | None = None,
    signer_name: str = "",
) -> Paper:
    """number, dated: what văn thư gave, blank before; draft: the mark of a version that is not final."""
    symbol = symbol_of(KIND, facts.agency)
    return Paper(
        head=Head(facts.issuer, symbol, facts.place, facts.parent, number, dated),
        subject=facts.subject,
        body=tuple(_blocks(text.sections)),
        signer=facts.signer(signer_name),
        kind=KIND,
        addressees=facts.addressees,
        recipients=facts.recipients,
        annexes=without(annexes, BY_UNIT if facts.tasks == BY_TASK else BY_TASK),
        draft=draft,
        code=code,
    )


def section_key(section: Section) -> str:
    """Names the heading in the Word file, so that it is known again when the file comes back."""
    return f"muc.{section.key}"


def _blocks(sections: Iterable[Section]) -> Iterable[Block]:
    """Every block bears the key of its passage."""
    for section in sections:
        if section.title:
            yield Heading(section.title, Level.SECTION, key=section_key(section))
        standing = section.standing
        if section.title and not standing:
            yield paragraph(ABSENT)
        yield from map(_block, standing)


def _block(passage: Passage) -> Block:
    key = passage.key
    match passage.form:
        case Form.HEADING:
            # Its number stands in the words, so that a person can change it.
            label, _, words = passage.words.partition(" ")
            if label.rstrip(".").isdigit() and words:
                return Heading(words, Level.ITEM, label=label, key=key)
            return Heading(passage.words, Level.ITEM, key=key)
        case Form.ITEM:
            return bullet(passage.words, key=key)
        case Form.BODY:
            return paragraph(passage.words, key=key)
