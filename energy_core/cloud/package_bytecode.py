"""Byte code made ahead: Lambda's disk is read-only, without it every cold start would compile anew."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from energy_core.errors import RequestError

HOME_IN_LAMBDA: Final = "/var/task"
"""Where Lambda unpacks the package; tracebacks name files as they are there, not as they were here."""

LISTS: Final = 4
"""Files are compiled in this many fixed lists, two at a time. Byte code depends a little on what the same
process compiled before, so how many processors there are must not decide it."""

ASK: Final = (
    "import sys; print('%d.%d' % sys.version_info[:2], sys.version_info.releaselevel, sys.executable)"
)


def find_interpreter(python: str, *, named: Path | None = None) -> Path | None:
    """A Python of the runtime's version: the one named, this one, or one of that name on the path.

    Raises RequestError when the one named is none.
    """
    if named is not None:
        found = _is_python([str(named)], python)
        if found is None:
            raise RequestError(
                f"--python needs a Python {python}, because byte code of another version is ignored; "
                f"found {str(named)!r}.",
                where={"option": "--python"},
            )
        return found
    return next((found for way in _ways(python) if (found := _is_python(way, python))), None)


def _ways(python: str) -> Iterator[list[str]]:
    yield [sys.executable]
    yield [f"python{python}"]
    # pyenv's shim of that name runs nothing until it is told the version
    yield ["env", f"PYENV_VERSION={python}", f"python{python}"]
    # the launcher on Windows
    yield ["py", f"-{python}"]


def _is_python(way: Sequence[str], python: str) -> Path | None:
    if shutil.which(way[0]) is None:
        return None
    ran = subprocess.run([*way, "-I", "-c", ASK], capture_output=True, text=True, check=False)  # noqa: S603
    version, _, rest = ran.stdout.strip().partition(" ")
    release, _, executable = rest.partition(" ")
    # byte code changed between the betas and candidates of a version
    return Path(executable) if (ran.returncode, version, release) == (0, python, "final") else None


def compile_folder(folder: Path, *, interpreter: Path, keep_source: Sequence[str]) -> None:
    """Compile every module below a folder.

    Sources stay for the packages named (their lines show in tracebacks); elsewhere the byte code replaces
    them, because both together would be too large.
    """
    sources = sorted(path for path in folder.rglob("*.py"))
    own = [path for path in sources if path.relative_to(folder).parts[0] in keep_source]
    others = [path for path in sources if path not in set(own)]
    lists = [(own, []), *((others[start::LISTS], ["-b"]) for start in range(LISTS))]
    # compileall takes an empty list for the whole of sys.path
    lists = [(files, options) for files, options in lists if files]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda part: _compile(part[0], part[1], folder=folder, interpreter=interpreter), lists))
    for path in others:
        # one that does not compile is no module of this version; it stays as it is
        if path.with_suffix(".pyc").exists():
            path.unlink()


def _compile(sources: Sequence[Path], options: Sequence[str], *, folder: Path, interpreter: Path) -> None:
    subprocess.run(  # noqa: S603 - our own arguments, no shell
        [
            interpreter, "-I", "-m", "compileall", "-qq", *options, "--invalidation-mode", "unchecked-hash",
            "-s", folder, "-p", HOME_IN_LAMBDA, "-i", "-",
        ],
        input="\n".join(map(str, sources)),
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
