"""The names `dondoc.docx` and `phieutralai.docx` may use: their contracts, and the page of the manual that lists them."""

from collections.abc import Mapping

from kehoach_gen.office.contract import Offer

_HEAD = {
    "chu_quan": Offer("các dòng tên cơ quan chủ quản, có thể trống", many=True, required=True),
    "co_quan": Offer("các dòng tên cơ quan ban hành", many=True, required=True),
    "so": Offer("khoảng trống để ghi số", required=True),
    "ky_hieu": Offer("ký hiệu, ví dụ SNV", required=True),
    "dia_danh": Offer("địa danh", required=True),
    "ngay_thang": Offer("ngày … tháng … năm …, phần chưa rõ để trống", required=True),
}
_FOOT = {
    "noi_nhan": Offer("các nơi nhận", many=True, required=True),
    "luu": Offer("nơi lưu", required=True),
    "quyen_han": Offer("các dòng quyền hạn, chức vụ người ký", many=True, required=True),
    "ho_ten": Offer("chỗ ghi họ tên người ký", required=True),
    "ke_dong": Offer("độ dài các đường kẻ, máy tự đặt", open=True),
}

_AGENCY = {
    "loai": Offer("loại hàng: muc (tên mục của danh sách), co_quan"),
    "ten": Offer("tên mục với số La Mã, ở hàng muc; tên cơ quan"),
    "tt": Offer("số thứ tự"),
    "han_gui": Offer("hạn gửi báo cáo: ngày/tháng/năm"),
    "tinh_trang": Offer("chưa gửi; gửi chậm, ngày nào; vì sao tệp không dùng được; phải sửa mấy chỗ"),
    "chu_tri": Offer("số nhiệm vụ chủ trì"),
    "phoi_hop": Offer("số nhiệm vụ phối hợp"),
}

REMINDER_NAMES: Mapping[str, Offer] = {
    **_HEAD,
    "trich_yeu": Offer("V/v …, đã ngắt dòng", required=True),
    "kinh_gui": Offer("nơi nhận ghi cùng dòng Kính gửi; trống khi có từ hai nơi", required=True),
    "cac_noi_gui": Offer("các dòng nơi nhận khi có từ hai nơi: - …;", many=True, required=True),
    "noi_dung": Offer("các đoạn của công văn, đoạn cuối có ./.", many=True, required=True),
    **_FOOT,
    "ten_phu_luc": Offer("Phụ lục", required=True),
    "tieu_de": Offer("tên phụ lục, in hoa, đã ngắt dòng", required=True),
    "kem_theo": Offer("(Kèm theo Công văn số … ngày … của …)", required=True),
    "hang": Offer("các hàng của danh sách", _AGENCY, many=True, required=True),
}

_FAULT = {
    "loai": Offer("loại hàng: muc (phải sửa, đề nghị xem lại), loi"),
    "ten": Offer("tên mục, ở hàng muc"),
    "tt": Offer("số thứ tự"),
    "cho": Offer("chỗ có lỗi: nhiệm vụ, cột, ô"),
    "loi": Offer("nội dung đã ghi, vì sao phải sửa"),
    "cach_sua": Offer("cách sửa"),
}

COVER_NAMES: Mapping[str, Offer] = {
    **_HEAD,
    "ten_loai": Offer("PHIẾU ĐỀ NGHỊ BỔ SUNG, CHỈNH SỬA BÁO CÁO", required=True),
    "trich_yeu": Offer("báo cáo nào, kỳ nào; đã ngắt dòng", required=True),
    "kinh_gui": Offer("cơ quan đã gửi báo cáo", required=True),
    "mo_dau": Offer("tệp nào, nhận lúc nào, có mấy chỗ phải sửa", required=True),
    "hang": Offer("các hàng của bảng lỗi", _FAULT, many=True, required=True),
    "ket_thuc": Offer("cách sửa, thời hạn gửi lại; có ./.", required=True),
    **_FOOT,
}
