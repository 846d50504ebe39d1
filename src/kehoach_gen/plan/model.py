"""A plan: what is to be done, by whom and by when, and the frame of the document that says so.

Field names are for code; aliases are the keys of `ke-hoach.yaml` and of the templates; titles head the
columns of the workbook; descriptions explain the field to the person who fills it in.
"""

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_serializer, model_validator
from pydantic_core import PydanticCustomError

BlockKind = Literal["phan", "muc", "khoan_tieu_de", "khoan", "diem", "gach", "cong", "doan"]

BLOCK_KINDS: dict[BlockKind, str] = {
    "phan": "Phần",
    "muc": "Mục",
    "khoan_tieu_de": "Khoản có tiêu đề",
    "khoan": "Khoản",
    "diem": "Điểm",
    "gach": "Gạch đầu dòng",
    "cong": "Dấu cộng",
    "doan": "Đoạn văn",
}
"""Kinds of body paragraphs, outermost first, with the word a drafter reads (NĐ 30/2020, Phụ lục I, II.6.đ)."""


class _Value(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True, str_strip_whitespace=True
    )


class Authority(_Value):
    """The issuing authority (NĐ 30/2020, Phụ lục I, II.2)."""

    superior: str = Field("", alias="chu_quan", title="Cơ quan chủ quản", description="tên cơ quan chủ quản trực tiếp, nếu có")
    name: str = Field(alias="ten", title="Cơ quan ban hành", description="tên đầy đủ của cơ quan ban hành văn bản")
    heading: str = Field(
        "",
        alias="trinh_bay",
        title="Tên ở đầu trang",
        description="tên như in ở đầu trang, mỗi dòng một dòng; để trống thì lấy tên đầy đủ",
    )
    symbol: str = Field(
        alias="ky_hieu", title="Ký hiệu cơ quan", description="chữ viết tắt của cơ quan trong số, ký hiệu, ví dụ UBND"
    )
    issuer: str = Field(
        "",
        alias="nguoi_ban_hanh",
        title="Người ban hành",
        description="chức danh đứng tên ban hành, ví dụ Chủ tịch Ủy ban nhân dân tỉnh Sơn La; để trống nếu chính cơ quan ban hành",
    )


class Signatory(_Value):
    """Who signs, and in what capacity (NĐ 30/2020, Điều 13; Phụ lục I, II.7)."""

    on_behalf_of: str = Field(
        "", alias="thay_mat", title="Thay mặt (TM.)", description="tên tập thể được ký thay mặt, ví dụ Ủy ban nhân dân"
    )
    in_place_of: str = Field(
        "", alias="ky_thay", title="Ký thay (KT.)", description="chức vụ của người đứng đầu được ký thay, ví dụ Chủ tịch"
    )
    by_order_of: str = Field("", alias="thua_lenh", title="Thừa lệnh (TL.)", description="chức vụ của người giao ký thừa lệnh")
    by_authority_of: str = Field(
        "", alias="thua_uy_quyen", title="Thừa ủy quyền (TUQ.)", description="chức vụ của người ủy quyền ký"
    )
    acting: Literal["", "có", "không"] = Field(
        "", alias="quyen", title="Quyền (Q.)", description="«có» nếu người ký giữ quyền chức vụ"
    )
    position: str = Field(alias="chuc_vu", title="Chức vụ", description="chức vụ của người ký")
    name: str = Field(alias="ho_ten", title="Họ và tên", description="họ và tên người ký, không ghi học hàm, học vị")


class Block(_Value):
    """One paragraph of the body; its number is made when it is printed, never typed."""

    kind: BlockKind
    text: str
    id: str = ""

    @model_validator(mode="before")
    @classmethod
    def _from_one_key(cls, data: Any) -> Any:
        """`{"muc": "Mục đích", "ma": "b01"}`, as written in the data, → the fields."""
        if not isinstance(data, dict) or "kind" in data:
            return data
        kinds = [key for key in data if key in BLOCK_KINDS]
        strange = [key for key in data if key not in BLOCK_KINDS and key != "ma"]
        if len(kinds) != 1 or strange:
            raise PydanticCustomError(
                "doan-khong-ro-loai",
                "Mỗi đoạn của nội dung có đúng một khóa chỉ loại đoạn, ở đây có: {keys}.",
                {"keys": ", ".join(map(str, data)) or "không khóa nào", "hint": f"dùng một trong: {', '.join(BLOCK_KINDS)}."},
            )
        return {"kind": kinds[0], "text": data[kinds[0]], "id": data.get("ma", "")}

    @model_serializer
    def _to_one_key(self) -> dict[str, str]:
        return {"ma": self.id, self.kind: self.text} if self.id else {self.kind: self.text}


class Task(_Value):
    """One row of an appendix: what is to be done, who leads, who coordinates, by when."""

    id: str = Field(
        "", alias="ma", title="Mã", description="mã ngắn, không đổi và không dùng lại; nhiệm vụ cần có mã khi lập mẫu báo cáo"
    )
    text: str = Field(
        alias="nhiem_vu",
        title="Nhiệm vụ, giải pháp",
        description="mỗi dòng là một đoạn; dòng mở đầu bằng «- » hoặc «+ » là ý nhỏ",
    )
    leads: tuple[str, ...] = Field((), alias="chu_tri", title="Cơ quan chủ trì", description="mã hoặc tên cơ quan, nhóm cơ quan")
    leads_wording: str = Field(
        "",
        alias="chu_tri_ghi",
        title="Cách ghi chủ trì",
        description="câu chữ in trong ô chủ trì, nếu khác tên các cơ quan đã chọn",
    )
    coordinators: tuple[str, ...] = Field(
        (), alias="phoi_hop", title="Cơ quan phối hợp", description="mã hoặc tên cơ quan, nhóm cơ quan"
    )
    coordinators_wording: str = Field(
        "",
        alias="phoi_hop_ghi",
        title="Cách ghi phối hợp",
        description="câu chữ in trong ô phối hợp, nếu khác tên các cơ quan đã chọn",
    )
    assignment_note: str = Field(
        "",
        alias="ghi_chu_phan_cong",
        title="Ghi chú phân công",
        description="điều kiện của việc giao, in trong ngoặc sau cơ quan chủ trì",
    )
    deadline: str = Field(
        "",
        alias="thoi_gian",
        title="Thời gian hoàn thành",
        description="ví dụ: Quý IV/2023, Tháng 12/2023, Trước ngày 31/12/2023, Thường xuyên",
    )
    product: str = Field("", alias="san_pham", title="Sản phẩm", description="văn bản hoặc kết quả phải có")
    target: str = Field(
        "", alias="chi_tieu", title="Chỉ tiêu", description="số lượng hoặc tỷ lệ phải đạt, ví dụ: ít nhất 02, 100%"
    )
    note: str = Field("", alias="ghi_chu", title="Ghi chú", description="in ở cột Ghi chú")
    extra: dict[str, str] = Field(
        {}, alias="cot_them", title="Cột thêm", description="giá trị của các cột do cơ quan thêm, theo mã cột"
    )


class Area(_Value):
    """A group of tasks under one heading row."""

    id: str = Field("", alias="ma", title="Mã", description="mã ngắn của lĩnh vực")
    name: str = Field("", alias="ten", title="Tên lĩnh vực", description="in ở dòng lĩnh vực; để trống thì không có dòng này")
    tasks: tuple[Task, ...] = Field((), alias="nhiem_vu", title="Nhiệm vụ", description="các nhiệm vụ của lĩnh vực")


class Column(_Value):
    """A column an office adds to the table of an appendix."""

    id: str = Field(alias="ma", title="Mã cột", description="mã ngắn, không dấu")
    title: str = Field(alias="ten", title="Tên cột", description="tiêu đề in ở đầu cột")


class Appendix(_Value):
    """An appendix: its heading and its table of tasks (NĐ 30/2020, Phụ lục I, III.1)."""

    id: str = Field("", alias="ma", title="Mã", description="mã ngắn của phụ lục")
    title: str = Field("", alias="ten", title="Tên phụ lục", description="in hoa dưới chữ «Phụ lục»")
    columns: tuple[Column, ...] = Field(
        (), alias="cot_them", title="Cột thêm", description="các cột cơ quan thêm vào bảng, trước cột Ghi chú"
    )
    areas: tuple[Area, ...] = Field((), alias="linh_vuc", title="Lĩnh vực", description="các nhóm nhiệm vụ")

    @property
    def tasks(self) -> Iterator[Task]:
        return (task for area in self.areas for task in area.tasks)


class Plan(_Value):
    """The whole document: frame, body, recipients and appendices. Texts are kept as the person wrote them."""

    id: str = Field(
        alias="ma", title="Mã kế hoạch", description="tên ngắn, không dấu, ví dụ cchc-2023", pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$"
    )
    kind: str = Field("Kế hoạch", alias="loai", title="Loại văn bản", description="tên loại theo Điều 7 Nghị định 30/2020/NĐ-CP")
    authority: Authority = Field(alias="co_quan", title="Cơ quan", description="cơ quan ban hành")
    number: str = Field("", alias="so", title="Số", description="do Văn thư cấp; bản dự thảo để trống")
    issued: str = Field(
        alias="ngay_ban_hanh", title="Ngày ban hành", description="ngày/tháng/năm; bản dự thảo chỉ ghi tháng/năm hoặc năm"
    )
    place: str = Field(alias="dia_danh", title="Địa danh", description="nơi cơ quan đóng, ví dụ Sơn La")
    subject: str = Field(alias="trich_yeu", title="Trích yếu", description="nội dung chính của văn bản, không có dấu chấm cuối")
    starts: str = Field(
        "",
        alias="tu_ngay",
        title="Thực hiện từ ngày",
        description="ngày bắt đầu kỳ kế hoạch; để trống thì lấy 01/01 của năm ban hành",
    )
    ends: str = Field(
        "",
        alias="den_ngay",
        title="Thực hiện đến ngày",
        description="ngày kết thúc kỳ kế hoạch; để trống thì lấy 31/12 của năm ban hành",
    )
    bases: tuple[str, ...] = Field(
        (), alias="can_cu", title="Căn cứ", description="các căn cứ ban hành, mỗi căn cứ một mục, không cần dấu cuối câu"
    )
    opening: tuple[str, ...] = Field((), alias="mo_dau", title="Mở đầu", description="đoạn mở đầu, kết thúc bằng dấu hai chấm")
    body: tuple[Block, ...] = Field(
        (), alias="noi_dung", title="Nội dung", description="các đoạn của nội dung, theo thứ tự; số thứ tự do máy đánh"
    )
    signatory: Signatory = Field(alias="nguoi_ky", title="Người ký", description="quyền hạn, chức vụ, họ tên người ký")
    recipients: tuple[str, ...] = Field(
        (), alias="noi_nhan", title="Nơi nhận", description="mỗi nơi nhận một mục, không ghi dấu gạch và dấu chấm phẩy"
    )
    filed: str = Field("VT", alias="luu", title="Lưu", description="nơi lưu, ví dụ VT, NC")
    appendices: tuple[Appendix, ...] = Field((), alias="phu_luc", title="Phụ lục", description="các phụ lục kèm theo")
    abbreviations: dict[str, str] = Field(
        {}, alias="viet_tat", title="Chữ viết tắt", description="chữ viết tắt ai cũng hiểu, không cần giải thích trong văn bản"
    )
    group_members: dict[str, tuple[str, ...]] = Field(
        {}, alias="thanh_vien_nhom", title="Thành viên nhóm", description="các cơ quan của một nhóm mở, theo mã nhóm"
    )

    @property
    def tasks(self) -> Iterator[Task]:
        return (task for appendix in self.appendices for task in appendix.tasks)
