"""Bytes of a text file → its text, which must be UTF-8."""

from kehoach_gen.problem import ERROR, Place, Problem, ProblemError

IN_NOTEPAD = "trong Notepad chọn Tệp > Lưu thành, mã hóa UTF-8, rồi lưu lại."


def decode(content: bytes, name: str, how: str = IN_NOTEPAD) -> str:
    """The text, without a byte order mark; `how` says how to save the file called `name` as UTF-8."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        message = "Tệp được lưu ở mã hóa «Unicode» (UTF-16), không phải UTF-8."
        raise ProblemError(Problem("ma-hoa-utf16", ERROR, Place(name, 1, 1), message, how))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        rest = error.object
        before = rest[: error.start].decode()
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        message = f"Có byte 0x{rest[error.start]:02X} không phải chữ UTF-8."
        raise ProblemError(Problem("khong-phai-utf8", ERROR, Place(name, line, column), message, how)) from error
