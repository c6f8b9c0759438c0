"""What a file would be read as, worked out beside the page so that the page stays alive."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as StillWorkingError
from threading import Thread
from time import monotonic
from typing import Final, TypeVar

import streamlit as st

from energy_core.errors import EnergyError, StoreError
from energy_core.home import Home
from energy_core.importers import import_file
from energy_core.importers.hints import Hints
from energy_core.importers.receipt import Import
from ui import session

Value = TypeVar("Value")

FIRST_SECONDS: Final = 0.4
"""What is done sooner shows no clock."""
TICK_SECONDS: Final = 0.5


def tried(name: str, content: bytes, *, home: Home, hints: Hints, slot: str) -> Import | EnergyError:
    """The file read with these hints, or why it can't be; computed once while nothing changes.

    slot : which result to hold; the one before in the same slot is let go.
    """

    def read() -> Import | EnergyError:
        try:
            return import_file(content, name=name, home=home, hints=hints)
        except StoreError:
            raise
        except EnergyError as error:
            return error

    key = f"{name} {len(content)} {hash(content)} {hints} {home.timezone} {home.roles} {home.import_choices}"

    def compute() -> Import | EnergyError:
        place = st.empty()
        found = in_background(read, told=lambda seconds: place.caption(f"Reading … {seconds:.0f} s"))
        place.empty()
        return found

    return session.remembered(f"trial {slot}", key, compute)


def in_background(work: Callable[[], Value], *, told: Callable[[float], object]) -> Value:
    """Do long work in a thread of its own; `told` hears the seconds again and again.

    Who leaves the page meanwhile interrupts the telling: nobody gets the result then. The thread is a daemon,
    so that the app can be stopped while it works.
    """
    done: Future[Value] = Future()

    def run() -> None:
        try:
            done.set_result(work())
        except BaseException as error:  # noqa: BLE001 whatever it is, it is raised again where it was asked for
            done.set_exception(error)

    begun = monotonic()
    Thread(target=run, daemon=True).start()
    pause = FIRST_SECONDS
    while not _is_done(done, pause):
        told(monotonic() - begun)
        pause = TICK_SECONDS
    return done.result()


def _is_done(future: Future[Value], seconds: float) -> bool:
    try:
        future.exception(timeout=seconds)
    except StillWorkingError:
        return False
    return True
