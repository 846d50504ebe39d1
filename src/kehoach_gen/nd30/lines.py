"""The line under an element of the head: whether it is there, and as long as the law wants it; how it is drawn in Word."""

from collections.abc import Iterator, Sequence

from kehoach_gen.nd30.parts import Drawn, Piece
from kehoach_gen.nd30.rule import Finding, cited, figure
from kehoach_gen.office.metrics import text_width, wrap
from kehoach_gen.office.styled import MM
from kehoach_gen.problem import WARNING
from kehoach_gen.vietnamese.fold import tidy

DRAW = "Chèn (Insert) → Hình (Shapes) → Đường (Line), giữ phím Shift khi kẻ"


def missing_line(line: Drawn | None, name: str, above: Piece, article: str) -> Iterator[Finding]:
    if line is None:
        yield Finding(
            above.paragraph.place, f"Không có đường kẻ dưới {name}; {cited(article)} quy định đường kẻ ngang, nét liền."
        )
    elif line.kind == "chan":
        message = f"Dưới {name} là gạch chân chữ, không phải đường kẻ."
        yield Finding(above.paragraph.place, message, severity=WARNING)
    elif not line.is_solid:
        yield Finding(above.paragraph.place, f"Đường kẻ dưới {name} không phải nét đơn liền; {cited(article)} quy định nét liền.")


def _is_share(line: Drawn, lines: Sequence[Piece]) -> bool:
    """Whether the line is between 1/3 and 1/2 of a line of the text, however it is broken."""
    for piece in lines:
        size = max(piece.sizes, default=14.0)
        text = tidy("".join(run.text for run in piece.runs))
        widths = [
            *piece.line_widths,
            *(
                text_width(part, size, bold=piece.is_bold)
                for part in wrap(text, size, piece.paragraph.width / MM, bold=piece.is_bold)
            ),
        ]
        if any((1 / 3 - 0.02) * width <= line.length <= 0.52 * width for width in widths):
            return True
    return False


def wrong_share(line: Drawn | None, lines: Sequence[Piece], name: str, article: str) -> Iterator[Finding]:
    if line is None or line.kind == "chan" or not lines:
        return
    place = lines[-1].paragraph.place
    if not _is_share(line, lines):
        widths = " và ".join(figure(piece.width) for piece in lines)
        yield Finding(
            place,
            f"Đường kẻ dưới {name} dài {figure(line.length)} mm, dòng chữ dài {widths} mm; {cited(article)} quy định từ 1/3 đến 1/2 dòng chữ.",
        )
    elif line.shift is not None and abs(line.shift) > 1:
        yield Finding(
            place,
            f"Đường kẻ dưới {name} lệch giữa {figure(abs(line.shift))} mm; {cited(article)} quy định đặt cân đối so với dòng chữ.",
        )
