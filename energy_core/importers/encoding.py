"""Any text -> UTF-8."""

from __future__ import annotations

import codecs
from typing import Final

from energy_core.errors import MalformedFileError

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def utf8(content: bytes, *, name: str) -> tuple[bytes, str]:
    """The same text as UTF-8 without byte-order mark, and the encoding it was in.

    Raises MalformedFileError for NUL characters, naming the line.
    """
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            body = content[len(bom) :]
            return (body if encoding == "utf-8" else _recoded(body, encoding, name)), encoding
    if b"\x00" in content[:2000]:
        even, odd = content[:2000:2].count(0), content[1:2000:2].count(0)
        if max(even, odd) > 200 or max(even, odd) > len(content[:2000]) // 4:
            encoding = "utf-16-le" if odd > even else "utf-16-be"
            return _recoded(content, encoding, name), encoding
    nul = content.find(b"\x00")
    if nul >= 0:
        line = content.count(b"\n", 0, nul) + 1
        raise MalformedFileError(
            f"Needed plain text; line {line} of {name} holds a NUL (binary) character. Download the file "
            "again.",
            where={"file": name, "row": line},
        )
    content = content.removesuffix(b"\x1a")
    if b"\r" in content and content.count(b"\r") != content.count(b"\r\n"):
        content = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if content.isascii() or _is_utf8(content):
        return content, "utf-8"
    return content.decode("cp1252", errors="replace").encode(), "cp1252"


def _recoded(body: bytes, encoding: str, name: str) -> bytes:
    try:
        return body.decode(encoding).encode()
    except UnicodeDecodeError as error:
        raise MalformedFileError(
            f"Needed text; {name} begins as {encoding.upper()} but stops being that after "
            f"{error.start:,} bytes. Download it again.",
            where={"file": name},
        ) from error


def _is_utf8(content: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(content), 1 << 20):
            decoder.decode(content[start : start + (1 << 20)])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
