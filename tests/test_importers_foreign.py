"""Tables in other wrappings: web pages saved as .xls, OpenDocument, Excel's XML, Parquet."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import pandas as pd
import pytest

from energy_core.errors import UnreadableFileError
from energy_core.importers import html_table
from energy_core.importers.receipt import Import
from tests.files import hours, read

HOURS = hours(48)
VALUES = [0.25, 0.75, 0.5, 0.5] * 12
ROWS: list[Sequence[object]] = [("time", "kWh"), *zip(HOURS, VALUES, strict=True)]


def page(rows: Sequence[Sequence[object]], *, around: str = "{}", cell: str = "td") -> str:
    lines = ("".join(f"<{cell}>{value}</{cell}>" for value in row) for row in rows)
    table = "<table>" + "".join(f"<tr>{line}</tr>\n" for line in lines) + "</table>"
    return around.format(table)


def ods(rows: Sequence[Sequence[object]], *, extra: str = "", note: str = "Hello") -> bytes:
    def cell(value: object) -> str:
        if isinstance(value, float):
            return f'<t:table-cell o:value-type="float" o:value="{value}"><x:p>shown</x:p></t:table-cell>'
        if str(value)[:2] == "20":
            at = str(value).replace(" ", "T") + ":00"
            return f'<t:table-cell o:value-type="date" o:date-value="{at}"/>'
        return f'<t:table-cell o:value-type="string"><x:p>{value}</x:p></t:table-cell>'

    body = "".join(f"<t:table-row>{''.join(map(cell, row))}</t:table-row>" for row in rows)
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (("o", "office"), ("t", "table"), ("x", "text"))
    )
    empty = '<t:table-cell t:number-columns-repeated="1024"/>'
    empty = f'<t:table-row t:number-rows-repeated="1048500">{empty}</t:table-row>'
    note = f"<t:table-row><t:table-cell><x:p>{note}</x:p></t:table-cell></t:table-row>"
    xml = (
        f"<?xml version='1.0'?>{extra}<o:document-content {names}><o:body><o:spreadsheet>"
        f'<t:table t:name="Notes">{note}</t:table>'
        f'<t:table t:name="Readings">{body}{empty}</t:table></o:spreadsheet></o:body></o:document-content>'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", xml)
    return buffer.getvalue()


def excel_xml(rows: Sequence[Sequence[object]]) -> str:
    def cell(value: object) -> str:
        if isinstance(value, float):
            return f'<Cell><Data ss:Type="Number">{value}</Data></Cell>'
        if str(value)[:2] == "20":
            return f'<Cell><Data ss:Type="DateTime">{str(value).replace(" ", "T")}:00.000</Data></Cell>'
        return f'<Cell><Data ss:Type="String">{value}</Data></Cell>'

    body = "".join(f"<Row>{''.join(map(cell, row))}</Row>" for row in rows)
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="Readings"><Table>{body}</Table></Worksheet></Workbook>'
    )


def parquet(frame: pd.DataFrame) -> bytes:
    buffer = io.BytesIO()
    frame.to_parquet(buffer)
    return buffer.getvalue()


FRAME = pd.DataFrame({"time": pd.to_datetime(HOURS), "kWh": VALUES})

WRAPPED: dict[str, tuple[str, bytes | str]] = {
    "html_table": ("portal.xls", page(ROWS, around="<html><body><h1>Usage</h1>{}</body></html>")),
    "ods": ("usage.ods", ods(ROWS)),
    "spreadsheet_xml": ("usage.xls", excel_xml(ROWS)),
    "parquet": ("usage.parquet", parquet(FRAME)),
}


@pytest.mark.parametrize("form", WRAPPED)
def test_a_table_is_read_in_any_wrapping(form):
    name, content = WRAPPED[form]

    imported = read(content, name=name)

    assert imported.receipt.format == form
    assert imported.readings.consumption_kwh == 24
    assert imported.readings.start.isoformat() == "2024-01-01T00:00:00+00:00"
    assert imported.receipt.rows_read == imported.receipt.rows_kept == 48


def html(text: str) -> Import:
    return read(text, name="portal.xls")


def test_the_table_of_readings_is_found_among_those_of_a_page():
    menu = "<table><tr><td>Home</td><td>My bill</td></tr><tr><td>Help</td><td>Log out</td></tr></table>"
    around = f"<html><table><tr><td>{menu}</td></tr><tr><td>{{}}</td></tr></table></html>"

    imported = html(page(ROWS, around=around))

    assert imported.readings.consumption_kwh == 24


def test_marks_entities_comments_and_scripts_of_a_page_are_no_text():
    text = page(ROWS, around="<HTML><!-- <table><tr><td>9 --><STYLE>td {{}}</STYLE>{}</HTML>")
    text = text.replace(
        "<td>kWh</td>", "<td><b>Usage</b><br>(k&#87;h)<script>document.write('W')</script></td>"
    )

    imported = html(text.replace("<td>0.5<", "<td>&nbsp;0.5&nbsp;<"))

    assert imported.readings.names == ["Usage (kWh)"]
    assert imported.readings.consumption_kwh == 24


def test_a_cell_over_two_columns_stands_in_both():
    rows = [("", "Electricity kWh", ""), ("time", "day", "night"), *((at, 0.5, 0.25) for at in HOURS)]
    text = page(rows).replace("<td>Electricity kWh</td><td></td>", '<td colspan="2">Electricity kWh</td>')

    assert html(f"<html>{text}</html>").readings.consumption_kwh == 36


LOGIN = (
    "<!DOCTYPE html><html><form action='/login'><input name='user'></form>"
    "<table><tr><td>Name</td><td>x</td></tr><tr><td>Word</td><td>y</td></tr><tr><td>a</td><td>b</td></tr></table>"
)


@pytest.mark.parametrize("text", ["<html><p>Sign in</p></html>", LOGIN, "<table><tr><td>1</td></tr></table>"])
def test_a_page_without_readings_is_refused_as_a_page(text):
    with pytest.raises(UnreadableFileError, match=r"a web page .* sign in"):
        html(text)


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "piece", ["<!--", "<a ", '<a href="', "<![", "<table>", "<td>", "<script>", "&#", "</"]
)
def test_a_hostile_page_takes_no_longer_than_another(piece):
    content = ("<html><table><tr>" + piece * 100_000).encode()

    with pytest.raises(UnreadableFileError):
        read(content, name="portal.xls")


def test_a_page_with_far_too_many_cells_is_refused(monkeypatch):
    monkeypatch.setattr(html_table, "MOST_CELLS", 50)

    with pytest.raises(UnreadableFileError, match="at most 50 cells"):
        html(page(ROWS, around="<html>{}</html>"))


def test_stamps_of_a_parquet_file_keep_their_zone():
    frame = FRAME.assign(time=FRAME["time"].dt.tz_localize("Europe/Berlin"))

    imported = read(parquet(frame), name="usage.parquet", timezone=None)

    assert imported.readings.timezone == "Europe/Berlin"
    assert imported.readings.start.isoformat() == "2024-01-01T00:00:00+01:00"


def test_missing_values_of_a_parquet_file_are_missing():
    frame = FRAME.assign(kWh=[None, *VALUES[1:]])

    imported = read(parquet(frame), name="usage.parquet")

    assert imported.readings.consumption_kwh == 23.75


BROKEN: dict[str, tuple[bytes | str, str]] = {
    "a cut Parquet file": (parquet(FRAME)[:-200], "a whole Parquet file"),
    "a changed Parquet file": (b"PAR1" + b"\1" * 400 + b"PAR1", "a whole Parquet file"),
    "a cut OpenDocument file": (ods(ROWS)[:-300], "damaged, incomplete|damaged or incomplete"),
    "entities in one": (ods(ROWS, extra="<!DOCTYPE x [<!ENTITY a 'b'>]>"), "damaged or incomplete"),
    "an empty one": (ods([], note=""), "is empty"),
    "cut XML": (excel_xml(ROWS)[:-50], "damaged or incomplete"),
    "empty XML": (excel_xml([]), "is empty"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_damaged_is_refused_in_one_sentence(what):
    content, sentence = BROKEN[what]

    with pytest.raises(UnreadableFileError, match=sentence) as refused:
        read(content, name="usage.ods")

    assert str(refused.value).startswith("Needed")
