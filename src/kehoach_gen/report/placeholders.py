"""The names `tonghop.docx` may use: its contract, and the page of the manual that lists them."""

from collections.abc import Mapping

from kehoach_gen.form.placeholders import REPORT_NAMES
from kehoach_gen.office.contract import Offer

_TALLY = {
    "luot": Offer("số lượt nhiệm vụ: một nhiệm vụ của một cơ quan chủ trì là một lượt"),
    "ht_dung_han": Offer("số lượt hoàn thành đúng hạn"),
    "ht_qua_han": Offer("số lượt hoàn thành quá hạn"),
    "trong_han": Offer("số lượt đang thực hiện trong hạn"),
    "qua_han": Offer("số lượt quá hạn"),
    "chua_bao_cao": Offer("trong số đang thực hiện và quá hạn, số lượt chưa có báo cáo"),
    "ty_le": Offer("tỷ lệ lượt hoàn thành"),
}
_SENT = {
    "so_co_quan": Offer("số cơ quan phải báo cáo"),
    "dung_han": Offer("số cơ quan gửi đúng hạn"),
    "cham": Offer("số cơ quan gửi chậm"),
    "chua_gui": Offer("số cơ quan chưa gửi"),
    "ty_le": Offer("tỷ lệ cơ quan đã gửi"),
}
_NUMBER = {"tt": Offer("số thứ tự")}
_AREA_COUNT = {"so_nhiem_vu": Offer("số nhiệm vụ")}
_KIND = {"loai": Offer("loại hàng: nhom (chỉ nêu tên), noi_dung")}


def _appendix(row: Mapping[str, Offer], total: Mapping[str, Offer] | None = None) -> Mapping[str, Offer]:
    return {
        "ten_phu_luc": Offer("Phụ lục I, II, III"),
        "tieu_de": Offer("tên phụ lục, in hoa, đã ngắt dòng"),
        "kem_theo": Offer("(Kèm theo Báo cáo số … ngày … của …)"),
        "hang": Offer("các hàng của bảng", row, many=True),
        **({"tong": Offer("hàng tổng cộng", total)} if total else {}),
    }


_TASK = {
    **_KIND,
    **_NUMBER,
    "ten": Offer("tên lĩnh vực, ở hàng nhom"),
    "nhiem_vu": Offer("nội dung nhiệm vụ"),
    "co_quan": Offer("cơ quan chủ trì, đúng chữ của kế hoạch"),
    "thoi_han": Offer("thời hạn, đúng chữ của kế hoạch"),
    "ket_qua": Offer("kết quả, sản phẩm; nhiệm vụ của nhiều cơ quan thì số đã hoàn thành, tên cơ quan quá hạn, chưa báo cáo"),
    **_TALLY,
}
_AGENCY = {
    **_KIND,
    **_NUMBER,
    "ten": Offer("tên cơ quan, hoặc tên khối ở hàng nhom"),
    "gui": Offer("đúng hạn, chậm (kèm ngày nhận), chưa gửi"),
    **_TALLY,
}
_ASSESSMENT = {
    **_NUMBER,
    "ten": Offer("tên cơ quan"),
    "chu_tri": Offer("đánh giá chung các nhiệm vụ chủ trì"),
    "phoi_hop": Offer("đánh giá chung các nhiệm vụ phối hợp"),
}

SUMMARY_NAMES: Mapping[str, Offer] = {
    **{
        name: REPORT_NAMES[name]
        for name in (
            *("trung_lap", "chu_quan", "co_quan", "so", "ky_hieu", "dia_danh", "ngay_thang", "ten_loai", "trich_yeu", "kinh_gui"),
            *("mo_dau", "ket_thuc", "noi_nhan", "luu", "quyen_han", "ho_ten", "ke_dong"),
        )
    },
    "gui_bao_cao": Offer(
        "tình hình gửi báo cáo",
        {
            "doan": Offer("các đoạn văn", many=True),
            "khoi": Offer("các khối cơ quan, trống khi chỉ có một", {**_NUMBER, "ten": Offer("tên khối"), **_SENT}, many=True),
            "tong": Offer("hàng tổng cộng", _SENT),
        },
        required=True,
    ),
    "ket_qua": Offer(
        "kết quả chung",
        {
            "doan": Offer("các đoạn văn", many=True),
            "hang": Offer("các lĩnh vực", {**_NUMBER, "ten": Offer("tên lĩnh vực"), **_AREA_COUNT, **_TALLY}, many=True),
            "tong": Offer("hàng tổng cộng", {**_AREA_COUNT, **_TALLY}),
        },
        required=True,
    ),
    "bieu_do": Offer("chỗ đặt biểu đồ tiến độ theo lĩnh vực; trống khi không có số liệu; bỏ tên này thì không có biểu đồ"),
    "linh_vuc": Offer(
        "kết quả theo lĩnh vực",
        {"ten": Offer("tên lĩnh vực"), "doan": Offer("các đoạn văn", many=True)},
        many=True,
        required=True,
    ),
    "y_kien": Offer(
        "các mục III, IV: khó khăn, vướng mắc; kiến nghị, đề xuất",
        {
            "so": Offer("số thứ tự: III, IV"),
            "ten": Offer("tên mục, in hoa"),
            "dan": Offer("câu dùng khi không cơ quan nào nêu; có thể trống"),
            "nhom": Offer(
                "theo từng nhiệm vụ, cuối cùng là ý kiến chung",
                {"ten": Offer("nhiệm vụ, hoặc Ý kiến chung"), "doan": Offer("các đoạn, có tên cơ quan nêu", many=True)},
                many=True,
            ),
        },
        many=True,
        required=True,
    ),
    "phu_luc_nhiem_vu": Offer("phụ lục kết quả từng nhiệm vụ", _appendix(_TASK, _TALLY), required=True),
    "phu_luc_co_quan": Offer("phụ lục theo cơ quan", _appendix(_AGENCY, _TALLY), required=True),
    "phu_luc_danh_gia": Offer(
        "phụ lục đánh giá chung của các cơ quan, trống khi không cơ quan nào viết", _appendix(_ASSESSMENT), required=True
    ),
}
