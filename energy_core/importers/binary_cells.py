"""The cells of a workbook of bytes (.xls, .xlsb), read in a process of its own.

Its library takes the memory that a file asks for, and ends the process where there is none. Run as a
script: the file on stdin, a line of JSON for each sheet and each row on stdout.
"""

from __future__ import annotations

import io
import json
import sys
from datetime import date, datetime, time, timedelta
from typing import Any, Final

MOST_SECONDS: Final = 60
MOST_SHEETS: Final = 60


def main() -> None:
    """Read stdin, write stdout. argv : the most cells that are written, the most memory [bytes].

    Ends with code 3 for more cells, 4 for a password, 5 and others for damage or too little memory.
    """
    left, memory = map(int, sys.argv[1:])
    _limit(memory)
    import python_calamine

    try:
        book = python_calamine.load_workbook(io.BytesIO(sys.stdin.buffer.read()))
        shown = [s.visible == python_calamine.SheetVisibleEnum.Visible for s in book.sheets_metadata]
        for place, name in enumerate(book.sheet_names[:MOST_SHEETS]):
            if any(shown) and not shown[place]:
                continue
            sheet = book.get_sheet_by_index(place)
            _write({"sheet": name})
            first = sheet.start[0] + 1 if sheet.start else 1
            for number, row in enumerate(sheet.iter_rows(), first):
                left -= len(row)
                if left < 0:
                    sys.exit(3)
                if any(cell != "" for cell in row):
                    _write([number, *map(_plain, row)])
    except python_calamine.PasswordError:
        sys.exit(4)
    except (python_calamine.CalamineError, ValueError):
        sys.exit(5)


def _limit(memory: int) -> None:
    """Bound memory and time, where the system can."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _write(line: Any) -> None:
    sys.stdout.write(f"{json.dumps(line)}\n")


def _plain(cell: Any) -> Any:
    if isinstance(cell, datetime):
        return {"at": cell.isoformat()}
    if isinstance(cell, date):
        return {"on": cell.isoformat()}
    if isinstance(cell, time):
        micro = cell.microsecond
        cell = timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second, microseconds=micro)
    return {"lasts": cell.total_seconds()} if isinstance(cell, timedelta) else cell


if __name__ == "__main__":
    main()
