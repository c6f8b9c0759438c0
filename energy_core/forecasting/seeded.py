"""One fit at a time, quiet, and from a fixed seed: what Prophet and its engine leave to their caller."""

from __future__ import annotations

import logging
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import numpy as np

_ONE_AT_A_TIME: Final = threading.Lock()
"""The seed and the warning filters are the whole process's: two fits at once would disturb each other."""


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Prophet draws from numpy's global generator: seed it, and put it back as it was."""
    with _ONE_AT_A_TIME, warnings.catch_warnings():
        # prophet 1.5.0 still says inplace=True, deprecated in pandas 3.1; delete once a release stops it
        warnings.filterwarnings("ignore", message="The inplace keyword", category=DeprecationWarning)
        state = np.random.get_state()  # noqa: NPY002 - Prophet knows no other generator
        np.random.seed(seed)  # noqa: NPY002
        try:
            yield
        finally:
            np.random.set_state(state)  # noqa: NPY002


def quieten() -> None:
    """cmdstanpy reports every fit, prophet its choices, prophet.plot the absence of plotly: nobody asked."""
    stan = logging.getLogger("cmdstanpy")
    if not stan.handlers:
        stan.addHandler(logging.NullHandler())
    stan.propagate = False
    stan.setLevel(logging.ERROR)
    logging.getLogger("prophet").setLevel(logging.ERROR)
    logging.getLogger("prophet.plot").setLevel(logging.CRITICAL)
