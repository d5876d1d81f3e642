"""What lies over a signed paper: the seal, the signature as a widget, the words of a digital signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.pdfbase import pdfdoc

from minhbach.reading.tests.corpus.forms.flow import PLAIN

if TYPE_CHECKING:
    from minhbach.reading.tests.corpus.forms.export import Press

_WORDS = ("Ký bởi: Văn thư", "Cơ quan: Tỉnh Lâm Sơn", "Thời gian ký: 12.02.2026 08:15:22 +07:00")


def signed_by(press: Press) -> None:
    """Small lines over the right half of the letterhead."""
    for n, words in enumerate(_WORDS):
        press.said(words, press.left + press.room - 150, 30 + 8 * n, PLAIN, 7)


def seal(press: Press, x: float, y: float) -> None:
    """A red ring with words over authority and name, and a pen stroke across."""
    canvas = press.canvas
    canvas.saveState()
    canvas.setStrokeColorRGB(0.8, 0.1, 0.1)
    canvas.setLineWidth(1.5)
    for radius in (44, 40):
        canvas.circle(x, press.height - y - 20, radius)
    canvas.setFillColorRGB(0.8, 0.1, 0.1)
    canvas.setFont(PLAIN, 8)
    canvas.drawCentredString(x, press.height - y - 22, "ỦY BAN NHÂN DÂN")
    canvas.setStrokeColorRGB(0.1, 0.1, 0.6)
    canvas.bezier(
        x,
        press.height - y - 40,
        x + 30,
        press.height - y,
        x + 60,
        press.height - y - 60,
        x + 110,
        press.height - y - 20,
    )
    canvas.restoreState()


def code(press: Press, x: float, y: float) -> None:
    """The square code by which some authorities let a paper be looked up."""
    drawn = Drawing(60, 60)
    drawn.add(QrCodeWidget("https://vanban.example/kiem-tra/402", barWidth=60, barHeight=60))
    renderPDF.draw(drawn, press.canvas, x, press.height - y - 60)


def widget(press: Press, x: float, y: float) -> None:
    """A signature field whose appearance shows who signed: its words are not in the page's text."""
    canvas = press.canvas
    name = f"signature{press.pages}"
    canvas.beginForm(name, 0, 0, 190, 34)
    for n, words in enumerate(_WORDS):
        canvas.setFont(PLAIN, 8)
        canvas.drawString(4, 24 - 10 * n, words)
    canvas.endForm()
    low = press.height - y - 34
    shown = pdfdoc.PDFDictionary({"N": pdfdoc.PDFObjectReference(pdfdoc.xObjectName(name))})
    field = {
        "Type": pdfdoc.PDFName("Annot"), "Subtype": pdfdoc.PDFName("Widget"), "FT": pdfdoc.PDFName("Sig"),
        "T": pdfdoc.PDFString("Signature1"), "F": 132,
        "Rect": pdfdoc.PDFArray([x, low, x + 190, low + 34]), "AP": shown,
    }  # fmt: skip
    canvas._addAnnotation(pdfdoc.PDFDictionary(field), name)
