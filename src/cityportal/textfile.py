"""Reading an author's text file: bounded, UTF-8, one kind of line end, NFC.

Word and Windows leave a byte-order mark, CRLF and decomposed Vietnamese letters behind; all three
are tolerated. A file that is too long or is not UTF-8 is refused by name.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

from cityportal.faults import Fault, FaultsError

MAX_BYTES = 1_000_000


def read_text(path: Path, root: Path) -> str:
    """The text of ``path`` in NFC, its lines ended by a newline.

    Raises:
        FaultsError: the file is longer than ``MAX_BYTES``, cannot be read, or is not UTF-8.
    """
    shown = path.relative_to(root)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise FaultsError([_unreadable(shown, error)]) from error
    if len(data) > MAX_BYTES:
        raise FaultsError([_too_long(shown)])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FaultsError([_undecodable(shown, data, error.start)]) from error
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _unreadable(path: Path, error: OSError) -> Fault:
    reason = error.strerror or str(error)
    return Fault(
        path, 0, 0, "", f"Không đọc được tệp: {reason}.", f"The file cannot be read: {reason}."
    )


def _too_long(path: Path) -> Fault:
    return Fault(
        path, 0, 0, "",
        f"Tệp dài quá {MAX_BYTES:,} byte; hãy chia thành nhiều trang.",
        f"The file is longer than {MAX_BYTES:,} bytes; split it into several pages.",
    )  # fmt: skip


def _undecodable(path: Path, data: bytes, offset: int) -> Fault:
    line = data.count(b"\n", 0, offset) + 1
    column = offset - (data.rfind(b"\n", 0, offset) + 1) + 1
    return Fault(
        path, line, column, "",
        f"Byte 0x{data[offset]:02X} không phải UTF-8; hãy lưu lại tệp với bảng mã UTF-8.",
        f"Byte 0x{data[offset]:02X} is not UTF-8; save the file again with UTF-8 encoding.",
    )  # fmt: skip
