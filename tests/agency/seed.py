"""The 76 assignee cells of the published appendix (2023): task, role, codes, words as printed."""

CELLS = """
1a CT so_ban_nganh ubnd_huyen ubnd_xa | Các sở, ban, ngành; UBND cấp huyện; UBND cấp xã.
1a PH SNV | Sở Nội vụ
1b CT SNV | Sở Nội vụ
1b PH so_ban_nganh ubnd_huyen ubnd_xa | Các sở, ban, ngành; UBND cấp huyện; UBND cấp xã
1c CT SKHĐT VPUBND | Sở Kế hoạch và Đầu tư chủ trì, phối hợp với Văn phòng UBND tỉnh \
tổ chức ít nhất là 02 Hội nghị Hội nghị đối thoại/diễn đàn giữa Chủ tịch UBND tỉnh với doanh nghiệp; \
Thông báo giải quyết những kiến nghị, đề xuất của người dân và doanh nghiệp tại các cuộc đối thoại/diễn đàn.
1c PH HHDN so_ban_nganh ubnd_huyen | Hiệp hội doanh nghiệp tỉnh; các sở, ban, ngành; UBND các huyện, thành phố
1d CT VPUBND | Văn phòng UBND
1d PH HND so_ban_nganh MTTQ ct_xh ubnd_huyen ubnd_xa | Hội Nông dân tỉnh; các sở, ban, ngành; Ủy ban MTTQ Việt Nam tỉnh và \
các tổ chức chính trị - xã hội ; UBND cấp huyện, cấp xã
1đ CT SNV | Sở Nội vụ
1đ PH so_ban_nganh ubnd_huyen ubnd_xa | Các sở, ban, ngành, UBND các huyện, thành phố; UBND các xã, phường, thị trấn
1e CT so_ban_nganh ubnd_huyen ubnd_xa | Các sở, ban, ngành; UBND cấp huyện; UBND cấp xã
1e PH SNV STTTT SKHCN | Sở Nội vụ, Sở Thông tin và Truyền thông, Sở Khoa học và Công nghệ
1g CT VPUBND | Văn phòng UBND tỉnh
1g PH so_ban_nganh ubnd_huyen ubnd_xa | Các sở, ban, ngành; UBND cấp huyện; cấp xã
2a CT STP | Sở Tư pháp
2a PH so_ban_nganh ubnd_huyen ubnd_xa | Các sở, ban, ngành; UBND cấp huyện; UBND cấp xã
2b CT STP | Sở Tư pháp
2b PH so_ban_nganh ubnd_huyen ubnd_xa | Các sở, ban, ngành; UBND cấp huyện; UBND cấp xã
2c CT STP | Sở Tư pháp
2c PH so_ban_nganh ubnd_huyen ubnd_xa | Các sở, ban, ngành; UBND cấp huyện; UBND cấp xã
2d CT STP | Sở Tư pháp
2d PH so_ban_nganh ubnd_huyen ubnd_xa | Các sở, ban, ngành; UBND cấp huyện; UBND cấp xã
2đ CT so_ban_nganh ubnd_huyen ubnd_xa | Các sở, ban, ngành; UBND cấp huyện; UBND cấp xã
2đ PH STP | Sở Tư pháp
2e CT so_ban_nganh ubnd_huyen ubnd_xa | Các sở, ban, ngành; UBND cấp huyện; UBND cấp xã
2e PH STP | Sở Tư pháp
3a CT VPUBND | Văn phòng UBND tỉnh
3a PH so_ban_nganh ubnd_huyen lien_quan | Các sở, ban, ngành, UBND các huyện, thành phố, các cơ quan đơn vị liên quan
3b CT so_ban_nganh | Các sở, ngành
3b PH VPUBND | Văn phòng UBND tỉnh
3c CT VPUBND | Văn phòng UBND tỉnh
3c PH so_ban_nganh | Các sở, ngành
3d CT VPUBND | Văn phòng UBND tỉnh
3d PH VPCP | Văn phòng Chính phủ
3đ CT so_ban_nganh TTPVHCC ubnd_huyen ubnd_xa uy_quyen_dvc | Các sở, ban, ngành; Trung tâm Phục vụ Hành chính công; UBND cấp \
huyện; UBND cấp xã; Cơ quan, tổ chức được nhà nước ủy quyền thực hiện dịch vụ công
3đ PH VPUBND | Văn phòng UBND tỉnh
3e CT so_ban_nganh TTPVHCC ubnd_huyen ubnd_xa uy_quyen_dvc | Các sở, ban, ngành; Trung tâm Phục vụ Hành chính công; UBND cấp \
huyện; UBND cấp xã; Cơ quan, tổ chức được nhà nước ủy quyền thực hiện dịch vụ công
3e PH VPUBND | Văn phòng UBND tỉnh
3g CT VPUBND | Văn phòng UBND tỉnh
3g PH so_ban_nganh ubnd_huyen ubnd_xa lien_quan | Các sở, ngành, UBND cấp huyện, UBND cấp xã, các cơ quan, đơn vị liên quan
3h CT so_ban_nganh ubnd_huyen ubnd_xa lien_quan | Các sở, ngành, UBND cấp huyện, UBND cấp xã, các cơ quan, đơn vị liên quan
3h PH VPUBND STTTT | Văn phòng UBND tỉnh; Sở Thông tin và Truyền thông
4a CT SNV | Sở Nội vụ
4a PH so_ban_nganh ubnd_huyen ubnd_xa | Các sở, ban, ngành; UBND cấp huyện; UBND cấp xã.
4b CT SNV | Sở Nội vụ
4b PH so_ban_nganh ubnd_huyen ubnd_xa | Các sở, ban, ngành; UBND cấp huyện; UBND cấp xã.
5a CT SNV | Sở Nội vụ
5a PH so_ban_nganh don_vi_su_nghiep ubnd_huyen | Các sở, ban, ngành; các đơn vị sự nghiệp và UBND cấp huyện.
5b CT SNV | Sở Nội vụ
5b PH tat_ca | Các cơ quan, đơn vị
5c CT SNV | Sở Nội vụ
5c PH tat_ca | Các cơ quan, đơn vị
6a CT SKHĐT | Sở Kế hoạch và Đầu tư
6a PH STC so_ban_nganh ubnd_huyen ubnd_xa | Sở Tài chính; các sở, ban, ngành; UBND cấp huyện; UBND cấp xã
6b CT STC | Sở Tài chính
6b PH so_ban_nganh ubnd_huyen ubnd_xa | Các sở, ban, ngành; UBND cấp huyện; UBND cấp xã.
6c CT STC | Sở Tài chính
6c PH so_ban_nganh ubnd_huyen ubnd_xa | Các sở, ban, ngành; UBND cấp huyện; UBND cấp xã.
7a CT STTTT | Sở Thông tin và Truyền thông
7a PH so_ban_nganh ubnd_huyen | Các sở, ban, ngành, UBND các huyện, thành phố
7b CT STTTT | Sở Thông tin và Truyền thông
7b PH so_ban_nganh ubnd_huyen | Các sở, ban, ngành, UBND các huyện, thành phố
7c CT VPUBND | Văn phòng UBND tỉnh
7c PH so_ban_nganh ubnd_huyen lien_quan | Các sở, ban, ngành, UBND các huyện, thành phố; các cơ quan, đơn vị có liên quan
7d CT STTTT | Sở Thông tin và Truyền thông;
7d PH VPUBND so_ban_nganh ubnd_huyen lien_quan | Văn phòng UBND tỉnh; các sở, ban, ngành, UBND các huyện, thành phố; các cơ \
quan, đơn vị có liên quan
7đ CT so_ban_nganh ubnd_huyen ubnd_xa | Sở, ban, ngành tỉnh; UBND cấp huyện; UBND cấp xã
7đ PH VPUBND STTTT lien_quan | Văn phòng UBND tỉnh; Sở Thông tin và Truyền thông; các cơ quan, đơn vị có liên quan
8a CT SNV | Sở Nội vụ (sau khi có văn bản hướng dẫn của Bộ Nội vụ)
8a PH so_ban_nganh ubnd_huyen ubnd_xa | Các sở, ban, ngành; UBND cấp huyện; UBND cấp xã.
8b CT SKHĐT | Sở Kế hoạch và Đầu tư
8b PH so_ban_nganh ubnd_huyen ubnd_xa | Các sở, ban, ngành; UBND cấp huyện; UBND cấp xã.
8c CT STC | Sở Tài chính
8c PH SKHĐT so_ban_nganh ubnd_huyen ubnd_xa | Sở Kế hoạch và Đầu tư; các sở, ban, ngành; UBND cấp huyện; UBND cấp xã.
8d CT CTHUE | Cục thuế tỉnh
8d PH SKHĐT STC so_ban_nganh ubnd_huyen ubnd_xa | Sở Kế hoạch và Đầu tư; Sở Tài chính; các sở, ban, ngành; UBND cấp huyện; \
UBND cấp xã.
"""


Refs = tuple[str, ...]


def cells() -> list[tuple[str, str, Refs, str]]:
    """Task, role (CT leads, PH coordinates), the codes named, the words."""
    found = []
    for line in CELLS.strip().splitlines():
        codes, _, text = line.partition(" | ")
        task, role, *refs = codes.split()
        found.append((task, role, tuple(refs), text))
    return found


def tasks() -> dict[str, tuple[Refs, Refs]]:
    """The codes that lead and that coordinate each task; of 1c's lead cell only the first leads, the other coordinates."""
    of = {(task, role): refs for task, role, refs, _ in cells()}
    found = {task: (of[task, "CT"], of[task, "PH"]) for task, role in of if role == "CT"}
    leads, coordinators = found["1c"]
    return found | {"1c": (leads[:1], leads[1:] + coordinators)}
