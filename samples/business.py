"""A plan in prose: tasks as dashes under headings by unit, half-year reports."""

from samples.shapes import Block, Plan, Task, time

OFFICE = "Sở Tài chính"


def dash(section: str, unit: str | None, text: str, clock: dict | None = None, **more) -> Block:
    """A bullet whose lead is the unit of its heading."""
    lead = more.pop("lead", (unit,) if unit else ())
    task = Task(text, section=section, lead_raw=unit, lead=lead, **more)
    if clock:
        task = Task(**{**task.__dict__, "time": clock})
    return Block(f"- {text}", tasks=(task,))


S1 = "1. Cắt giảm thủ tục, chi phí"
S2 = "2. Hỗ trợ doanh nghiệp nhỏ"
S3 = "3. Cải thiện tiếp cận đất đai"
PLAN = Plan(
    name="moi-truong-kinh-doanh-2026",
    number="42/KH-UBND",
    issued="2026-01-30",
    place_and_date="Sông Lam, ngày 30 tháng 01 năm 2026",
    title="Cải thiện môi trường đầu tư, kinh doanh năm 2026",
    year_from=2026,
    year_to=2026,
    references=("02/NQ-CP",),
    blocks=(
        Block(
            "Thực hiện Nghị quyết số 02/NQ-CP ngày 08/01/2026 của Chính phủ, UBND tỉnh Sông Lam ban hành Kế hoạch như sau:"
        ),
        Block("I. MỤC ĐÍCH, YÊU CẦU", "heading"),
        Block("- Gỡ những vướng mắc mà doanh nghiệp của tỉnh nêu nhiều nhất trong năm qua."),
        Block("II. NHIỆM VỤ, GIẢI PHÁP", "heading"),
        Block(S1, "subheading"),
        Block("a) Các sở, ban, ngành; UBND các xã, phường:"),
        dash(
            S1,
            "Các sở, ban, ngành; UBND các xã, phường",
            "Rà soát, đề nghị bãi bỏ giấy tờ trùng lặp trong hồ sơ của doanh nghiệp, hoàn thành trong tháng 6/2026.",
            time("deadline", due="2026-06-30"),
            lead=("Các sở, ban, ngành", "UBND các xã, phường"),
        ),
        dash(
            S1,
            "Các sở, ban, ngành; UBND các xã, phường",
            "Thường xuyên đối thoại với doanh nghiệp, ghi biên bản và trả lời bằng văn bản.",
            time("ongoing"),
            lead=("Các sở, ban, ngành", "UBND các xã, phường"),
        ),
        Block("b) Văn phòng UBND tỉnh:"),
        dash(
            S1,
            "Văn phòng UBND tỉnh",
            "Công bố thời gian giải quyết thực tế của từng thủ tục trên cổng dịch vụ công.",
        ),
        dash(
            S1,
            "Văn phòng UBND tỉnh",
            "Định kỳ hằng quý công khai danh sách hồ sơ trễ hạn theo đơn vị.",
            time("recurring", start="2026-01-01", due="2026-12-31", recurrence="quarterly"),
        ),
        Block(S2, "subheading"),
        Block("a) Sở Tài chính:"),
        dash(
            S2,
            OFFICE,
            "Lập quỹ bảo lãnh tín dụng cho doanh nghiệp nhỏ, trình UBND tỉnh trước ngày 30/9/2026.",
            time("deadline", due="2026-09-30"),
        ),
        dash(S2, OFFICE, "Mở lớp tập huấn kế toán cho hộ kinh doanh mới chuyển thành doanh nghiệp."),
        Block("b) Sở Công Thương:"),
        dash(
            S2,
            "Sở Công Thương",
            "Đưa sản phẩm của tỉnh lên ít nhất hai sàn thương mại điện tử, hoàn thành trong quý III/2026.",
            time("deadline", due="2026-09-30"),
        ),
        dash(S2, "Sở Công Thương", "Giới thiệu khách hàng nước ngoài cho làng nghề mây tre."),
        Block("c) Sở Khoa học và Công nghệ:"),
        dash(S2, "Sở Khoa học và Công nghệ", "Hướng dẫn doanh nghiệp dùng hóa đơn và hợp đồng điện tử."),
        Block(S3, "subheading"),
        Block("a) Sở Nông nghiệp và Môi trường:"),
        dash(
            S3,
            "Sở Nông nghiệp và Môi trường",
            "Đăng bản đồ giá đất theo tuyến đường, cho tra cứu không cần tài khoản, xong trước ngày 31/5/2026.",
            time("deadline", due="2026-05-31"),
        ),
        dash(
            S3,
            "Sở Nông nghiệp và Môi trường",
            "Cấp giấy chứng nhận cho các thửa đất đã đủ hồ sơ từ năm 2025.",
        ),
        Block("b) Ban Quản lý Khu kinh tế:"),
        dash(
            S3, "Ban Quản lý Khu kinh tế", "Công khai diện tích đất sạch còn lại trong từng khu công nghiệp."
        ),
        Block("III. TỔ CHỨC THỰC HIỆN", "heading"),
        Block(
            "1. Các sở, ban, ngành; UBND các xã, phường báo cáo kết quả 6 tháng, một năm về Sở Tài chính trước ngày 01/6 và trước ngày 01/12.",
            tasks=(
                Task(
                    "Các sở, ban, ngành; UBND các xã, phường báo cáo kết quả 6 tháng, một năm về Sở Tài chính trước ngày 01/6 và trước ngày 01/12.",
                    code="1",
                    section="III",
                    lead_raw="Các sở, ban, ngành; UBND các xã, phường",
                    lead=("Các sở, ban, ngành", "UBND các xã, phường"),
                    time=time("recurring", start="2026-01-01", due="2026-12-31", recurrence="semiannual"),
                ),
            ),
        ),
    ),
    recipients=(
        "- Văn phòng Chính phủ (b/c);",
        "- Các sở, ban, ngành;",
        "- UBND các xã, phường;",
        "- Lưu: VT, TH.",
    ),
    recipient_labels=(
        "Văn phòng Chính phủ (b/c)",
        "Các sở, ban, ngành",
        "UBND các xã, phường",
        "Lưu: VT, TH",
    ),
    signer="Trần Quốc Bảo",
    reporting=(
        {
            "who": "Các sở, ban, ngành; UBND các xã, phường",
            "to": OFFICE,
            "cycle": "semiannual",
            "due_raw": "trước ngày 01/6",
            "due": {"month": 6, "day": 1},
            "role": "unit_report",
            "content": [],
        },
        {
            "who": "Các sở, ban, ngành; UBND các xã, phường",
            "to": OFFICE,
            "cycle": "annual",
            "due_raw": "trước ngày 01/12",
            "due": {"month": 12, "day": 1},
            "role": "unit_report",
            "content": [],
        },
    ),
)
