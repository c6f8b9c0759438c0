"""Texts in the encodings of the world, and with a damaged byte here and there."""

from __future__ import annotations

import pytest

from energy_core.errors import UnreadableFileError
from energy_core.importers.code_pages import code_page
from energy_core.importers.east_asian import east_asian
from tests.files import hours, only, read

GERMAN = "Messzeitpunkt;Zählerstand Übergabe (kWh);Qualität"
WORDS = {
    "German": ("Zähler;Überschuss;Größe;Straße;Verbräuche", ("cp1252", "cp850", "cp437", "mac_roman")),
    "French": ("Énergie soutirée;Relevé;Période;à l’heure;réseau", ("cp1252", "mac_roman")),
    "Spanish": ("Consumo energía;Código;Año;mañana", ("cp1252", "cp850", "mac_roman")),
    "Portuguese": ("Instalação;Período;Potência", ("cp1252", "cp850")),
    "Danish": ("Målepunkt;Mængde;Måling;øre", ("cp1252", "cp850", "mac_roman")),
    "Swedish": ("Förbrukning;Mätvärde;Anläggning;Från", ("cp1252", "cp850", "mac_roman")),
    "Polish": ("Zużycie energii;Wartość;Miesiąc;Źródło;Łącznie", ("cp1250", "iso8859_2", "cp852")),
    "Czech": ("Spotřeba;Měření;Číslo elektroměru;Začátek", ("cp1250", "iso8859_2", "cp852")),
    "Turkish": ("Tüketim;Aktif Çekiş;Sayaç;Yıl;Değer", ("cp1254",)),
    "Russian": ("Дата;Показания;Потребление;Счётчик", ("cp1251", "cp866", "koi8_r")),
    "Ukrainian": ("Дата;Споживання;Лічильник;Показання", ("cp1251", "koi8_u")),
    "Greek": ("Ημερομηνία;Κατανάλωση;Ένδειξη", ("cp1253", "iso8859_7")),
    "units": ("Temp (°C);Gas (m³);Kosten (€)", ("cp1252",)),
}


@pytest.mark.parametrize(
    ("language", "page"), [(k, page) for k, (_, pages) in WORDS.items() for page in pages]
)
def test_a_code_page_is_told_by_the_words_that_it_makes(language, page):
    words = WORDS[language][0]

    content = words.encode(page)

    assert content.decode(code_page(content)) == words


def text(values: int = 24) -> str:
    rows = [f"{at};{7 * i % 24 / 10:.1f};gut".replace(".", ",") for i, at in enumerate(hours(values))]
    return "\n".join([GERMAN, *rows])


@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "utf-32-le",
        "cp1252",
        "cp850",
        "mac_roman",
    ],
)
def test_a_file_is_read_in_any_encoding(encoding):
    channel = only(read(text().encode(encoding), kind="interval"))

    assert (channel.name, round(channel.kwh, 6)) == ("Zählerstand Übergabe (kWh)", 27.6)


@pytest.mark.parametrize("encoding", ["utf-16", "cp850"])
@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_every_system_in_every_encoding(encoding, end):
    content = text().replace("\n", end).encode(encoding)

    assert only(read(content, kind="interval")).kwh == pytest.approx(27.6)


def test_a_line_that_came_from_another_encoding_does_not_spoil_the_others():
    lines = [line.encode() for line in (GERMAN.replace("Qualität", "Notiz"), *text(200).split("\n")[1:])]
    lines = [line + "; Wärme".encode() for line in lines]
    lines[50] = lines[50].decode().encode("cp1252")

    imported = read(b"\n".join(lines), kind="interval")

    assert only(imported).name == "Zählerstand Übergabe (kWh)"
    assert "some lines in cp1252" in str(imported.receipt.decisions)


def test_a_nul_beside_a_time_is_left_out_and_said():
    content = text().encode().replace(b"2024-01-01 05:00;", b"2024-01-01 05:00\x00;")

    imported = read(content, kind="interval")

    assert only(imported).kwh == pytest.approx(27.6)
    assert [(r.count, r.first_row) for r in imported.receipt.reasons if "NUL" in r.reason] == [(1, 7)]


def test_a_number_that_lost_a_character_is_no_number():
    content = text().encode().replace(b"05:00;1,1;", b"05:00;1,\x00;")

    imported = read(content, kind="interval")

    assert only(imported).kwh == pytest.approx(27.6 - 1.1)
    assert {(r.reason, r.first_row) for r in imported.receipt.reasons} >= {("the value is no number", 7)}


def test_many_nuls_are_refused_with_the_first_line():
    content = text().encode().replace(b";gut", b"\x00;gut")

    with pytest.raises(UnreadableFileError, match=r"24 lines of file\.csv hold NUL .* first line 2"):
        read(content)


SIGNS = {
    "Japanese": ("使用日,時刻,使用電力量(kWh)", ("cp932", "euc_jp")),
    "Japanese customers": ("お客様番号,年月日,合計", ("cp932", "euc_jp")),
    "Chinese": ("日期,用电量(度),电费(元)", ("gb18030",)),
    "Chinese of Taiwan": ("日期,時間,用電量(度)", ("big5",)),
    "Korean": ("일자,시간,사용량(kWh)", ("cp949",)),
}


@pytest.mark.parametrize(
    ("language", "encoding"), [(k, encoding) for k, (_, all_) in SIGNS.items() for encoding in all_]
)
def test_an_encoding_of_two_bytes_a_sign_is_told_by_the_common_signs_it_makes(language, encoding):
    words = SIGNS[language][0]

    written = words.encode(encoding)

    assert written.decode(east_asian(written, whole=True)) == words


@pytest.mark.parametrize(
    ("language", "page"), [(k, page) for k, (_, pages) in WORDS.items() for page in pages]
)
def test_words_of_europe_are_in_no_encoding_of_two_bytes_a_sign(language, page):
    assert east_asian(WORDS[language][0].encode(page), whole=True) is None


@pytest.mark.parametrize("cut", range(4))
def test_a_sign_cut_in_two_at_the_end_of_what_is_looked_at_does_no_harm(cut):
    written = "日期,用电量(度),电费(元)".encode("gb18030")

    assert east_asian(written[: len(written) - 2 - cut], whole=False) == "gb18030"


def test_a_day_of_japan_with_a_column_for_each_half_hour_is_read():
    parts = ",".join(
        f"{h // 2}:{30 * (h % 2):02d}〜{(h + 1) // 2}:{30 * ((h + 1) % 2):02d}" for h in range(48)
    )
    lines = ["単位,kWh", f"年月日,曜日,{parts},合計"]
    lines += [f"2024/6/{day},{name},{','.join(['0.5'] * 48)},24.0" for day, name in ((1, "土"), (2, "日"))]

    channel = only(read("\r\n".join(lines).replace("〜", "～").encode("cp932"), timezone="Asia/Tokyo"))

    assert (channel.kwh, len(channel.intervals)) == (48.0, 96)
    assert str(channel.start) == "2024-05-31 15:00:00+00:00"


def test_the_degree_of_china_is_a_kilowatt_hour():
    lines = ["日期,用电量(度),电费(元)", *(f"2024-02-{day:02d},{day}.5,{day}" for day in range(10, 20))]

    imported = read("\n".join(lines).encode("gb18030"), timezone="Asia/Shanghai")

    assert imported.readings.consumption_kwh == sum(day + 0.5 for day in range(10, 20))
