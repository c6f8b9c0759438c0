"""XML of any other kind than Green Button: elements are the objects, attributes and texts the fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from defusedxml.ElementTree import fromstring

from energy_core.importers.hints import Hints
from energy_core.importers.json_records import read_document
from energy_core.importers.receipt import Import

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

FORMAT: Final = "xml"

LARGEST_BYTES: Final = 50_000_000
"""A document takes ten times its size in memory; this is some years of quarter hours."""
TEXT: Final = "value"
"""The field of an element's own text beside its attributes."""


def read_records(content: bytes, *, name: str, hints: Hints) -> Import | None:
    """The readings of an XML document that is known to be well formed; None if it has none.

    Raises UnreadableFileError as any table does.
    """
    if len(content) > LARGEST_BYTES:
        return None
    utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    root = fromstring(content if utf16 else content.lstrip(b"\xef\xbb\xbf \r\n\t"), forbid_dtd=True)
    return read_document({_tag(root): _object(root)}, name=name, form=FORMAT, hints=hints)


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _object(element: Element) -> Any:
    """An element as an object; one that holds text alone is that text; elements of one name are a list."""
    fields: dict[str, Any] = {key.rpartition("}")[2]: value for key, value in element.attrib.items()}
    text = (element.text or "").strip()
    if not len(element):
        return {**fields, TEXT: text} if fields and text else fields or text
    inside: dict[str, list[Any]] = {}
    for child in element:
        inside.setdefault(_tag(child), []).append(_object(child))
    return {**fields, **{tag: found if len(found) > 1 else found[0] for tag, found in inside.items()}}
