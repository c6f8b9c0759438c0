"""What of the installed wheels no run ever touches: with it the package would be too large for Lambda."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

FOLDERS: Final = frozenset({"tests", "__pycache__"})
"""Left out wherever they are. Not `testing` or `typing`: numpy imports them."""

SUFFIXES: Final = frozenset({".pyi", ".pyx", ".pxd", ".pxi", ".h", ".hpp", ".c", ".cpp", ".a", ".o", ".lib"})
"""For type checkers, compilers and linkers."""

PATTERNS: Final = (
    # pip's own: paths of this machine, so never the same twice. The rest of *.dist-info stays: packages look
    # up their own version there.
    r"(bin|share)/.*",
    r"[^/]+\.dist-info/(RECORD|INSTALLER|REQUESTED|direct_url\.json)",
    # only drawn with
    r"(matplotlib|mpl_toolkits|PIL|pillow\.libs|fontTools|kiwisolver|contourpy|cycler)/.*|pylab\.py",
    r"(matplotlib|pillow|fonttools|kiwisolver|contourpy|cycler)-[^/]+\.dist-info/.*",
    # pyarrow's ways to reach other services; headers; copies of libraries under names that nothing links to.
    # libarrow_substrait stays: everything links to it.
    r"pyarrow/[^/]*_(flight|s3|s3fs|gcsfs|azurefs|hdfs|pyarrow_cpp_tests)\..*",
    r"pyarrow/(src|include|includes)/.*",
    r"pyarrow/libarrow_\w+\.so(\.\d+\.\d+\.\d+)?",
    # the kit for making Stan models, and the model's second copy; cmdstanpy asks for the folder's makefile
    r"prophet/stan_model/cmdstan-[^/]+/(bin|stan)/.*",
    r"prophet/stan_model/prophet",
    r"aws_lambda_powertools/event_handler/openapi/swagger_ui/.*",
    r"numpy/f2py/.*",
    r"(\w+/)?conftest\.py",
)
_LEFT_OUT: Final = re.compile("|".join(f"(?:{pattern})" for pattern in PATTERNS))


def is_needed(path: str) -> bool:
    """Whether a file of the installed wheels goes into the package.

    path : below the folder that pip installed into, with forward slashes.
    """
    *folders, name = path.split("/")
    return not (
        FOLDERS.intersection(folders)
        or any(name.endswith(suffix) for suffix in SUFFIXES)
        or _LEFT_OUT.fullmatch(path)
    )


def trim(folder: Path) -> None:
    """Delete what the package does not need."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif not is_needed(path.relative_to(folder).as_posix()):
            path.unlink()
