"""How a command waits and tells what goes on; the core knows no clock and no screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Watch:
    """`sleep` waits for so many seconds; `progress` tells a person one line."""

    sleep: Callable[[float], None]
    progress: Callable[[str], None]
