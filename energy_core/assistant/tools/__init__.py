"""The assistant's tools: plain functions over a context, typed arguments in, values with their origin out.

Arguments that a model may choose are plain: channel names, ISO dates (end exclusive) within a Period, enums.
"""

from __future__ import annotations
