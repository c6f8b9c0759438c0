"""What the words on the pages mean, for the little question marks."""

from __future__ import annotations

from typing import Final

ALWAYS_ON: Final = (
    "Power drawn when nothing is deliberately on: the median over your days of a low hour of the day."
)
PEAK_HOURS: Final = "The three consecutive local hours of the day with the highest mean consumption."
LOAD_FACTOR: Final = (
    "Mean power divided by the highest hour: 100% is perfectly even, a low value means short, high peaks."
)
THRESHOLD: Final = (
    "How far from the usual an hour (or a day, for daily readings) must lie; above the mean it is a number "
    "of standard deviations. Lower finds more, higher finds only the most striking."
)
METHOD: Final = (
    "For its hour and weeks: against what the same hour of such a day uses in the weeks around it. Above the "
    "mean: higher than the mean of all readings by some standard deviations, the textbook z-score."
)
MASE: Final = (
    "Mean absolute error, scaled by that of repeating last week within the history: below 1 is better."
)
BAND: Final = "In 8 of 10 cases the true value should lie in this band."
