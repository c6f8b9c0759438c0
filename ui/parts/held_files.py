"""Files that could not be read: the sentence, the question that would settle it in front, the first rows."""

from __future__ import annotations

from typing import Final

import streamlit as st

from energy_core import words
from energy_core.errors import AnotherHomeError, EnergyError, UnreadableFileError
from energy_core.importers.answers import said_before, without_answers
from energy_core.importers.hints import Hints
from energy_core.importers.receipt import Import
from energy_core.importers.receipt_words import LABELS, cut, for_people
from energy_core.lake.households import another_home
from ui import dropped, session
from ui.parts import household_buttons, many_homes, preview, reading_choices
from ui.parts.plain_text import plain
from ui.trial import tried

REMEMBER: Final = "Files with the same columns are then read with these answers, without asking."
LINES: Final = 8
LONGEST_LINE: Final = 120


def show() -> None:
    for file in session.refused():
        with st.container(border=True, key=f"held-{file.name}"):
            st.error(
                plain(f"{cut(words.label(file.name), 60)}: {_said(file.error)}"), icon=":material/error:"
            )
            if isinstance(file.error, AnotherHomeError):
                household_buttons.show(file)
            if isinstance(file.error, UnreadableFileError) and not dropped.is_home_zip(file.content):
                _settle(file, file.error)
            if st.button("Leave it out", icon=":material/close:", key=f"let-go-{file.name}"):
                session.let_go(file.name)
                st.rerun()


def _why(file: session.Refused) -> None:
    """A question where an answer settles it, else the reason."""
    named = file.name in file.error.message
    sentence = _said(file.error) if named else f"{cut(words.label(file.name), 60)}: {_said(file.error)}"
    if _option(file.error) is None:
        st.error(plain(sentence), icon=":material/error:")
    else:
        st.warning(plain(sentence), icon=":material/help:")


def _settle(file: session.Refused, error: UnreadableFileError) -> None:
    """Questions one after the other until an answer makes the file readable; nothing is kept before."""
    home = session.home_for_files()
    shape = error.shape or ""
    first = said_before(home, dropped.first_hints(), shape=shape)
    home = without_answers(home, shape=shape)
    hints, asked = first, list[str]()
    outcome: Import | EnergyError = error
    while isinstance(outcome, UnreadableFileError) and (option := _option(outcome)) not in (None, *asked):
        assert option is not None
        if asked:
            st.warning(plain(_said(outcome)), icon=":material/help:")
        asked.append(option)
        answered = _ask(option, hints, outcome, key=f"held-{file.name}")
        if answered == hints:
            break
        hints = answered
        outcome = tried(file.name, file.content, home=home, hints=hints, slot="then")
    hints = _others(file, error, hints, asked)
    if hints != first:
        outcome = tried(file.name, file.content, home=home, hints=hints, slot="then")
    if isinstance(outcome, Import):
        _accept(file, outcome, hints, shape=shape or outcome.receipt.shape)
        return
    if hints != first and outcome is not error and _option(outcome) in (None, *asked):
        st.warning(plain(_said(outcome)), icon=":material/error:")
    if many_homes.is_one(error):
        many_homes.show(file, error)
    _first_lines(file, error)


def _ask(option: str, hints: Hints, error: UnreadableFileError, *, key: str) -> Hints:
    read = reading_choices.ReadAs(
        columns=error.columns,
        offered={option: error.choices} if error.choices else {},
        roles=dict.fromkeys(error.choices) if option == "role" else {},
        is_open=True,
    )
    return reading_choices.control(option, hints, read, key=key)


def _others(file: session.Refused, error: UnreadableFileError, hints: Hints, asked: list[str]) -> Hints:
    """Everything else that can be said of a file, folded away."""
    read = reading_choices.ReadAs(columns=error.columns)
    with st.expander("More answers", icon=":material/tune:"), st.grid(min_column_width=230):
        for option in reading_choices.ALWAYS:
            if option not in asked:
                hints = reading_choices.control(option, hints, read, key=f"held-{file.name}")
    return hints


def _accept(file: session.Refused, imported: Import, hints: Hints, *, shape: str | None) -> None:
    home = session.home_for_files()
    evidence = another_home(session.lake(), home.home_id, imported)
    if evidence is not None:
        st.warning(plain(f"This seems to be another home: {evidence}."), icon=":material/home:")
    preview.show(imported)
    remember = st.checkbox(
        "Use this for the next file like this", value=True, key=f"remember-{file.name}", help=REMEMBER
    )
    elsewhere = evidence is not None and st.button(
        "Make another home of it", icon=":material/add_home:", key=f"new-{file.name}"
    )
    kept = st.button("Keep these readings", type="primary", icon=":material/check:", key=f"keep-{file.name}")
    if kept or elsewhere:
        with st.status("Keeping …") as status:
            dropped.keep(
                file.name,
                file.content,
                home=dropped.new_home(file.name) if elsewhere else home,
                hints=hints,
                is_sure=True,
                remember_as=shape if remember else None,
                progress=lambda step: status.update(label=f"{plain(step)} …"),
            )
        st.rerun()


def _first_lines(file: session.Refused, error: UnreadableFileError) -> None:
    """The head of the file as it stands, so that a person can see what the question is about."""
    if error.first_rows:
        st.caption("The first rows of the file, as they stand")
        st.dataframe(preview.file_rows(error.columns, error.first_rows), hide_index=True)
        return
    head = file.content[: LINES * 1000]
    if b"\x00" in head or not head.strip() or head.startswith(b"PK"):
        return
    lines = head.decode("utf-8", errors="replace").splitlines()[:LINES]
    st.caption("The first lines of the file, as they stand")
    st.code("\n".join(cut(words.label(line), LONGEST_LINE) for line in lines if line.strip()), language=None)


def _option(error: EnergyError) -> str | None:
    """The option that would settle it, if there is a control for it."""
    option = (getattr(error, "option", None) or "").removeprefix("--")
    has_control = option in LABELS and (option != "role" or bool(getattr(error, "choices", ())))
    return option if has_control else None


def _said(error: EnergyError) -> str:
    return for_people(error.message)
