"""The .docx file round a body: styles, page number, pictures, properties."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from minhbach.reporting.writers.ooxml import Align, Page, Shape, Style, attribute, esc, paragraph

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_SPACES = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="{_WP}" xmlns:a="{_A}" xmlns:pic="{_PIC}"'
_EMU_MM = 36_000


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says of itself to the document system (Nghị định 30/2020, phụ lục VI)."""

    title: str = ""
    subject: str = ""


class Pictures:
    """The pictures of one file, numbered as they come."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def add(self, png: bytes, width_mm: float, height_mm: float, words: str) -> str:
        """A run that holds the picture."""
        self.parts.append(png)
        number = len(self.parts)
        size = f'cx="{round(width_mm * _EMU_MM)}" cy="{round(height_mm * _EMU_MM)}"'
        name = f'id="{number}" name="Hinh {number}" descr="{attribute(words)}"'
        return (
            f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
            f'<wp:docPr {name}/><a:graphic><a:graphicData uri="{_PIC}"><pic:pic><pic:nvPicPr>'
            f"<pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
            f'<a:blip r:embed="rIdPic{number}"/>'
            "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
            f'<a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
            "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )


def package(
    body: str,
    last_page: Page,
    properties: Properties,
    *,
    styles: Iterable[Style] = (),
    pictures: Pictures | None = None,
) -> bytes:
    """The .docx file of a body. The same body gives the same bytes."""
    shown = pictures.parts if pictures else []
    texts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _RELS,
        "word/_rels/document.xml.rels": _document_relations(shown),
        "word/document.xml": f"<w:document {_SPACES}><w:body>{body}{last_page.xml()}</w:body></w:document>",
        "word/styles.xml": _styles(styles),
        "word/settings.xml": _SETTINGS,
        "word/header1.xml": f"<w:hdr {_SPACES}>{paragraph(_NUMBER, Shape(align=Align.CENTRE))}</w:hdr>",
        "word/header2.xml": f"<w:hdr {_SPACES}><w:p/></w:hdr>",
        "docProps/core.xml": _core(properties),
    }
    parts = {name: (_XML + xml).encode() for name, xml in texts.items()}
    parts |= {f"word/media/picture{number}.png": png for number, png in enumerate(shown, start=1)}
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))  # same words, same bytes
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content, compresslevel=4)
    return buffer.getvalue()


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# Cỡ chữ 13 đến 14, kiểu chữ đứng (phụ lục I, phần I, mục I.7): the size of the style.
_NUMBER = "".join(
    f"<w:r>{part}</w:r>"
    for part in (
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>2</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
)


def _core(properties: Properties) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    return (
        f'<cp:coreProperties xmlns:cp="{space}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{esc(properties.title)}</dc:title><dc:subject>{esc(properties.subject)}</dc:subject>"
        "<dc:creator>Minh Bạch</dc:creator><dc:language>vi-VN</dc:language></cp:coreProperties>"
    )


def _document_relations(pictures: Sequence[bytes]) -> str:
    shown = "".join(
        f'<Relationship Id="rIdPic{n}" Type="{_TYPES}/image" Target="media/picture{n}.png"/>'
        for n in range(1, len(pictures) + 1)
    )
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rIdStyles" Type="{_TYPES}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rIdSettings" Type="{_TYPES}/settings" Target="settings.xml"/>'
        f'<Relationship Id="rIdHeader" Type="{_TYPES}/header" Target="header1.xml"/>'
        f'<Relationship Id="rIdFirst" Type="{_TYPES}/header" Target="header2.xml"/>{shown}</Relationships>'
    )


def _styles(styles: Iterable[Style]) -> str:
    """Times New Roman 14, Vietnamese (phụ lục I, phần I, mục I.4), and the named looks."""
    return (
        f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>'
        '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman"'
        ' w:cs="Times New Roman"/><w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        + "".join(style.xml() for style in styles)
        + "</w:styles>"
    )


_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CONTENT_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_OFFICE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_OFFICE}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_OFFICE}.settings+xml"/>'
    f'<Override PartName="/word/header1.xml" ContentType="{_OFFICE}.header+xml"/>'
    f'<Override PartName="/word/header2.xml" ContentType="{_OFFICE}.header+xml"/>'
    '<Override PartName="/docProps/core.xml"'
    ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_RELS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_TYPES}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties"'
    ' Target="docProps/core.xml"/></Relationships>'
)
# Compatibility mode 15: Word lays the page out as its present self, not as Word 2003 did.
_SETTINGS = (
    f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:compat><w:compatSetting'
    ' w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="vi-VN"/></w:settings>'
)
