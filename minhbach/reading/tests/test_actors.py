"""Who a sentence tells to act, and with whom."""

import pytest

from minhbach.reading.find.actors import actor_of, helpers_of, role_line
from minhbach.reading.find.assigning import said_by


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("Sở Y tế: Kiểm tra việc niêm yết giá.", ("Sở Y tế",)),
        ("Giao Sở Nội vụ theo dõi việc thực hiện.", ("Sở Nội vụ",)),
        (
            "Đề nghị các tổ chức Hội Nông dân, Công an tỉnh phối hợp.",
            ("các tổ chức Hội Nông dân", "Công an tỉnh"),
        ),
        ("Sở Tài chính chủ trì lập dự toán.", ("Sở Tài chính",)),
        ("UBND cấp xã trong phạm vi quản lý rà soát danh sách.", ("UBND cấp xã",)),
        ("Trên cơ sở đăng ký của các đơn vị, Sở Nội vụ tổng hợp danh sách.", ("Sở Nội vụ",)),
        ("Sở Tư pháp: Giao phòng Hành chính chủ trì soạn thảo.", ("phòng Hành chính",)),
        ("UBND tỉnh yêu cầu các Sở, ngành thực hiện nghiêm.", ("các Sở, ngành",)),
        ("Lắp đèn tại các nút giao; giao Sở Công Thương chủ trì.", ("Sở Công Thương",)),
        ("Đề án phát triển chợ (Sở Công Thương chuẩn bị).", ("Sở Công Thương",)),
        ("Hội đồng tuyển dụng viên chức tổ chức thi trong tháng 5.", ("Hội đồng tuyển dụng viên chức",)),
        ("Trung tâm quan trắc môi trường lấy mẫu nước.", ("Trung tâm quan trắc môi trường",)),
        ("Trung tâm dạy nghề huyện mở ba lớp may.", ("Trung tâm dạy nghề huyện",)),
    ],
)
def test_the_actor_is_found_where_the_sentence_names_it(sentence, lead):
    assert actor_of(sentence).units.names == lead


def test_only_an_actor_before_a_colon_leaves_the_text():
    assert actor_of("Sở Y tế: Kiểm tra giá thuốc.").rest == "Kiểm tra giá thuốc."
    assert actor_of("Giao Sở Y tế kiểm tra giá thuốc.").rest == "Giao Sở Y tế kiểm tra giá thuốc."


def test_a_relative_clause_belongs_to_the_name():
    actor = actor_of("Các đơn vị được giao chủ trì nhiệm vụ tại mục 1 có trách nhiệm báo cáo.")
    assert actor.units.names == ("Các đơn vị được giao chủ trì nhiệm vụ tại mục 1",)


@pytest.mark.parametrize(
    "sentence", ["Tổ chức hội nghị tập huấn.", "Rà soát hồ sơ tồn đọng.", "Báo cáo kết quả thực hiện."]
)
def test_a_sentence_that_opens_with_a_verb_names_no_actor(sentence):
    assert not actor_of(sentence).found


@pytest.mark.parametrize(
    ("sentence", "helpers"),
    [
        ("Chủ trì, phối hợp với Sở Y tế, Công an tỉnh kiểm tra cơ sở.", ("Sở Y tế", "Công an tỉnh")),
        ("Phối hợp với các cơ quan chủ trì, báo cáo kịp thời.", ("các cơ quan chủ trì",)),
        ("Tăng cường phối hợp chặt chẽ với UBND cấp xã để nắm tình hình.", ("UBND cấp xã",)),
        ("Phối hợp với cơ quan trung ương trong công tác này.", ("cơ quan trung ương",)),
        ("Thực hiện quy chế phối hợp kiểm tra liên ngành.", ()),
    ],
)
def test_bodies_behind_phoi_hop_voi_coordinate(sentence, helpers):
    assert helpers_of(sentence).names == helpers


def test_a_line_of_a_role_names_its_bodies():
    role, units = role_line("Đơn vị đầu mối: Sở Công Thương")
    assert (role, units.names) == ("đầu mối", ("Sở Công Thương",))


def test_a_name_with_a_verb_of_a_field_before_a_colon_is_taken_whole_and_doubted():
    actor = actor_of("Ban Quản lý dự án đầu tư xây dựng: Rà soát tiến độ các công trình.")
    assert actor.units.names == ("Ban Quản lý dự án đầu tư xây dựng",)
    assert actor.units.unknown == actor.units.names


def test_a_sentence_before_a_colon_is_no_name():
    actor = actor_of("Sở Y tế tổ chức thực hiện các việc sau: kiểm tra bếp ăn.")
    assert actor.units.names == ("Sở Y tế",)


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("Giao Trạm Y tế xã tiêm bổ sung vắc xin cho trẻ", "Trạm Y tế xã"),
        ("Giao Thanh tra Bộ khám sức khỏe cho người lao động", "Thanh tra Bộ"),
        ("Giao Báo Lâm Sơn tuyển cộng tác viên", "Báo Lâm Sơn"),
        ("Giao Công ty Xây lắp tỉnh dọn dẹp công trường", "Công ty Xây lắp tỉnh"),
        ("Giao Phòng Kỹ thuật môi trường quan trắc nước giếng", "Phòng Kỹ thuật môi trường"),
    ],
)
def test_a_verb_of_plain_work_ends_the_name_before_it(sentence, lead):
    assert actor_of(sentence).units.names == (lead,)


def test_what_a_group_has_stays_with_its_name_before_the_verb():
    said = "chủ trì, phối hợp với UBND các xã có rừng tuần tra ban đêm"
    assert helpers_of(said).names == ("UBND các xã có rừng",)
    duty = "chủ trì, phối hợp với UBND các xã có trách nhiệm thực hiện"
    assert helpers_of(duty).names == ("UBND các xã",)


def test_a_list_of_helpers_goes_on_behind_each_of_its_semicolons():
    line = "Chủ trì: Sở Y tế; phối hợp: Sở Tư pháp; Công an tỉnh; các cơ quan liên quan; thời gian: Quý I."
    said = said_by(line)
    assert said.helping.names == ("Sở Tư pháp", "Công an tỉnh", "các cơ quan liên quan")
    assert (said.lead.names, said.time) == (("Sở Y tế",), "Quý I")


def test_a_space_before_the_comma_parts_who_leads_from_who_helps():
    said = said_by(
        "Phân công thực hiện: Ban Tổ chức Tỉnh ủy chủ trì , các ban đảng phối hợp; thời gian: Quý I."
    )
    assert (said.lead.names, said.helping.names) == (("Ban Tổ chức Tỉnh ủy",), ("các ban đảng",))
