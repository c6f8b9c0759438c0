"""What is known about a home besides its readings, and what can be done with the home as a whole."""

from __future__ import annotations

from dataclasses import replace
from typing import Final
from zoneinfo import available_timezones

import holidays
import streamlit as st

from energy_core import words
from energy_core.home import Home
from ui import dropped, navigation, session
from ui.parts import price
from ui.parts.plain_text import plain

COUNTRIES: Final = tuple(sorted(code for code in holidays.list_supported_countries() if len(code) == 2))
