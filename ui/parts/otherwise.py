"""A kept file read with other answers: each with its evidence, the outcome beside them, then kept or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from energy_core.errors import EnergyError, UnreadableFileError
from energy_core.home import Home
from energy_core.importers.answers import BEFORE, said_before, without_answers
from energy_core.importers.hints import Hints
from energy_core.importers.receipt import Import
from energy_core.importers.receipt_words import Said, by_option, for_people
from energy_core.lake.receipts import hints_of
from ui import dropped, session
from ui.opened import OpenHome
from ui.parts import preview, reading_choices, receipt
from ui.parts.held_files import REMEMBER
from ui.parts.plain_text import plain
from ui.trial import tried


def show(opened: OpenHome, upload: Mapping[str, Any]) -> None:
    file, shape = upload["file"], upload["receipt"].get("shape") or ""
    content = opened.lake.content(opened.home.home_id, file)
    known = _known(opened, upload, shape)
    home = without_answers(opened.home, shape=shape)
    kept = tried(file, content, home=home, hints=known, slot="now")
    if isinstance(kept, EnergyError):
        st.warning(plain(for_people(kept.message)), icon=":material/error:")
    now = kept if isinstance(kept, Import) else None
    offered = _offered(file, content, home, known)
    answers, outcome = st.columns([2, 3], gap="large")
    with answers:
        hints, below = _answers(upload, known, now, offered)
    with outcome:
        if hints == known:
            st.caption("Change an answer to see what the file would be read as.")
            if now is not None:
                preview.show(now)
            return
        then = tried(file, content, home=home, hints=hints, slot="then")
        if isinstance(then, EnergyError):
            st.warning(plain(for_people(then.message)), icon=":material/error:")
            return
        preview.show(then, before=now)
        _keep(opened, file, content, hints=hints, known=known, shape=then.receipt.shape or shape)
    for place in below:
        place.caption(f":material/arrow_forward: {preview.outcome_words(then, before=now)}")


def _known(opened: OpenHome, upload: Mapping[str, Any], shape: str) -> Hints:
    """What was said of this file, and what was answered before and fitted it."""
    hints = hints_of(dict(upload))
    before = said_before(opened.home, hints, shape=shape)
    used = {d["option"] for d in upload["receipt"]["decisions"] if d["evidence"].startswith(BEFORE)}
    return reading_choices.only(before, used, otherwise=hints)


def _offered(file: str, content: bytes, home: Home, known: Hints) -> dict[str, tuple[str, ...]]:
    """The meters or sheets that there were to choose from, where one was chosen."""
    found: dict[str, tuple[str, ...]] = {}
    for option, open_ in (("meter", replace(known, meters=())), ("sheet", replace(known, sheet=None))):
        if open_ != known:
            asked = tried(file, content, home=home, hints=open_, slot=option)
            if isinstance(asked, UnreadableFileError) and asked.option == f"--{option}":
                found[option] = asked.choices
    return found


def _answers(
    upload: Mapping[str, Any], known: Hints, now: Import | None, offered: Mapping[str, tuple[str, ...]]
) -> tuple[Hints, list[DeltaGenerator]]:
    """A control for every option, those that were decided first, each with its evidence below.

    Returns the hints that result, and the places below the controls that were changed.
    """
    decided = by_option(upload["receipt"]["decisions"])
    read = reading_choices.ReadAs(columns=tuple(upload["receipt"].get("columns", ())))
    if now is not None:
        read = replace(reading_choices.read_as(now), offered=offered)
    hints, changed = known, []
    for option in reading_choices.asked_of(decided, known):
        answered = reading_choices.control(option, hints, read, key=f"choices-{upload['file']}")
        if answered != hints:
            changed.append(st.empty())
        hints = answered
        _evidence(decided.get(option, []))
    return hints, changed


def _evidence(group: list[Said]) -> None:
    for said in group[: receipt.FEW]:
        st.caption(f"{plain(said.choice)} is {said.sure}: {plain(said.because)}")
    if len(group) > receipt.FEW:
        st.caption(f"and {len(group) - receipt.FEW:,} more, listed on the receipt")


def _keep(opened: OpenHome, file: str, content: bytes, *, hints: Hints, known: Hints, shape: str) -> None:
    forgets = bool(reading_choices.unsaid(known, hints))
    remember = st.checkbox(
        "Use this for the next file like this",
        value=True,
        disabled=forgets,
        key=f"remember-{file}",
        help=REMEMBER,
    )
    if st.button("Keep it read like this", type="primary", icon=":material/check:", key=f"keep-{file}"):
        home = without_answers(opened.home, shape=shape) if forgets else opened.home
        with st.status("Keeping …") as status:
            dropped.keep(
                file, content, home=home, hints=hints, remember_as=shape if remember or forgets else None,
                progress=lambda step: status.update(label=f"{plain(step)} …"),
            )  # fmt: skip
        session.preset_later(receipt.change_key(file), False)
        session.say(f"{file} is read like this from now on.")
        st.rerun()
