"""The names the two templates may use: their contract, and the page of the manual that lists them."""

from collections.abc import Mapping

from kehoach_gen.office.contract import Offer
from kehoach_gen.plan.model import BLOCK_KINDS, Plan

_RULES = Offer("độ dài các đường kẻ, máy tự đặt", open=True)

_BLOCK = {
    "loai": Offer(f"loại đoạn: {', '.join(BLOCK_KINDS)}", values=tuple(BLOCK_KINDS)),
    "so": Offer("số thứ tự: I, 1, a; trống với gạch đầu dòng và đoạn văn"),
    "chu": Offer("chữ của đoạn"),
}

PLAN_NAMES: Mapping[str, Offer] = {
    "chu_quan": Offer("các dòng tên cơ quan chủ quản, có thể trống", many=True, required=True),
    "co_quan": Offer("các dòng tên cơ quan ban hành", many=True, required=True),
    "so": Offer("số của văn bản, khoảng trống nếu là dự thảo", required=True),
    "ky_hieu": Offer("ký hiệu, ví dụ KH-UBND", required=True),
    "dia_danh": Offer("địa danh", required=True),
    "ngay_thang": Offer("ngày … tháng … năm …", required=True),
    "ten_loai": Offer("tên loại văn bản, in hoa", required=True),
    "trich_yeu": Offer("trích yếu, đã ngắt dòng", required=True),
    "can_cu": Offer("các dòng căn cứ, đã có dấu cuối câu", many=True, required=True),
    "mo_dau": Offer("các đoạn mở đầu", many=True, required=True),
    "noi_dung": Offer("các đoạn nội dung", _BLOCK, many=True, required=True),
    "noi_nhan": Offer("các nơi nhận", many=True, required=True),
    "luu": Offer("nơi lưu", required=True),
    "quyen_han": Offer("các dòng quyền hạn, chức vụ, in hoa", many=True, required=True),
    "ho_ten": Offer("họ tên người ký", required=True),
    "ke_dong": _RULES,
}

_TASK = {
    "tt": Offer("thứ tự: a, b, c … hoặc 1, 2, 3"),
    "doan": Offer("các đoạn của nhiệm vụ", many=True),
    "chu_tri": Offer("các dòng ô cơ quan chủ trì", many=True),
    "phoi_hop": Offer("các dòng ô cơ quan phối hợp", many=True),
    "thoi_gian": Offer("các dòng thời gian hoàn thành", many=True),
    "san_pham": Offer("sản phẩm"),
    "chi_tieu": Offer("chỉ tiêu"),
    "ghi_chu": Offer("các dòng ghi chú", many=True),
}


def _area(columns: Mapping[str, Offer] | None) -> Mapping[str, Offer]:
    """The names of an area; of the added columns those given, any where none are."""
    added = Offer("cột do cơ quan thêm, theo mã cột", columns or {}, open=columns is None)
    return {**_AREA, "nhiem_vu": Offer("các nhiệm vụ", {**_TASK, "cot_them": added}, many=True)}


_AREA = {
    "tt": Offer("số thứ tự lĩnh vực"),
    "ten": Offer("tên lĩnh vực, có thể trống"),
}

APPENDIX_NAMES: Mapping[str, Offer] = {
    "ten_phu_luc": Offer("Phụ lục, hoặc Phụ lục I, II … khi có nhiều", required=True),
    "tieu_de": Offer("tên phụ lục, in hoa, đã ngắt dòng", required=True),
    "kem_theo": Offer("(Kèm theo … số … ngày … của …)", required=True),
    "linh_vuc": Offer("các lĩnh vực", _area(None), many=True, required=True),
    "ke_dong": _RULES,
}


def appendix_names(plan: Plan) -> Mapping[str, Offer]:
    """The names for the appendices of one plan: of the added columns, those it declares."""
    columns = {column.id: Offer(f"cột «{column.title}»") for appendix in plan.appendices for column in appendix.columns}
    return {**APPENDIX_NAMES, "linh_vuc": Offer("các lĩnh vực", _area(columns), many=True, required=True)}
