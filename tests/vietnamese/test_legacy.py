"""Text in fonts of before Unicode."""

import pytest

from kehoach_gen.vietnamese.legacy import legacy_texts


@pytest.mark.parametrize(
    ("text", "encoding", "unicode"),
    [
        ("KÕ ho¹ch", "TCVN3 (ABC)", "Kế hoạch"),
        ("t¨ng c\u00adêng thùc hiÖn c¸c gi¶i ph¸p duy tr×", "TCVN3 (ABC)", "tăng cường thực hiện các giải pháp duy trì"),
        ("§iÒu 1. Ph¹m vi", "TCVN3 (ABC)", "Điều 1. Phạm"),
        ("NghÞ quyÕt sè", "TCVN3 (ABC)", "Nghị quyết số"),
        ("Keá hoaïch", "VNI", "Kế hoạch"),
        ("Thöïc hieän Nghò quyeát cuûa Ñaûng", "VNI", "Thực hiện Nghị quyết của Đảng"),
        ("ÑAÛNG BOÄ TÆNH", "VNI", "ĐẢNG BỘ TỈNH"),
        ("ñaåy maïnh öùng duïng", "VNI", "đẩy mạnh ứng dụng"),
    ],
)
def test_old_encodings_are_recognised_and_read(text: str, encoding: str, unicode: str) -> None:
    (found,) = legacy_texts(text)
    assert (found.encoding, found.unicode) == (encoding, unicode)


def test_only_the_old_stretch_of_a_paragraph_is_taken() -> None:
    text = "Thực hiện KÕ ho¹ch c¶i c¸ch của Ủy ban nhân dân tỉnh"
    (found,) = legacy_texts(text)
    assert text[found.start : found.end] == "KÕ ho¹ch c¶i c¸ch"


@pytest.mark.parametrize(
    "text",
    [
        "Ủy ban nhân dân tỉnh Sơn La ban hành Kế hoạch «một cửa» năm 2023.",
        "Cộng hoà xã hội chủ nghĩa Việt Nam, hoá đơn, thuỷ lợi, khoẻ mạnh, quý, uý lạo",
        "Công ty Windows® và Office® © 2023, ™, 5 µm và 10 µm, 2 µg, N·m, kW·h, 3 × 4 × 5 m², 25°C, ½ ngày, §5, £100",
        "Café où est le château, naïve, Noël, crème brûlée, Zürich, François, São Tomé, El Niño, Curaçao, maïs, Citroën",
        "laïc",
        "Škoda, Øresund, Malmö, Köln, Ångström, Þór, Æsir, Besançon, Genève, Montréal",
        "«ng» và «m»; 1ª và 2º; ¡Hola!; A¹, La²",
        "ASEAN - Nga; Đề án 06; http://sonla.gov.vn?a=1&b=2",
        "ban¹ và các¹ chú thích",
    ],
)
def test_ordinary_text_raises_no_alarm(text: str) -> None:
    assert legacy_texts(text) == []
