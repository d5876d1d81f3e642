"""From blocks to the plan draft, on plans written for these tests."""

import json

from minhbach.reading.draft import draft_of
from minhbach.reading.shapes import Cell, Form, Merge, Paragraph, Place, Row, Source, Table, Zone


def paragraph(text, **more):
    return Paragraph(text, place=Place(block=0, quote=text), **more)


def cell(text="", merge=Merge.OWN, **more):
    lines = tuple(Paragraph(line) for line in text.split("\n")) if text else ()
    return Cell(lines, merge=merge, **more)


def row(*texts):
    return Row(tuple(t if isinstance(t, Cell) else cell(t) for t in texts))


def draft(*blocks):
    made = tuple(paragraph(b) if isinstance(b, str) else b for b in blocks)
    return draft_of(Source(Form.WORD, made, sha256="0" * 64))


HEAD = (
    paragraph("UBND TỈNH HẢI DƯƠNG", zone=Zone.LETTERHEAD_LEFT),
    paragraph("SỞ CÔNG THƯƠNG", zone=Zone.LETTERHEAD_LEFT),
    paragraph("Số: 12/KH-SCT", zone=Zone.LETTERHEAD_LEFT),
    paragraph("Hải Dương, ngày 05 tháng 02 năm 2024", zone=Zone.LETTERHEAD_RIGHT),
    paragraph("KẾ HOẠCH", bold=True, centred=True),
    paragraph("Kiểm tra chợ và siêu thị năm 2024", bold=True, centred=True),
    "Căn cứ Kế hoạch số 7/KH-UBND ngày 02/01/2024, Sở Công Thương ban hành Kế hoạch như sau:",
)
TABLE_HEAD = row("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian")


def test_the_head_of_a_paper_is_read():
    document = draft(*HEAD, "I. NHIỆM VỤ", "1. Sở Y tế kiểm tra bếp ăn.")["document"]
    assert document["kind"] == "Kế hoạch"
    assert document["number"] == "12/KH-SCT"
    assert document["issuer"] == "Sở Công Thương"
    assert document["issued"] == "2024-02-05"
    assert document["title"] == "Kiểm tra chợ và siêu thị năm 2024"
    assert (document["year_from"], document["year_to"]) == (2024, 2024)
    assert document["references"] == ["7/KH-UBND"]


def test_purposes_and_requirements_are_no_tasks_and_stand_among_the_unread():
    made = draft(
        *HEAD,
        "I. MỤC ĐÍCH, YÊU CẦU",
        "1. Mục đích",
        "- Nâng cao nhận thức của người bán hàng.",
        "II. NHIỆM VỤ",
        "1. Kiểm tra",
        "- Kiểm tra nhãn hàng tại các chợ.",
    )
    assert [t["text"] for t in made["tasks"]] == ["Kiểm tra nhãn hàng tại các chợ."]
    assert "- Nâng cao nhận thức của người bán hàng." in [u["text"] for u in made["unread"]]


def test_a_line_that_names_only_bodies_leads_the_dashes_below_it():
    made = draft(
        *HEAD,
        "II. NHIỆM VỤ",
        "1. Sở Y tế, Công an tỉnh",
        "- Kiểm tra bếp ăn tập thể.",
        "- UBND cấp xã tuyên truyền đến hộ kinh doanh.",
    )
    first, second = made["tasks"]
    assert first["lead"] == ["Sở Y tế", "Công an tỉnh"]
    assert second["lead"] == ["UBND cấp xã"]


def test_a_dash_over_plus_items_becomes_their_task():
    made = draft(
        *HEAD,
        "II. NHIỆM VỤ",
        "1. Sở Y tế",
        "- Kiểm tra các nhóm sau:",
        "+ Bếp ăn trường học;",
        "+ Quán ăn vỉa hè.",
    )
    assert [t["task"] for t in made["tasks"]] == ["Kiểm tra các nhóm sau:"] * 2


def test_unlabelled_paragraphs_belong_to_the_item_above_but_not_to_a_line_of_bodies():
    made = draft(
        *HEAD,
        "II. NHIỆM VỤ",
        "1. Sở Y tế",
        "Kiểm tra bếp ăn.",
        "Lấy mẫu thực phẩm.",
        "III. TỔ CHỨC THỰC HIỆN",
        "1. Giao Sở Nội vụ theo dõi kế hoạch.",
        "Kết quả theo dõi được công khai.",
    )
    assert [t["text"] for t in made["tasks"]] == [
        "Kiểm tra bếp ăn.",
        "Lấy mẫu thực phẩm.",
        "Giao Sở Nội vụ theo dõi kế hoạch. Kết quả theo dõi được công khai.",
    ]


def test_rows_numbered_one_by_one_keep_their_number_as_code():
    table = Table(
        (
            TABLE_HEAD,
            row("1", "Kiểm tra chợ", "Sở Y tế", "Các sở, ngành", "Trước 30/6/2024"),
            row("2", "Kiểm tra kho", "Sở Tài chính", "", "Hàng năm"),
        )
    )
    first, second = draft(*HEAD, table)["tasks"]
    assert (first["code"], first["lead"], first["time"]["due"]) == ("1", ["Sở Y tế"], "2024-06-30")
    assert (second["coordinating"], second["time"]["recurrence"]) == ([], "annual")


def test_a_merged_number_belongs_to_the_group_and_item_labels_are_the_codes():
    table = Table(
        (
            row("STT", "Chỉ tiêu", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"),
            row(
                cell("1", rowspan=2),
                cell("Giá cả (trên hoặc bằng 80%)", rowspan=2),
                "1.1. Niêm yết giá",
                "Sở Y tế",
                "Thường xuyên",
            ),
            row(
                cell("1", Merge.HANDED_DOWN),
                cell("Giá cả (trên hoặc bằng 80%)", Merge.HANDED_DOWN),
                "1.2. Kiểm tra giá\n1.3. Công khai giá",
                "Sở Tài chính",
                "Quý II",
            ),
        )
    )
    made = draft(*HEAD, table)
    assert [(t["code"], t["indicator"], t["text"]) for t in made["tasks"]] == [
        ("1.1", "1", "Niêm yết giá"),
        ("1.2", "1", "Kiểm tra giá"),
        ("1.3", "1", "Công khai giá"),
    ]
    goal = made["indicators"][0]
    assert (goal["code"], goal["name"], goal["unit"]) == ("1", "Giá cả", "percent")
    assert goal["target"] == {"year": 2024, "op": ">=", "value": 80}


def test_a_row_of_column_numbers_and_a_group_row_are_no_tasks():
    table = Table(
        (
            TABLE_HEAD,
            row("(1)", "(2)", "(3)", "(4)", "(5)"),
            row("I", "Công tác chuẩn bị", "", "", ""),
            row("1", "Lập danh sách", "Sở Y tế", "", "Tháng 3"),
        )
    )
    tasks = draft(*HEAD, table)["tasks"]
    assert [(t["text"], t["section"]) for t in tasks] == [("Lập danh sách", "I Công tác chuẩn bị")]


def test_a_value_inferred_from_a_merge_is_doubted():
    table = Table((TABLE_HEAD, row("1", "Lập danh sách", cell("Sở Y tế", Merge.INFERRED), "", "Tháng 3")))
    doubts = draft(*HEAD, table)["doubts"]
    assert {"path": "tasks[0].lead", "reason": "merged_or_empty"} in [
        {k: d[k] for k in ("path", "reason")} for d in doubts
    ]


def test_a_table_without_bodies_and_times_yields_no_task():
    table = Table(
        (row("STT", "Tiêu chí", "Điểm tối đa"), row("1", "Có kế hoạch", "5"), row("2", "Đúng hạn", "10"))
    )
    made = draft(*HEAD, table)
    assert made["tasks"] == []
    assert "1 | Có kế hoạch | 5" in [u["text"] for u in made["unread"]]


def test_an_indicator_table_gives_baseline_target_and_direction():
    table = Table(
        (
            row("STT", "Chỉ số", "Điểm 2023", "Xếp hạng 2023", "Mục tiêu 2024", "Đơn vị chủ trì"),
            row("I", "CHI PHÍ", "6,1", "20", "Trên hoặc bằng 6,5", "Sở Y tế"),
            row("1.1", "Số ngày chờ (Trung vị)*", "7", "40", "Dưới hoặc bằng 3", "Sở Nội vụ"),
        )
    )
    top, days = draft(*HEAD, table)["indicators"]
    assert top["baseline"] == {"year": 2023, "value": 6.1, "rank": 20}
    assert top["target"] == {"year": 2024, "op": ">=", "value": 6.5}
    assert (days["name"], days["scale_note"], days["unit"]) == ("Số ngày chờ", "(Trung vị)", "days")
    assert (days["direction"], days["parent"], days["target"]["op"]) == ("lower", "I", "<=")


def test_report_duties_are_found_with_their_days_and_the_body_behind_the_pronoun():
    made = draft(
        *HEAD,
        "II. TỔ CHỨC THỰC HIỆN",
        "1. Các đơn vị báo cáo kết quả hằng quý tới đơn vị đầu mối trước ngày 05 của tháng đầu quý sau.",
        "2. Giao Sở Nội vụ là đơn vị đầu mối tổng hợp, báo cáo UBND tỉnh hằng năm trước ngày 20/12.",
    )
    quarterly, annual = made["reporting"]
    assert (quarterly["role"], quarterly["to"], quarterly["cycle"]) == (
        "unit_report",
        "Sở Nội vụ",
        "quarterly",
    )
    assert quarterly["due"] == {"day": 5, "month_offset": 1}
    assert (annual["role"], annual["who"], annual["due"]) == (
        "consolidated_report",
        "Sở Nội vụ",
        {"month": 12, "day": 20},
    )


def test_a_target_in_prose_counts_once_and_old_results_and_increases_never():
    made = draft(
        *HEAD,
        "I. MỤC TIÊU",
        "- Tỷ lệ chợ đạt chuẩn đạt trên 75%, mỗi năm tăng 5%.",
        "- Phấn đấu tỷ lệ chợ đạt chuẩn đạt trên 75%.",
        "II. NHIỆM VỤ",
        "1. Kiểm tra 100% kho hàng.",
    )
    assert [(i["name"], i["target"]["op"], i["target"]["value"]) for i in made["indicators"]] == [
        ("Tỷ lệ chợ đạt chuẩn", ">", 75)
    ]


def test_a_form_of_reporting_gives_the_template_and_no_task():
    table = Table((row("STT", "Nội dung", "Ghi chú"), row("1", "Số chợ đã kiểm tra", "Nếu có")))
    made = draft(*HEAD, paragraph("Phụ lục"), paragraph("NỘI DUNG BÁO CÁO HẰNG QUÝ"), table)
    assert [(t["no"], t["item"], t["note"]) for t in made["report_template"]] == [
        (1, "Số chợ đã kiểm tra", "Nếu có")
    ]
    assert made["tasks"] == []


def test_a_draft_is_json_and_the_same_every_time():
    blocks = (*HEAD, "II. NHIỆM VỤ", "1. Sở Y tế kiểm tra bếp ăn, hoàn thành trong tháng 6/2024.")
    once, again = draft(*blocks), draft(*blocks)
    assert json.dumps(once) == json.dumps(again)
    assert once["tasks"][0]["time"]["due"] == "2024-06-30"
    assert once["tasks"][0]["time"]["source"] == "sentence"
    assert once["tasks"][0]["place"]["quote"]


def test_every_paragraph_is_read_or_listed():
    odd = ["Một đoạn văn không thuộc mục nào.", "II. NHIỆM VỤ", "Ghi chú riêng:", "1. Sở Y tế kiểm tra."]
    made = draft(*HEAD, *odd)
    listed = " ".join(u["text"] for u in made["unread"]) + " ".join(t["text"] for t in made["tasks"])
    assert odd[0] in listed
    assert odd[2] in listed


def test_bodies_and_time_written_below_the_items_of_a_group_are_theirs():
    made = draft(
        *HEAD,
        "II. NHIỆM VỤ",
        "1. Rà soát danh sách các chợ đang hoạt động trên địa bàn để phân loại.",
        "Đơn vị chủ trì: Sở Y tế; Đơn vị phối hợp: Công an tỉnh, UBND cấp xã",
        "Thời gian thực hiện: Quý II/2024",
        "2. Công bố danh sách chợ đạt chuẩn trên cổng thông tin của tỉnh.",
        "Đơn vị chủ trì: Sở Nội vụ",
    )
    first, second = made["tasks"]
    assert (first["lead"], first["coordinating"]) == (["Sở Y tế"], ["Công an tỉnh", "UBND cấp xã"])
    assert (first["time"]["kind"], first["time"]["due"], first["time"]["source"]) == (
        "period",
        "2024-06-30",
        "heading",
    )
    assert (second["lead"], second["time"]["kind"]) == (["Sở Nội vụ"], "none")


def test_every_heading_above_a_task_is_kept_with_it():
    made = draft(*HEAD, "II. NHIỆM VỤ", "1. Kiểm tra chợ", "a) Chợ xã:", "- Sở Y tế lấy mẫu thực phẩm.")
    assert made["tasks"][0]["headings"] == ["II. NHIỆM VỤ", "1. Kiểm tra chợ", "a) Chợ xã:"]


def one_body_column(said):
    head = row("STT", "Nhiệm vụ", "Đơn vị thực hiện", "Thời gian")
    return draft(*HEAD, Table((head, row("1", "Kiểm tra chợ", said, "Quý II"))))


def test_one_column_for_both_roles_is_parted_and_one_lead_with_helpers_is_no_doubt():
    made = one_body_column("Sở Y tế chủ trì, phối hợp với Công an tỉnh")
    task = made["tasks"][0]
    assert (task["lead"], task["coordinating"]) == (["Sở Y tế"], ["Công an tỉnh"])
    assert "roles_in_one_cell" not in [d["reason"] for d in made["doubts"]]


def test_two_leads_before_the_helpers_of_one_cell_are_doubted():
    made = one_body_column("Sở Y tế, Sở Nội vụ chủ trì, phối hợp với Công an tỉnh")
    found = {(d["path"], d["reason"]) for d in made["doubts"]}
    assert {(f"tasks[0].{name}", "roles_in_one_cell") for name in ("lead", "coordinating")} <= found


def test_a_first_column_that_counts_the_rows_holds_their_numbers_whatever_its_header_says():
    rows = [row(str(n), f"Kiểm tra chợ số {n}", "Sở Y tế", "Quý II") for n in range(1, 6)]
    made = draft(*HEAD, Table((row("SIL", "Nhiệm vụ", "Chủ trì", "Thời gian"), *rows)))
    assert [task["code"] for task in made["tasks"]] == ["1", "2", "3", "4", "5"]


def test_rows_below_a_column_of_numbers_that_is_empty_are_doubted():
    rows = [row("", f"Kiểm tra chợ số {n}", "Sở Y tế", "Quý II") for n in range(1, 4)]
    made = draft(*HEAD, Table((row("STT", "Nhiệm vụ", "Chủ trì", "Thời gian"), *rows)))
    missing = {d["path"] for d in made["doubts"] if d["reason"] == "number_missing"}
    assert missing == {f"tasks[{n}].code" for n in range(3)}


def test_a_count_that_begins_anew_below_a_calling_line_belongs_to_that_line():
    made = draft(
        *HEAD, "II. NHIỆM VỤ", "1. Giao Sở Y tế:", "a) Kiểm tra bếp ăn của trường học.",
        "b) Giao Công an tỉnh:", "a) Tuần tra các chợ đầu mối.", "b) Phân luồng xe ở các cổng chợ.",
    )  # fmt: skip
    assert [task["lead"] for task in made["tasks"]] == [["Sở Y tế"], ["Công an tỉnh"], ["Công an tỉnh"]]


def test_the_goal_of_a_sentence_is_led_by_the_body_that_the_sentence_names():
    made = draft(
        *HEAD, "II. NHIỆM VỤ", "1. Sở Y tế: Phấn đấu tỷ lệ hài lòng của người dân đạt tối thiểu 90%."
    )
    assert [one["lead"] for one in made["indicators"]] == [["Sở Y tế"]]


def test_a_heading_with_a_verb_of_a_field_in_its_name_is_taken_whole_and_doubted():
    body = "Ban Quản lý dự án đầu tư xây dựng"
    made = draft(*HEAD, "II. NHIỆM VỤ", f"1. Giao {body}:", "a) Rà soát tiến độ các công trình trọng điểm.")
    assert made["tasks"][0]["lead"] == [body]
    assert ("tasks[0].lead", "unit_unknown") in {(d["path"], d["reason"]) for d in made["doubts"]}


def test_one_row_cut_by_a_page_does_not_take_the_numbers_of_all():
    rows = [row(str(n), f"Kiểm tra chợ số {n}", "Sở Y tế", "Quý II") for n in range(1, 10)]
    cut = row(cell("9", Merge.HANDED_DOWN), "Kiểm tra bếp ăn", "Sở Y tế", "Quý III")
    made = draft(*HEAD, Table((row("STT", "Nhiệm vụ", "Chủ trì", "Thời gian"), *rows, cut)))
    assert [task["code"] for task in made["tasks"][:9]] == [str(n) for n in range(1, 10)]


def test_a_line_whose_name_goes_on_into_a_sentence_is_a_work_and_no_heading():
    read = draft(*HEAD, "I. NHIỆM VỤ", "1. Chi cục Thủy lợi vớt bèo tây trên hồ.", "2. Sở Y tế phun thuốc.")
    assert [task["text"] for task in read["tasks"]] == [
        "Chi cục Thủy lợi vớt bèo tây trên hồ.",
        "Sở Y tế phun thuốc.",
    ]
    assert "tasks[0].lead" in {doubt["path"] for doubt in read["doubts"]}


def test_a_mistyped_word_is_asked_once_with_what_was_meant():
    read = draft(*HEAD, "I. NHIỆM VỤ", "1. Sở Y tế sửa đườgn vào trạm.", "2. Sở Y tế sửa khôhg gian chung.")
    asked = [(d["path"], d["candidates"]) for d in read["doubts"] if d["reason"] == "word_slip"]
    assert asked == [("tasks[1].text", ["khôhg"])]
    assert [(slip["path"], slip["suggestion"]) for slip in read["slips"]] == [("tasks[0].text", "đường")]


def test_who_watches_an_indicator_leads_it_where_nobody_else_is_named():
    head = row("TT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch 2024", "Cơ quan theo dõi")
    rows = [row(str(n), f"Thời gian cấp phép loại {n}", "ngày", str(9 + n), "Sở Xây dựng") for n in (1, 2, 3)]
    made = draft(*HEAD, Table((head, *rows)))
    assert [(one["lead"], one["unit"]) for one in made["indicators"]] == [(["Sở Xây dựng"], "days")] * 3
    assert [one["text"][:6] for one in made["unread"]] == ["Căn cứ"]


def test_two_words_above_lines_of_roles_are_a_work():
    made = draft(
        *HEAD, "II. NỘI DUNG", "1. Tổng kết", "Thời gian: trước 15/12/2024; chủ trì: Văn phòng Sở.",
        "2. Đào tạo", "- Đơn vị chủ trì: Phòng Kế hoạch.", "3. Lời nói đầu",
    )  # fmt: skip
    assert [(task["text"], task["lead"]) for task in made["tasks"]] == [
        ("Tổng kết", ["Văn phòng Sở"]),
        ("Đào tạo", ["Phòng Kế hoạch"]),
    ]


def test_the_verb_of_having_opens_no_name_of_a_target():
    made = draft(*HEAD, "II. MỤC TIÊU", "- Phấn đấu đến hết năm 2024 có trên 90% chợ được cấp nước sạch.")
    assert [one["name"] for one in made["indicators"]] == ["chợ được cấp nước sạch"]
