"""Files that are no meter export, told by their first bytes, and what to do instead."""

from __future__ import annotations

from typing import Final

from energy_core.errors import UnknownFormatError, UnreadableFileError

LARGEST_BYTES: Final = 1_000_000_000
"""More than a household's readings of every second for a year (31.5 million rows of 30 bytes)."""

_SIGNATURES: Final[tuple[tuple[bytes, str, str], ...]] = (
    (
        b"%PDF",
        "a PDF document",
        "A bill on paper has no readings; download the CSV or Green Button file of your meter.",
    ),
    (b"\x89PNG", "an image (PNG)", "Add the downloaded meter file itself, not a picture of it."),
    (b"\xff\xd8\xff", "an image (JPEG)", "Add the downloaded meter file itself, not a picture of it."),
    (b"GIF8", "an image (GIF)", "Add the downloaded meter file itself, not a picture of it."),
    (b"\x1f\x8b", "a gzip archive", "Unpack it and add the file inside."),
    (b"BZh", "a bzip2 archive", "Unpack it and add the file inside."),
    (b"\xfd7zXZ", "an xz archive", "Unpack it and add the file inside."),
    (b"7z\xbc\xaf", "a 7z archive", "Unpack it and add the file inside."),
    (b"Rar!", "a RAR archive", "Unpack it and add the file inside."),
    (b"\x89HDF", "an HDF5 file", "Save it as CSV and add that."),
    (b"SQLite format 3", "an SQLite database", "Export the table of readings as CSV and add that."),
    (b"\x7fELF", "a program", "Add the file you downloaded from your supplier or meter."),
    (b"MZ", "a program", "Add the file you downloaded from your supplier or meter."),
)
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_PARTING: Final = b"\x00\x01\x1e\x1f"
"""What some databases write between columns and records, and the half of letters in UTF-16."""
_EMPTY: Final = b" \t\r\n\x00\x1a\xef\xbb\xbf\xff\xfe"


def refuse_foreign(content: bytes, *, name: str) -> None:
    """Raises UnreadableFileError for an empty or huge file, and for binary ones that are no format here."""
    if len(content) > LARGEST_BYTES:
        size, most = len(content) // 1_000_000, LARGEST_BYTES // 1_000_000
        raise UnreadableFileError(
            f"Needed a file of at most {most:,} MB; {name} has {size:,} MB. Split it by year.",
            where={"file": name},
        )
    head = content[:4096]
    if not head.strip(_EMPTY) and not content.strip(_EMPTY):
        raise UnreadableFileError(
            f"Needed a file with readings; {name} is empty. Download it again.", where={"file": name}
        )
    if head.startswith(b"\xd0\xcf\x11\xe0") and _ENCRYPTED in content[:65_536]:
        raise _foreign(name, "a password-protected workbook", "Save it without a password and add that.")
    for signature, what, advice in _SIGNATURES:
        if head.startswith(signature):
            raise _foreign(name, what, advice)
    if not head.startswith((b"PK", b"PAR1", b"\xd0\xcf\x11\xe0")):
        _refuse_control_bytes(content, name=name)


def web_page(name: str) -> UnknownFormatError:
    """A page instead of a download."""
    return _foreign(
        name,
        "a web page (HTML), not a download",
        "Your session had probably expired: sign in at your supplier and download the file again.",
    )


def _foreign(name: str, what: str, advice: str) -> UnknownFormatError:
    return UnknownFormatError(
        f"Needed a meter file as CSV or Green Button XML; {name} is {what}. {advice}", where={"file": name}
    )


def _refuse_control_bytes(content: bytes, *, name: str) -> None:
    """NUL outside of UTF-16, and heads full of control characters, are no text."""
    head = content[:4096]
    control = sum(byte < 9 or 13 < byte < 26 or 27 < byte < 32 for byte in head if byte not in _PARTING)
    if control > len(head) // 20:
        raise _foreign(
            name, "a binary file, not text", "Add the file you downloaded from your supplier or meter."
        )
