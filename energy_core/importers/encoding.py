"""Any text -> UTF-8."""

from __future__ import annotations

import codecs
import re
from typing import Final

from energy_core.errors import MalformedFileError
from energy_core.importers.cell_kinds import cell_kind
from energy_core.importers.code_pages import code_page
from energy_core.importers.east_asian import east_asian

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
HEAD: Final = 2_000
SAMPLE: Final = 1 << 20
"""By so many bytes a code page is told."""

FEW: Final = 0.02
"""So small a share of lines that are no UTF-8, among those with other letters: they came from elsewhere."""
_RARE_ENDS: Final = (b"\xe2\x80\xa8", b"\xe2\x80\xa9", b"\xc2\x85", b"\x1e", b"\x0b", b"\x0c")
"""Separators of lines and records of Unicode and ASCII; they end lines only where nothing else does."""
MOST_NULS: Final = 3
"""A NUL here and there is damage to a byte; more of them, and the file is damaged."""

_DELIMITERS: Final = re.compile(r"([;\t|])")
DAMAGED: Final = "damaged?"
"""Stands for a number of which a character is lost."""


def utf8(content: bytes, *, name: str) -> tuple[bytes, str]:
    """The same text as UTF-8 without byte-order mark, and the encoding it was in.

    A few NUL characters are taken out; a number that held one is none any more. Raises MalformedFileError for
    more of them, naming the line.
    """
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            body = content[len(bom) :]
            if encoding != "utf-8":
                return _lf(_recoded(body, encoding, name)), encoding
            content = body  # which may hold other bytes all the same
            break
    wide = _wide(content[:HEAD])
    if wide is not None:
        return _lf(_recoded(content, wide, name)), wide
    content = _lf(_without_nuls(content, name).removesuffix(b"\x1a"))
    if content.isascii() or _is_utf8(content):
        return content, "utf-8"
    if _is_mostly_utf8(content):
        return b"\n".join(_line(line) for line in content.split(b"\n")), "utf-8, with some lines in cp1252"
    sample = content[:SAMPLE] if not content[:SAMPLE].isascii() else content
    page = east_asian(sample, whole=len(sample) == len(content)) or code_page(sample)
    return content.decode(page, errors="replace").encode(), page


def nul_lines(content: bytes) -> list[int]:
    """The lines of a text that hold NUL characters, from 1; none in UTF-16 and UTF-32."""
    marked = any(content.startswith(bom) for bom, _ in _BOMS[1:])
    if b"\x00" not in content or marked or _wide(content[:HEAD]):
        return []
    return [i for i, line in enumerate(_lf(content).split(b"\n"), 1) if b"\x00" in line]


def _wide(head: bytes) -> str | None:
    """UTF-16 or UTF-32 without a byte-order mark, by where its NULs are."""
    if b"\x00" not in head:
        return None
    least = min(200, len(head) // 8)
    of_four = [head[i::4].count(0) for i in range(4)]
    if min(of_four[1:]) > least or min(of_four[:3]) > least:
        return "utf-32-le" if of_four[3] > of_four[0] or of_four[0] == 0 else "utf-32-be"
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) <= min(200, len(head) // 4) or min(even, odd) > max(even, odd) // 4:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _lf(content: bytes) -> bytes:
    """Line ends of old and new systems as line feeds, where a carriage return stands alone."""
    if b"\r" in content and content.count(b"\r") != content.count(b"\r\n"):
        return content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if b"\n" not in content:
        end = next((end for end in _RARE_ENDS if content.count(end) > 1), None)
        return content if end is None else content.replace(end, b"\n")
    return content


def _without_nuls(content: bytes, name: str) -> bytes:
    lines = nul_lines(content)
    if not lines:
        return content
    if len(lines) > max(MOST_NULS, content.count(b"\n") // 1000):
        raise MalformedFileError(
            f"Needed plain text; {len(lines):,} lines of {name} hold NUL (binary) characters, first line "
            f"{lines[0]}. Download the file again.",
            where={"file": name, "row": lines[0]},
        )
    texts = _lf(content).split(b"\n")
    for line in lines:
        texts[line - 1] = _mended(texts[line - 1].decode("latin-1")).encode("latin-1", errors="ignore")
    return b"\n".join(texts)


def _mended(line: str) -> str:
    """A line without its NULs; a number that held one is marked, so that it is not read as another."""
    cells = _DELIMITERS.split(line) if _DELIMITERS.search(line) else re.split("(,)", line)
    for i, cell in enumerate(cells):
        bare = cell.replace("\x00", "")
        if bare != cell:
            cells[i] = DAMAGED if cell_kind(bare) == "number" else bare
    return "".join(cells)


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


def _is_mostly_utf8(content: bytes) -> bool:
    """Whether nearly all lines with other letters than ASCII are UTF-8."""
    others = [line for line in content.split(b"\n") if not line.isascii()]
    good = sum(_is_utf8(line) for line in others)
    return good >= (1 - FEW) * len(others) and good > 1


def _line(line: bytes) -> bytes:
    return line if line.isascii() or _is_utf8(line) else line.decode("cp1252", errors="replace").encode()
