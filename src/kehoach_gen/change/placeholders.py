"""The names `bang-so-sanh.docx` may use: its contract, and the page of the manual that lists them."""

from collections.abc import Mapping

from kehoach_gen.office.contract import Offer

_ROW = {
    "loai": Offer(
        "loại hàng: nhom (tên phần của văn bản), noi_dung, dai (nội dung có thể quá một trang)",
        values=("nhom", "noi_dung", "dai"),
    ),
    "ten": Offer("tên phần của văn bản, ở hàng nhom"),
    "tt": Offer("số thứ tự: 1, 2, 3 …"),
    "nhan_cu": Offer("tên mục với số cũ, ví dụ Nhiệm vụ 1.đ; trống khi mục được thêm"),
    "nhan_moi": Offer("tên mục với số mới; Bỏ khi mục không còn"),
    "cu": Offer("các đoạn của nội dung cũ, chữ bị bỏ gạch ngang", many=True),
    "moi": Offer("các đoạn của nội dung mới, chữ thêm vào in đậm", many=True),
    "ly_do": Offer("lý do, để trống cho người soạn ghi"),
    "co_quan": Offer("cơ quan chịu ảnh hưởng, mỗi cách một dòng", many=True),
}

COMPARISON_NAMES: Mapping[str, Offer] = {
    "tieu_de": Offer("tên kế hoạch được sửa đổi, đã ngắt dòng", required=True),
    "tom_tat": Offer("số nội dung, số thay đổi, số cơ quan liên quan"),
    "ban_cu": Offer("số, ký hiệu, ngày của bản cũ (Dự thảo nếu chưa có số); trong ngoặc là phiên bản hoặc tệp, và ngày"),
    "ban_moi": Offer("số, ký hiệu, ngày của bản mới (Dự thảo nếu chưa có số); trong ngoặc là phiên bản hoặc tệp, và ngày"),
    "hang": Offer("các hàng của bảng", _ROW, many=True, required=True),
}
