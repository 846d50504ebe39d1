"""Words of several syllables that a title should not break in the middle."""

import re
from itertools import pairwise

_COMPOUNDS = """
ủy ban nhân dân|hội đồng nhân dân|nhân dân|văn phòng|thanh tra|tài chính|nội vụ|tư pháp|công thương|công nghiệp|nông nghiệp|nông thôn|nông trường|
môi trường|tài nguyên|giao thông|vận tải|xây dựng|công trình|hạ tầng|đô thị|đầu tư|dự án|kế hoạch|phát triển|kinh tế - xã hội|kinh tế|xã hội|
thông tin|truyền thông|khoa học|công nghệ|giáo dục|đào tạo|văn hóa|thể thao|du lịch|lao động|thương binh|dân tộc|tôn giáo|y tế|ngoại vụ|
quản lý|khu công nghiệp|trung tâm|phục vụ|hành chính công|hành chính|cải cách|chỉ số|thủ tục|dịch vụ|thực hiện|tăng cường|nâng cao|duy trì|
giải pháp|nhiệm vụ|triển khai|chuyển đổi số|chuyển đổi|chính quyền|điện tử|chất lượng|hiệu quả|công tác|công chức|viên chức|cán bộ|ngân sách|
nhà nước|doanh nghiệp|hợp tác xã|an toàn|trật tự|phòng chống|bảo vệ|bảo đảm|kiểm tra|giám sát|rà soát|kết quả|báo cáo|tổng kết|phân công|
bảo hiểm|ngân hàng|kho bạc|công an|quân sự|tòa án|kiểm sát|nông dân|phụ nữ|cựu chiến binh|thanh niên|mặt trận|tổ quốc|việt nam
""".replace("\n", "")
_TOGETHER = re.compile(rf"\b(?:{_COMPOUNDS})\b", re.IGNORECASE)
_LEANING = re.compile(r"\b(và|năm|số|của|tỉnh|huyện|xã|phường|thành phố|quý|tháng) ", re.IGNORECASE)


def glued(text: str) -> str:
    """The text with no-break spaces inside names and compounds, and after the small words that lean on the next one."""
    return _LEANING.sub("\\1\u00a0", _TOGETHER.sub(lambda words: words[0].replace(" ", "\u00a0"), _names_together(text)))


_LONGEST_NAME = 4


def _names_together(text: str) -> str:
    """Capitalised words that stand together, «Sơn La», with no-break spaces; more than four are no name but a style."""
    words = text.split(" ")
    starts = [0, *(place for place, (one, other) in enumerate(pairwise(words), 1) if not _go_together(one, other)), len(words)]
    runs = (words[first:last] for first, last in pairwise(starts))
    return " ".join(("\u00a0" if len(run) <= _LONGEST_NAME else " ").join(run) for run in runs)


def _go_together(one: str, other: str) -> bool:
    return one.istitle() and one[-1:].isalpha() and other.istitle()
