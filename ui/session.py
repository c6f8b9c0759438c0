"""What one browser tab knows: its home, what it computed, what it asked. The only user of session state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar, cast

import streamlit as st

from energy_core.assistant.answer import Turn
from energy_core.errors import EnergyError
from energy_core.home import DEFAULT_HOME_ID, Home
from energy_core.lake.lake import Lake
from energy_core.readings import Readings
from ui import services
from ui.opened import OpenHome

Value = TypeVar("Value")
SAMPLE_HOME_ID: Final = "sample"


class NothingLoadedError(EnergyError):
    """The page needs readings and the home has none yet."""

    kind = "nothing_loaded"


@dataclass(frozen=True)
class Refused:
    """A dropped file that could not be read, held until its question is answered or it is left out."""

    name: str
    content: bytes
    error: EnergyError


def mark_routed() -> None:
    st.session_state["routed"] = True


def is_routed() -> bool:
    """Whether this session came through the router; a deep link into a fresh server does not."""
    return bool(st.session_state.get("routed"))


def lake() -> Lake:
    """The lake of this session: the one that stays, or one of this visit only. Raises StoreError."""
    if services.keeps_homes():
        return services.open_lake(services.lake_address())
    if "visit" not in st.session_state:
        st.session_state["visit"] = services.Visit()
    return cast(Lake, st.session_state["visit"].lake)


def home_id() -> str | None:
    """The open home: this session's, else the address's, else the one used last, else any."""
    homes = lake().homes()
    wishes = (st.session_state.get("home_id"), st.query_params.get("home"), services.last_home(lake()))
    return next((wish for wish in wishes if wish in homes), homes[0] if homes else None)


def open_home(home_id: str) -> None:
    """Make a home the open one, here and at the next visit."""
    st.session_state["home_id"] = home_id
    services.remember_home(lake(), home_id)


def remember_in_address() -> None:
    """Keep the open home in the address, so that a reload or a bookmark shows it again."""
    opened = home_id()
    if opened and st.query_params.get("home") != opened:
        st.query_params["home"] = opened


def current() -> OpenHome | None:
    """The open home; None if there is none yet."""
    opened = home_id()
    if opened is None:
        return None
    place = lake()
    fingerprints = tuple(f"{upload['sha256']} {upload['hints']}" for upload in place.receipts(opened))
    return OpenHome(place, place.home(opened), tuple(place.files(opened)), fingerprints)


def require_home() -> OpenHome:
    """The open home. Raises NothingLoadedError if it has no file."""
    opened = current()
    if opened is None or not opened.files:
        raise NothingLoadedError("This page needs readings. Drop a meter file, or try the sample home.")
    return opened


def readings() -> Readings:
    """All readings of the open home. Raises NothingLoadedError."""
    opened = require_home()
    return remembered("readings", opened.readings_key, lambda: opened.lake.readings(opened.home.home_id))


def remembered(kind: str, key: str, compute: Callable[[], Value]) -> Value:
    """A large result of this session, by reference; only the latest of its kind is held."""
    slots = st.session_state.setdefault("remembered", {})
    if slots.get(kind, ("",))[0] != key:
        slots[kind] = (key, compute())
    return cast(Value, slots[kind][1])


def is_remembered(kind: str, key: str) -> bool:
    return bool(st.session_state.get("remembered", {}).get(kind, ("",))[0] == key)


def let_remembered_go(kind: str) -> None:
    """What is asked for next of this kind is computed anew."""
    st.session_state.get("remembered", {}).pop(kind, None)


def home_for_files() -> Home:
    """Where dropped files go: the open home, but never into the sample home."""
    place = lake()
    opened = home_id()
    if opened is None or opened == SAMPLE_HOME_ID:
        opened = next((other for other in place.homes() if other != SAMPLE_HOME_ID), DEFAULT_HOME_ID)
    return place.home(opened) if opened in place.homes() else Home(home_id=opened, name="My home")


def browser_timezone() -> str | None:
    return st.context.timezone


def uploader_key() -> str:
    """A key that changes once dropped files are dealt with, so that the uploader is empty again."""
    return f"uploader-{st.session_state.get('uploads', 0)}"


def empty_uploader() -> None:
    st.session_state["uploads"] = st.session_state.get("uploads", 0) + 1


def refused() -> tuple[Refused, ...]:
    return tuple(st.session_state.get("refused", ()))


def hold(file: Refused) -> None:
    """Hold a refused file until it is answered; a second try takes the place of the first."""
    st.session_state["refused"] = (*(f for f in refused() if f.name != file.name), file)


def let_go(name: str) -> None:
    st.session_state["refused"] = tuple(f for f in refused() if f.name != name)


def preset(key: str, value: object) -> None:
    """Give a control a value, from a callback: before the page runs."""
    st.session_state[key] = value


def preset_later(key: str, value: object) -> None:
    """Give a control a value when the page runs next, even if it has been drawn in this run."""
    st.session_state.setdefault("presets", {})[key] = value


def preset_value(key: str) -> object:
    """The value that a control will be drawn with; None if it has none yet."""
    presets = st.session_state.get("presets", {})
    if key in presets:
        st.session_state[key] = presets.pop(key)
    return st.session_state.get(key)


def shown(what: str, first: int) -> int:
    """How many of something are shown: `first` until more are asked for."""
    return int(st.session_state.get(f"shown-{what}", first))


def show_more(what: str, count: int) -> None:
    st.session_state[f"shown-{what}"] = count


def control(key: str) -> str:
    """What a control holds right now, as text; empty where it has not been drawn."""
    return str(st.session_state.get(key) or "")


def conversation() -> list[Turn]:
    """Questions and answers about the open home in this session; to be appended to."""
    by_home = st.session_state.setdefault("conversations", {})
    return cast(list[Turn], by_home.setdefault(home_id(), []))


def forget_conversation() -> None:
    conversation().clear()
    st.session_state["conversations-begun"] = conversations_begun() + 1
    end_answering()


def conversations_begun() -> int:
    """Part of the keys of a conversation's controls, so that a new one begins with fresh ones."""
    return int(st.session_state.get("conversations-begun", 0))


def begin_answering(question: str) -> None:
    """Until the answer is there, the question counts as unanswered: the visitor may stop it."""
    st.session_state["unanswered"] = (home_id(), question)


def end_answering() -> None:
    st.session_state.pop("unanswered", None)


def unanswered() -> str | None:
    """A question about the open home whose answering was stopped."""
    home, question = st.session_state.get("unanswered", (None, None))
    return str(question) if question and home == home_id() else None


def changed(key: str, value: object) -> bool:
    """Whether a value is another than when this was last asked for."""
    kept = st.session_state.setdefault("kept", {})
    is_new = bool(kept.get(key) != value)
    kept[key] = value
    return is_new


def say(message: str) -> None:
    """A message for the next page."""
    st.session_state["message"] = message


def said() -> str:
    """The message left for this page, once."""
    return str(st.session_state.pop("message", ""))


def close_home() -> None:
    """The open home is gone: session and address no longer speak of it."""
    st.session_state.pop("home_id", None)
    st.query_params.pop("home", None)
