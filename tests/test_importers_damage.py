"""Any file with damage of any kind is read or refused in words: never a traceback, never minutes."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import zipfile
from typing import Final

import pytest

from energy_core.errors import EnergyError
from energy_core.home import Home
from energy_core.importers import import_file
from tests.files import hours, rows
from tests.golden import DATA, SAMPLES

TABLE: Final = rows(hours(72), [0.1 * (place % 7) for place in range(72)]).encode()


def archive() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("january.csv", TABLE)
        packed.writestr("february.csv", TABLE.replace(b"2024-01", b"2024-02"))
    return buffer.getvalue()


def whole_files() -> dict[str, bytes]:
    files = {name: (DATA / name).read_bytes() for name in SAMPLES}
    files |= {
        "a.csv.gz": gzip.compress(TABLE),
        "a.csv.bz2": bz2.compress(TABLE),
        "a.csv.xz": lzma.compress(TABLE),
    }
    return {**files, "a.zip": archive()}


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Bytes changed, lost, added, repeated, or the end cut off."""
    found = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        place = chance.randrange(len(found) + 1)
        what = chance.choice(("change", "change", "lose", "add", "repeat", "cut"))
        if what == "change":
            found[place : place + 1] = bytes([chance.randrange(256)])
        elif what == "lose":
            del found[place : place + chance.choice((1, 3, 40, 400))]
        elif what == "add":
            found[place:place] = chance.randbytes(chance.choice((1, 4, 20)))
        elif what == "repeat":
            found[place:place] = found[place : place + chance.choice((10, 200))]
        else:
            del found[place:]
    return bytes(found)


def read_or_refuse(name: str, content: bytes) -> None:
    try:
        import_file(content, name=name, home=Home(timezone="Europe/London"))
    except EnergyError as error:
        assert str(error).startswith("Needed")


@pytest.mark.parametrize("name", whole_files())
def test_a_damaged_file_is_read_or_refused_in_words(name):
    chance = random.Random(name)

    for _ in range(3):
        read_or_refuse(name, damaged(whole_files()[name], chance))


def test_a_raised_figure_among_digits_is_no_number():
    table = TABLE.replace(b"0.1", "0³".encode())

    read_or_refuse("raised.csv", table)
    read_or_refuse("across.csv", "day,0³,1,2,3\n2024-01-01,1,1,1,1\n2024-01-02,1,1,1,1\n".encode())


@pytest.mark.prove
@pytest.mark.parametrize("name", whole_files())
def test_five_hundred_kinds_of_damage_are_read_or_refused_in_words(name):
    chance = random.Random(f"prove {name}")

    for _ in range(500):
        read_or_refuse(name, damaged(whole_files()[name], chance))
