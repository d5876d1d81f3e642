"""How Vietnamese offices shorten the names of bodies: facts, compared without dots, hyphens and "&".

Expansions are usual administrative writing and were not read in a regulation. A shortening that stands
here changes nothing but the comparison: what a document says is kept as it is.
"""

from __future__ import annotations

# One token that stands for words anywhere. Never a token that is ambiguous (TC, CT, TP, TT: see below).
WORDS: dict[str, str] = {
    "ub": "ủy ban",
    "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân",
    "mttq": "mặt trận tổ quốc",
    "mttqvn": "mặt trận tổ quốc việt nam",
    "vp": "văn phòng",
    "bql": "ban quản lý",
    "ql": "quản lý",
    "qlda": "quản lý dự án",
    "qltt": "quản lý thị trường",
    "ca": "công an",
    "bch": "ban chỉ huy",
    "bchqs": "ban chỉ huy quân sự",
    "qs": "quân sự",
    "bđbp": "bộ đội biên phòng",
    "bcđ": "ban chỉ đạo",
    "tand": "tòa án nhân dân",
    "vksnd": "viện kiểm sát nhân dân",
    "tha": "thi hành án",
    "thads": "thi hành án dân sự",
    "ds": "dân sự",
    "kbnn": "kho bạc nhà nước",
    "nhnn": "ngân hàng nhà nước",
    "nhcsxh": "ngân hàng chính sách xã hội",
    "bhxh": "bảo hiểm xã hội",
    "hq": "hải quan",
    "kcn": "khu công nghiệp",
    "ccn": "cụm công nghiệp",
    "kkt": "khu kinh tế",
    "cn": "công nghiệp",
    "dn": "doanh nghiệp",
    "dnnvv": "doanh nghiệp nhỏ và vừa",
    "hhdn": "hiệp hội doanh nghiệp",
    "htx": "hợp tác xã",
    "lmhtx": "liên minh hợp tác xã",
    "lđlđ": "liên đoàn lao động",
    "lhpn": "liên hiệp phụ nữ",
    "ccb": "cựu chiến binh",
    "tncshcm": "thanh niên cộng sản hồ chí minh",
    "tctd": "tổ chức tín dụng",
    "vcci": "liên đoàn thương mại và công nghiệp việt nam",
    "tw": "trung ương",
    "pvhcc": "phục vụ hành chính công",
    "hcc": "hành chính công",
    "pbgdpl": "phổ biến giáo dục pháp luật",
    "đvsn": "đơn vị sự nghiệp",
    "ttg": "thủ tướng",
    "tp": "thành phố",
    "tx": "thị xã",
    "xttm": "xúc tiến thương mại",
    "xtđt": "xúc tiến đầu tư",
    "cđs": "chuyển đổi số",
    "cntt": "công nghệ thông tin",
}

# Fields of administration: expand only after "sở", "phòng", "bộ", where no other reading is possible.
FIELDS: dict[str, str] = {
    "nnmt": "nông nghiệp và môi trường",
    "xd": "xây dựng",
    "tc": "tài chính",
    "khcn": "khoa học và công nghệ",
    "nv": "nội vụ",
    "vhttdl": "văn hóa, thể thao và du lịch",
    "vhtt": "văn hóa và thể thao",
    "dl": "du lịch",
    "gdđt": "giáo dục và đào tạo",
    "ct": "công thương",
    "tp": "tư pháp",
    "yt": "y tế",
    "dttg": "dân tộc và tôn giáo",
    "dt": "dân tộc",
    "ngv": "ngoại vụ",
    "tnmt": "tài nguyên và môi trường",
    "nnptnt": "nông nghiệp và phát triển nông thôn",
    "gtvt": "giao thông vận tải",
    "khđt": "kế hoạch và đầu tư",
    "tttt": "thông tin và truyền thông",
    "lđtbxh": "lao động - thương binh và xã hội",
    "qhkt": "quy hoạch - kiến trúc",
}

MEDIA: dict[str, str] = {"ptth": "phát thanh và truyền hình"}

# Which table holds after which word.
AFTER: dict[str, dict[str, str]] = {
    "sở": FIELDS,
    "phòng": FIELDS,
    "bộ": FIELDS,
    "đài": MEDIA,
    "báo": MEDIA,
}

# Words of number and joining: they change nothing about which body is meant.
SILENT = frozenset({"và", "các", "những"})

# What a person is called, and what stands for the body where the title holds a part of its name.
OFFICES: tuple[tuple[str, str], ...] = (
    ("phó giám đốc", ""),
    ("phó chủ tịch", ""),
    ("giám đốc", ""),
    ("chủ tịch", ""),
    ("thủ trưởng", ""),
    ("người đứng đầu", ""),
    ("lãnh đạo", ""),
    ("chánh văn phòng", "văn phòng"),
    ("chánh thanh tra", "thanh tra"),
    ("chi cục trưởng", "chi cục"),
    ("cục trưởng", "cục"),
    ("trưởng ban", "ban"),
    ("trưởng phòng", "phòng"),
    ("trưởng công an", "công an"),
    ("tổng biên tập", ""),
    ("bí thư", ""),
    ("đề nghị", ""),
    ("yêu cầu", ""),
    ("giao", ""),
)
