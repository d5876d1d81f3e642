"""HELD OUT: layouts whose work stands in a table. Do not look here while mending."""

from __future__ import annotations

from dataclasses import replace

from minhbach.reading.tests.corpus import held_offices
from minhbach.reading.tests.corpus.layouts.frame import plan, row_label
from minhbach.reading.tests.corpus.layouts.held_frame import (
    annexed,
    begun,
    carried_out,
    dated,
    grounded,
    moment,
    works,
)
from minhbach.reading.tests.corpus.paper import Block, Box, Case, Grid, Label, Line, box
from minhbach.reading.tests.corpus.words import NOBODY, Bodies, Work, Writer

Row = tuple[Box | None, ...]


def _row(*texts: str) -> Row:
    return tuple(map(box, texts))


def _shares(*parts: float) -> tuple[float, ...]:
    return tuple(part / sum(parts) for part in parts)


def lead_in_the_group_row(writer: Writer) -> Case:
    """An annex, wide: work ordered by the body that leads it, whose name is a row across the table."""
    begun(writer, held_offices.PROVINCE)
    head = ("TT", "Nội dung nhiệm vụ", "Cơ quan phối hợp", "Thời gian hoàn thành", "Sản phẩm", "Ghi chú")
    apart = writer.rng.random() < 0.5
    anew = writer.rng.random() < 0.6
    rows: list[Row] = [_row(*head)]
    tasks: list[Label] = []
    number = 0
    deeds = writer.rng.sample(held_offices.DEEDS, 16)
    for mark in ("I", "II", "III", "IV", "V")[: writer.rng.randint(4, 5)]:
        lead = writer.other_lead()
        across = len(head) - 1 if apart else len(head)
        name = box(lead.raw if apart else f"{mark}. {lead.raw}", across=across)
        rows.append((*([box(mark)] if apart else []), name, *[None] * (across - 1)))
        number = 0 if anew else number
        for _ in range(writer.rng.randint(2, 3)):
            number += 1
            helpers, when = writer.helpers(lead, empty=0.15), moment(writer)
            work = Work(deeds.pop(), writer.rng.choice(held_offices.RESULTS), lead, helpers, when)
            remark = writer.rng.choice(held_offices.REMARKS)
            rows.append(_row(str(number), work.text, helpers.raw, when.raw, work.product, remark))
            tasks.append(row_label(work, str(number)))
    grid = Grid(tuple(rows), _shares(5, 38, 19, 14, 14, 10))
    lines, closing = carried_out(writer, "III. TỔ CHỨC THỰC HIỆN")
    body: list[Block] = [
        Line("II. NHIỆM VỤ CỤ THỂ", bold=True),
        Line("Nhiệm vụ cụ thể của các cơ quan tại Phụ lục ban hành kèm theo Kế hoạch này."),
        *lines,
    ]
    case = plan(writer, body, {"tasks": [*closing, *tasks]}, landscape=True)
    return annexed(grounded(case, writer), writer, ("Phụ lục", "PHÂN CÔNG NHIỆM VỤ", grid))


_ROLES = (
    ("- Chủ trì: {}.", "- Phối hợp: {}.", "- Đôn đốc, kiểm tra: {}."),
    ("Đơn vị chủ trì: {}", "Đơn vị phối hợp: {}", "Theo dõi, đôn đốc: {}"),
)


def three_roles_in_one_cell(writer: Writer) -> Case:
    """A ward: who leads, helps and watches in one cell, each behind its word; some work told in dashes."""
    begun(writer, held_offices.WARD)
    way = writer.rng.choice(_ROLES)
    roles = writer.rng.choice(("Trách nhiệm thực hiện", "Phân công thực hiện"))
    rows: list[Row] = [_row("STT", "Nội dung công việc", roles, "Thời gian thực hiện", "Ghi chú")]
    tasks: list[Label] = []
    done = works(writer, held_offices.OF_A_WARD, writer.rng.randint(6, 9), empty=0.25)
    done = [*done, *works(writer, list(map(_in_dashes, held_offices.IN_DASHES)), 2)]
    writer.rng.shuffle(done)
    for n, work in enumerate(done, 1):
        watching = writer.lead() if writer.rng.random() < 0.4 else NOBODY
        watching = NOBODY if watching == work.lead else watching
        named = zip(way, (work.lead, work.helpers, watching), strict=True)
        said = "\n".join(form.format(bodies.raw) for form, bodies in named if bodies.raw)
        remark = writer.rng.choice(("", "", "Nhiệm vụ trọng tâm"))
        rows.append(_row(str(n), work.text, said, work.moment.raw, remark))
        label = row_label(work, str(n)) | {"product": None, "supervising": list(watching.names)}
        tasks.append(label | {"text": " ".join(work.text.split())})
    everybody = Bodies("Các phòng, ban, đơn vị thuộc phường", ("Các phòng, ban, đơn vị thuộc phường",))
    lines, closing = carried_out(writer, "III. TỔ CHỨC THỰC HIỆN", everybody)
    grid = Grid(tuple(rows), _shares(6, 34, 34, 16, 10))
    body: list[Block] = [Line("II. NỘI DUNG THỰC HIỆN", bold=True), grid, *lines]
    return plan(writer, body, {"tasks": [*tasks, *closing]})


def _in_dashes(told: tuple[str, tuple[str, ...]]) -> str:
    opening, dashes = told
    return "\n".join((f"{opening}:", *(f"- {dash};" for dash in dashes))).rstrip(";") + "."


def decision_with_its_plan(writer: Writer) -> Case:
    """A decision in articles; the plan it issues stands behind the signature, its table numbered 1, 1.1."""
    begun(writer, held_offices.PROVINCE)
    head = ("STT", "Tên nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn hoàn thành", "Kết quả")
    rows: list[Row] = [_row(*head)]
    tasks: list[Label] = []
    done = works(writer, held_offices.DEEDS, 12, empty=0.15)
    for n, field in enumerate(writer.rng.sample(held_offices.FIELDS, writer.rng.randint(3, 4)), 1):
        rows.append(_row(str(n), field, "", "", "", ""))
        for k in range(1, writer.rng.randint(2, 3) + 1):
            work = done.pop()
            code = f"{n}.{k}"
            rows.append(_row(code, work.text, work.lead.raw, work.helpers.raw, work.moment.raw, work.product))
            tasks.append(row_label(work, code))
    lines, closing = carried_out(writer, "III. TỔ CHỨC THỰC HIỆN")
    grid = Grid(tuple(rows), _shares(7, 32, 18, 18, 14, 13))
    body: list[Block] = [Line("II. NỘI DUNG, NHIỆM VỤ", bold=True), grid, *lines]
    case = plan(writer, body, {"tasks": [*tasks, *closing]})
    return _decided(case, writer)


def _decided(case: Case, writer: Writer) -> Case:
    """The plan behind a decision of the chairman."""
    paper, document = case.paper, case.label["document"]
    number = paper.number.replace("KH-", "QĐ-")
    title = f"Kế hoạch {document['title'][0].lower()}{document['title'][1:]}"
    decision: list[Block] = [
        Line("QUYẾT ĐỊNH", bold=True, centre=True),
        Line(f"Ban hành {title}", bold=True, centre=True),
        Line("ỦY BAN NHÂN DÂN TỈNH", bold=True, centre=True),
        *map(Line, held_offices.GROUNDS[1:]),
        Line("QUYẾT ĐỊNH:", bold=True, centre=True),
        Line(f"Điều 1. Ban hành kèm theo Quyết định này {title}."),
        Line("Điều 2. Quyết định này có hiệu lực kể từ ngày ký."),
        Line(
            "Điều 3. Chánh Văn phòng UBND tỉnh, Giám đốc các sở, Thủ trưởng các ban, ngành, Chủ tịch UBND "
            "các xã, phường và các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này./."
        ),
    ]
    issued = Line(
        f"(Ban hành kèm theo Quyết định số {number} {dated(case)} của {writer.office.said})", centre=True
    )
    attached = (*paper.blocks[:2], issued, *paper.blocks[3:])
    changed = replace(
        paper, number=number, blocks=tuple(decision), annexes=attached, recipients=("Như Điều 3", "Lưu: VT")
    )
    label = {**case.label, "document": {"number": number, "issued": document["issued"]}}
    return Case(changed, label)


def goals_and_funded_work(writer: Writer) -> Case:
    """Two annexes: goals with the figures of two years, and work with its money and remarks."""
    begun(writer, held_offices.PROVINCE)
    goals, indicators = _goals(writer)
    money = writer.rng.choice(("Kinh phí", "Nguồn kinh phí, dự kiến kinh phí"))
    rows: list[Row] = [
        _row("TT", "Nhiệm vụ, giải pháp", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian", money, "Ghi chú")
    ]
    tasks: list[Label] = []
    for n, work in enumerate(works(writer, held_offices.DEEDS, writer.rng.randint(8, 12), empty=0.2), 1):
        budget = writer.rng.choice(held_offices.FUNDS)
        remark = writer.rng.choice(held_offices.REMARKS)
        rows.append(_row(str(n), work.text, work.lead.raw, work.helpers.raw, work.moment.raw, budget, remark))
        tasks.append(row_label(work, str(n)) | {"product": None, "budget_raw": budget or None})
    lines, closing = carried_out(writer, "IV. TỔ CHỨC THỰC HIỆN")
    body: list[Block] = [
        Line("II. CHỈ TIÊU", bold=True), Line("Các chỉ tiêu chủ yếu tại Phụ lục I kèm theo Kế hoạch này."),
        Line("III. NHIỆM VỤ, GIẢI PHÁP", bold=True), Line("Chi tiết tại Phụ lục II kèm theo Kế hoạch này."),
        *lines,
    ]  # fmt: skip
    label = {"indicators": indicators, "tasks": [*closing, *tasks]}
    case = plan(writer, body, label, landscape=True)
    grid = Grid(tuple(rows), _shares(5, 34, 16, 16, 12, 10, 9))
    return annexed(
        grounded(case, writer),
        writer,
        ("Phụ lục I", "CÁC CHỈ TIÊU CHỦ YẾU", goals),
        ("Phụ lục II", "DANH MỤC NHIỆM VỤ, GIẢI PHÁP", grid),
    )


def _goals(writer: Writer) -> tuple[Grid, list[Label]]:
    year = writer.year
    head = ("TT", "Chỉ tiêu", "Đơn vị tính", f"Thực hiện năm {year - 1}", f"Mục tiêu năm {year}",
            "Cơ quan chủ trì", "Cơ quan phối hợp")  # fmt: skip
    rows: list[Row] = [_row(*head)]
    labels: list[Label] = []
    aims = writer.rng.sample(held_offices.AIMS, 7)
    for mark, sphere, some in zip(("I", "II"), held_offices.SPHERES, (aims[:4], aims[4:]), strict=True):
        rows.append((box(mark), box(sphere, across=6), *[None] * 5))
        for n, (name, printed, unit, before, figure, said, op) in enumerate(some, 1):
            lead = writer.other_lead()
            helpers = writer.helpers(lead)
            rows.append(_row(str(n), name, printed, before, said.format(figure), lead.raw, helpers.raw))
            labels.append({"code": str(n), "name": name, "unit": unit, "lead": list(lead.names),
                           "coordinating": list(helpers.names),
                           "baseline": {"year": year - 1, "value": _number(before)},
                           "target": {"year": year, "op": op, "value": _number(figure)}})  # fmt: skip
    return Grid(tuple(rows), _shares(5, 34, 9, 11, 11, 15, 15)), labels


def _number(figure: str) -> float:
    return float(figure.replace(",", "."))
