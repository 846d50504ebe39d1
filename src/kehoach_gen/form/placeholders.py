"""The names `baocao.docx` may use: its contract, and the page of the manual that lists them."""

from collections.abc import Mapping

from kehoach_gen.form.layout import COLUMNS
from kehoach_gen.form.model import Role
from kehoach_gen.office.contract import Offer

_SECTION = {
    "so": Offer("số thứ tự: I, II …"),
    "ten": Offer("tên mục, in hoa"),
    "dan": Offer("câu dẫn: số nhiệm vụ, ở phụ lục nào; có thể trống"),
    "doan": Offer("các đoạn cơ quan viết, hoặc dòng chấm", many=True),
}


def _table(role: Role) -> Mapping[str, Offer]:
    row = {
        "loai": Offer("loại hàng: linh_vuc, nhiem_vu (chỉ nêu tên), trong (chờ trả lời), noi_dung (đã trả lời)"),
        "ten": Offer("tên lĩnh vực, ở hàng linh_vuc"),
        **{column.key: Offer(f"cột {column.title}") for column in COLUMNS[role]},
    }
    return {
        "ten_phu_luc": Offer("Phụ lục, hoặc Phụ lục I, II khi có cả hai bảng"),
        "tieu_de": Offer("tên phụ lục, in hoa, đã ngắt dòng"),
        "kem_theo": Offer("(Kèm theo Báo cáo số … ngày … của …)"),
        "hang": Offer("các hàng của bảng", row, many=True),
    }


REPORT_NAMES: Mapping[str, Offer] = {
    "trung_lap": Offer("đúng với cơ quan không theo Nghị định 30 (không có Quốc hiệu)"),
    "chu_quan": Offer("các dòng tên cơ quan chủ quản, có thể trống", many=True, required=True),
    "co_quan": Offer("các dòng tên cơ quan báo cáo", many=True, required=True),
    "so": Offer("khoảng trống để ghi số của báo cáo", required=True),
    "ky_hieu": Offer("ký hiệu, ví dụ BC-SNV", required=True),
    "dia_danh": Offer("địa danh", required=True),
    "ngay_thang": Offer("ngày … tháng … năm …, ngày và tháng để trống", required=True),
    "ten_loai": Offer("BÁO CÁO", required=True),
    "trich_yeu": Offer("trích yếu, đã ngắt dòng", required=True),
    "kinh_gui": Offer("nơi nhận báo cáo", required=True),
    "mo_dau": Offer("câu mở đầu: căn cứ, kỳ báo cáo", required=True),
    "muc": Offer("các mục I, II … của báo cáo", _SECTION, many=True, required=True),
    "ket_thuc": Offer("câu kết, có ./.", required=True),
    "noi_nhan": Offer("các nơi nhận", many=True, required=True),
    "luu": Offer("nơi lưu", required=True),
    "quyen_han": Offer("các dòng quyền hạn, chức vụ người ký", many=True, required=True),
    "ho_ten": Offer("chỗ ghi họ tên người ký", required=True),
    "chu_tri": Offer("bảng nhiệm vụ chủ trì, trống khi không có", _table("lead"), required=True),
    "phoi_hop": Offer("bảng nhiệm vụ phối hợp, trống khi không có", _table("coordinator"), required=True),
    "ma_bieu": Offer("mã biểu, để nhận ra biểu khi tệp bị gõ lại", required=True),
    "ke_dong": Offer("độ dài các đường kẻ, máy tự đặt", open=True),
}
