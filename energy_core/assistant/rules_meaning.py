"""Words explained: what a kWh, the always-on load or a load factor is."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from energy_core.assistant.context import Context
from energy_core.assistant.draft import Draft
from energy_core.assistant.intent import Intent
from energy_core.assistant.outcome import UnclearError


@cache
def meanings() -> dict[str, str]:
    """A sentence by every way to say a word."""
    text = files("energy_core.assistant").joinpath("meanings.toml").read_text(encoding="utf-8")
    return {way: row["text"] for row in tomllib.loads(text)["word"] for way in row["ways"]}


def meaning(context: Context, intent: Intent) -> Draft:
    draft, known = Draft(context), meanings()
    if intent.word not in known:
        raise UnclearError("Which word shall I explain?", suggestions=("What is a kWh?",))
    draft.quote(known[intent.word])
    return draft
