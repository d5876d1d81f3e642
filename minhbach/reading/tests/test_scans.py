"""Pages that are pictures: laid straight, ruled, read, and pointed at where they are shown."""

from __future__ import annotations

import io
import subprocess
import weakref
from pathlib import Path
from typing import Any

import pytest

np = pytest.importorskip("numpy", reason="the extra ocr is not installed")
from PIL import Image  # noqa: E402

from minhbach.reading.find.unsure import unsure_doubts  # noqa: E402
from minhbach.reading.limits import Limits  # noqa: E402
from minhbach.reading.open import open_document  # noqa: E402
from minhbach.reading.open.ocr import missing  # noqa: E402
from minhbach.reading.open.ocr.columns import side_by_side  # noqa: E402
from minhbach.reading.open.ocr.keeping import line_of, number_of, page_of  # noqa: E402
from minhbach.reading.open.ocr.light import whitened  # noqa: E402
from minhbach.reading.open.ocr.numbering import with_stops  # noqa: E402
from minhbach.reading.open.ocr.pages import _bound, _is_unmeasured, usual_sizes  # noqa: E402
from minhbach.reading.open.ocr.pictures import as_pdf  # noqa: E402
from minhbach.reading.open.ocr.recognising import Recognised, recognise  # noqa: E402
from minhbach.reading.open.ocr.rulings import find_rulings  # noqa: E402
from minhbach.reading.open.ocr.seen import Seen  # noqa: E402
from minhbach.reading.open.ocr.sheet import corners_of, laid_flat, way  # noqa: E402
from minhbach.reading.open.ocr.straight import Straight, lean_of, levelled  # noqa: E402
from minhbach.reading.open.pdf.page import Page, Ruling  # noqa: E402
from minhbach.reading.sandbox import Reader  # noqa: E402
from minhbach.reading.shapes import Place, Refusal, Unsure  # noqa: E402
from minhbach.reading.tests.corpus.catalogue import pictures  # noqa: E402
from minhbach.reading.tests.corpus.forms import scan  # noqa: E402
from minhbach.reading.watching import Unfinished  # noqa: E402

needs_engine = pytest.mark.skipif(
    bool(missing()), reason="tesseract-ocr or tesseract-ocr-vie is not installed"
)
INCH = 150


def ruled() -> Any:
    """A table of two columns and two rows at 150 dots an inch."""
    sheet = np.full((600, 900), 255, np.uint8)
    for y in (100, 250, 400):
        sheet[y : y + 2, 100:800] = 0
    for x in (100, 400, 798):
        sheet[100:402, x : x + 2] = 0
    return sheet


def test_the_lines_of_a_leaning_table_are_found_and_taken_off() -> None:
    leaning = levelled(ruled(), -1.2)
    lean = lean_of(leaning)
    assert lean == pytest.approx(1.2, abs=0.15)
    across, down, clean = find_rulings(levelled(leaning, lean), INCH)
    assert (len(across), len(down)) == (3, 3)
    assert across[0].at == pytest.approx(101 * 72 / INCH, abs=2)
    assert (clean < 100).sum() < 300


def photographed(corners: Any, table: int = 60) -> Any:
    """The ruled sheet on a darker table, its corners where they are said to be."""
    sheet = np.full((900, 1200), 245, np.uint8)
    sheet[300:600, 200:1000] = np.asarray(Image.fromarray(ruled()).resize((800, 300)))
    back = way(corners, ((0, 0), (1200, 0), (1200, 900), (0, 900)))
    shown = Image.fromarray(sheet).transform(
        (1200, 900), Image.Transform.PERSPECTIVE, back, Image.Resampling.BICUBIC, fillcolor=table
    )
    return np.asarray(shown)


def test_a_sheet_photographed_at_a_slant_is_laid_flat_and_pointed_at_where_it_is_shown() -> None:
    corners = ((110.0, 60.0), (1080.0, 45.0), (1150.0, 860.0), (40.0, 850.0))
    found = corners_of(photographed(corners))
    assert found is not None
    assert np.abs(np.array(found) - np.array(corners)).max() < 8
    _, flat = laid_flat(photographed(corners), found)
    straight = Straight(600, 450, flat=flat, fine=2.0)
    x0, y0, x1, y1 = straight.shown((0, 0, 600, 450))
    assert (x0, y1) == pytest.approx((20, 430), abs=6)
    assert (x1, y0) == pytest.approx((575, 22), abs=6)


def test_a_shadow_with_words_in_it_is_not_taken_for_the_table() -> None:
    sheet = np.full((900, 1200), 245, np.uint8)
    for x in range(20, 1180, 18):
        for y in range(40, 880, 24):
            sheet[y : y + 10, x : x + 10] = 20
    sheet[:, :420] = (sheet[:, :420] * 0.5).astype(np.uint8)
    assert corners_of(sheet) is None


def test_a_sheet_that_fills_its_picture_is_left_as_it_is() -> None:
    assert corners_of(ruled()) is None


@pytest.mark.parametrize("shape", [(1, 2000), (2000, 1), (1, 1), (3, 700), (600, 2)])
def test_a_picture_of_no_height_is_no_fault(shape: tuple[int, int]) -> None:
    strip = np.full(shape, 200, np.uint8)
    assert corners_of(strip) is None
    assert whitened(strip).shape == shape
    assert side_by_side(strip, INCH) == []
    assert find_rulings(strip, INCH)[:2] == ([], [])
    assert lean_of(strip) == 0.0


def test_the_grain_and_the_shadow_of_paper_become_white_and_its_letters_stay() -> None:
    shade = np.tile(np.linspace(120, 250, 900), (600, 1))
    paper = shade - np.random.default_rng(1).integers(0, 12, shade.shape)
    paper[200:220, 100:800:20] = shade[200:220, 100:800:20] * 0.3
    white = whitened(paper.astype(np.uint8))
    assert (white[300:] == 255).mean() > 0.95
    assert white[205:215, 100:800:20].max() < 128


def test_the_tops_of_capitals_in_a_narrow_column_are_no_line_of_the_table() -> None:
    sheet = ruled()
    sheet[120:124, 300:345] = 0
    across, _, clean = find_rulings(sheet, INCH)
    assert len(across) == 3
    assert (clean[120:124, 300:345] == 0).all()


def test_words_on_both_sides_of_a_gutter_are_cut_apart_and_a_line_over_it_is_not() -> None:
    sheet = np.full((600, 900), 255, np.uint8)
    sheet[100:112, 80:820] = 0
    for n in range(3):
        sheet[200 + 30 * n : 212 + 30 * n, 80:330] = 0
        sheet[207 + 33 * n : 219 + 33 * n, 560:800] = 0
    left, right = side_by_side(sheet, INCH)
    assert left[1] == right[1] == 200
    assert 330 < left[2] == right[0] < 560
    assert left[3] == right[3] >= 284


def seen(*texts: str) -> list[Seen]:
    return [Seen(text, (0, 0, 9, 9), 9, 9, 90, 1) for text in texts]


@pytest.mark.parametrize(
    ("above", "line", "read", "sure"),
    [
        (("quả.",), ("5,", "Giao", "Sở"), "5.", 50),
        (("khoản", "4,"), ("5,", "Điều"), "5,", 90),
        (("quả.",), ("5,", "trên"), "5,", 90),
        (("quả.",), ("15/9,", "Sở"), "15/9,", 90),
        (("5.", "Thanh", "tra"), ("5,1.", "Giao", "Sở"), "5.1.", 50),
        (("đạt",), ("8,6.", "Giao", "Sở"), "8,6.", 90),
        (("quả.",), ("II", "NHIỆM", "VỤ"), "II.", 90),
        (("mục",), ("I", "và", "II"), "I", 90),
    ],
)
def test_the_stop_of_a_number_is_put_back_and_no_other_comma_is_touched(
    above: tuple[str, ...], line: tuple[str, ...], read: str, sure: int
) -> None:
    words = seen(*line)
    with_stops(words, seen(*above))
    assert (words[0].text, words[0].sure) == (read, sure)


def test_a_line_of_figures_is_as_large_as_the_line_above() -> None:
    assert _is_unmeasured(seen("8/2027."), 10.5)
    assert not _is_unmeasured(seen("8/2027."), 20)
    assert not _is_unmeasured(seen("tháng", "8."), 10.5)


def test_sizes_measured_roughly_are_few() -> None:
    measured = [(8.3, 900), (8.7, 4000), (9.07, 800), (6.5, 3000), (6.9, 5000), (12.1, 20)]
    assert usual_sizes(measured) == [6.9, 8.7, 12.1]


def test_letters_are_no_lines() -> None:
    sheet = np.full((300, 900), 255, np.uint8)
    for x in range(50, 850, 9):
        sheet[100:114, x : x + 6] = 0
    across, down, _clean = find_rulings(sheet, INCH)
    assert (across, down) == ([], [])


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_a_box_is_shown_where_the_words_stand_on_the_turned_page(turns: int) -> None:
    straight = Straight(600, 800, turns)
    width, height = straight.size
    x0, y0, x1, y1 = straight.shown((10, 20, 60, 30))
    expected = {
        0: (10, 20, 60, 30),
        1: (20, height and 800 - 60, 30, 800 - 10),
        2: (600 - 60, 800 - 30, 600 - 10, 800 - 20),
        3: (600 - 30, 10, 600 - 20, 60),
    }[turns]
    assert (x0, y0, x1, y1) == pytest.approx(expected)
    assert (width, height) == ((800, 600) if turns % 2 else (600, 800))


def test_a_scan_whose_pages_take_too_long_is_refused_after_a_few_of_them() -> None:
    limits = Limits(ocr_seconds=300, ocr_page_seconds=8)
    _bound(100.0, 5.0, 8, 8, 300, limits)
    _bound(100.0, 9.0, 7, 7, 300, limits)
    _bound(100.0, 9.0, 8, 8, 8, limits)
    with pytest.raises(Refusal) as caught:
        _bound(100.0, 9.0, 8, 8, 300, limits)
    assert caught.value.code == "ocr_timeout"
    assert "300 trang" in caught.value.sentence and "sau 8 trang" in caught.value.sentence


def test_a_long_scan_is_left_for_another_run_when_the_time_of_one_is_spent() -> None:
    limits = Limits(ocr_seconds=300, ocr_page_seconds=8)
    with pytest.raises(Unfinished):
        _bound(301.0, 2.0, 100, 250, 500, limits)
    with pytest.raises(Refusal):
        _bound(301.0, 9.0, 40, 250, 500, limits)
    _bound(301.0, 2.0, 100, 500, 500, limits)


@needs_engine
def test_a_picture_of_too_many_points_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("minhbach.reading.open.ocr.pictures._MOST_POINTS", 100)
    out = io.BytesIO()
    Image.new("RGB", (50, 50)).save(out, "PNG")
    with pytest.raises(Refusal) as caught:
        as_pdf(out.getvalue(), Limits())
    assert caught.value.code == "picture_too_large"


def row(y: float, **said: str) -> dict[str, Any]:
    return {**said, "place": {"page": 1, "bbox": [[50, y, 300, y + 12]]}}


def doubted(tasks: list[dict[str, Any]], text: str, y: float, sure: int) -> list[str]:
    word = Unsure(Place(1, ((80.0, y, 110.0, y + 10),), quote=text), sure)
    draft = {"document": {}, "tasks": tasks, "indicators": [], "reporting": []}
    return [path for path, _place in unsure_doubts([word], draft)]


def test_an_unsure_word_is_a_doubt_at_the_value_that_holds_it_and_nowhere_else() -> None:
    tasks = [row(100, text="Lắp đặt cổng thông tin"), row(300, text="Lắp đặt cổng thông tin")]
    assert doubted(tasks, "cổng", 301, 50) == ["tasks[1].text"]


def test_of_a_name_or_a_day_less_is_taken_for_sure_than_of_a_sentence() -> None:
    tasks = [row(100, text="Giao Sở Y tế", lead_raw="Sở Y tế", time_raw="30/6")]
    assert doubted(tasks, "Sở", 101, 80) == ["tasks[0].lead"]
    assert doubted(tasks, "30/6", 101, 80) == ["tasks[0].time"]
    assert doubted(tasks, "Sở", 101, 60) == ["tasks[0].text", "tasks[0].lead"]


def test_a_name_of_a_merged_cell_far_from_its_row_is_doubted_where_it_was_hardly_made_out() -> None:
    tasks = [row(100, text="Lập hồ sơ", lead_raw="Phòng Thú M")]
    assert doubted(tasks, "M", 400, 40) == ["tasks[0].lead"]
    assert doubted(tasks, "M", 400, 80) == []


@needs_engine
def test_an_empty_picture_holds_no_text() -> None:
    out = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(out, "PNG")
    with pytest.raises(Refusal) as caught:
        open_document(out.getvalue())
    assert caught.value.code == "no_text"


def scanned(pages: int) -> bytes:
    """A scan of so many pages, each with a few strokes on it."""
    sheet = Image.fromarray(ruled()).convert("L")
    out = io.BytesIO()
    sheet.save(out, "PDF", save_all=True, append_images=[sheet] * (pages - 1), resolution=INCH)
    return out.getvalue()


@needs_engine
def test_a_scan_over_its_time_ends_with_the_sentence(tmp_path: Path) -> None:
    (tmp_path / "long.pdf").write_bytes(scanned(30))
    told: list[tuple[int, int]] = []
    limits = Limits(ocr_seconds=0, ocr_page_seconds=0)
    with Reader(limits=limits) as reader, pytest.raises(Refusal) as caught:
        reader.read_plan(tmp_path / "long.pdf", progress=lambda done, count: told.append((done, count)))
    assert caught.value.code == "ocr_timeout"
    assert "30 trang" in caught.value.sentence and "sau 1 trang" in caught.value.sentence
    assert told == [(0, 30), (1, 30)]


@pytest.fixture
def short_scan(tmp_path: Path) -> Path:
    """A scan of a paper of our own, its only sheet three times."""
    case = next(one for one in pictures() if one.layout == "body in the sentence").case
    sheets = scan.sheets(case, scan.random.Random(1))[:1]
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan.bound(sheets * 3, quality=70))
    return path


@needs_engine
def test_a_scan_read_in_several_runs_gives_the_draft_of_one(short_scan: Path, tmp_path: Path) -> None:
    kept, told = tmp_path / "kept", []
    runs = 0
    with Reader(limits=Limits(ocr_seconds=0, ocr_page_seconds=60)) as reader:
        while True:
            runs += 1
            try:
                draft = reader.read_plan(short_scan, kept=kept, progress=lambda *at: told.append(at))
                break
            except Unfinished:
                continue
    assert runs == 3
    assert [at for at in told if at[0]] == [(1, 3), (2, 3), (3, 3)]
    with Reader() as reader:
        assert reader.read_plan(short_scan) == draft
    assert draft["tasks"]


@needs_engine
def test_a_reading_that_was_broken_off_goes_on_behind_the_pages_it_had_seen(
    short_scan: Path, tmp_path: Path
) -> None:
    def broken_off(done: int, count: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    kept, told = tmp_path / "kept", []
    with Reader() as reader:
        with pytest.raises(KeyboardInterrupt):
            reader.read_plan(short_scan, kept=kept, progress=broken_off)
        with kept.open("ab") as pages:
            pages.write(b'{"page": 3, "size": [')  # killed in the middle of a page
        assert reader.read_plan(short_scan, kept=kept, progress=lambda *at: told.append(at))["tasks"]
    assert told == [(0, 3), (3, 3)]
    assert kept.stat().st_mode & 0o077 == 0


@needs_engine
def test_no_page_is_kept_of_a_document_that_was_taken_away_meanwhile(
    short_scan: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "kept"

    def taken_away(done: int, count: int) -> None:
        if done == 1:
            short_scan.unlink()
            kept.unlink()

    with Reader() as reader:
        assert reader.read_plan(short_scan, kept=kept, progress=taken_away)["tasks"]
    assert not kept.exists()


def test_a_page_is_the_same_when_it_was_kept_and_no_other_line_is_a_page() -> None:
    page = Page(7, 595.0, 842.0, across=[Ruling(10.0, 0.0, 90.0)])
    word = Seen("Tố", (1.5, 2.0, 9.0, 9.5), 9.0, 8.5, 88, 0.7, ("", "ổ"))
    found = Recognised(Straight(595.0, 842.0, 1, 0.4, (1.0,) * 8, 2.5), [[word]], page)
    line = line_of(found) + "\n"
    assert number_of(line) == 7
    assert page_of(line) == found
    assert [number_of(one) for one in (line[:-1], "", "{}\n")] == [None] * 3
    assert [page_of(one) for one in ("", "{}", '{"page": 7}', "[1]", '{"page": 7, "size": 3}')] == [None] * 5


@needs_engine
def test_of_a_long_scan_no_picture_is_kept_once_its_page_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    alive: list[weakref.ref[Any]] = []
    most = 0

    def seen_alive(picture: Any, number: int, size: tuple[float, float]) -> Recognised:
        nonlocal most
        alive.append(weakref.ref(picture))
        most = max(most, sum(one() is not None for one in alive))
        return Recognised(Straight(*size), [], Page(number, *size))

    monkeypatch.setattr("minhbach.reading.open.ocr.pages.recognise", seen_alive)
    with pytest.raises(Refusal):  # no page has words
        open_document(scanned(40))
    assert len(alive) == 40
    assert most <= 4


@needs_engine
def test_an_engine_that_comes_to_no_end_leaves_its_page_unread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def too_long(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("tesseract", 60)

    monkeypatch.setattr("minhbach.reading.open.ocr.engine.subprocess.run", too_long)
    found = recognise(np.where(ruled() > 0, np.uint8(255), np.uint8(0)), 1, (432, 288))
    assert found.words == []
