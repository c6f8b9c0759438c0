"""Everything that can go wrong for a user's reason, as one tree.

EnergyError
├── UnreadableFileError        the upload cannot become interval readings
│   ├── UnknownFormatError     no importer recognises it
│   └── MalformedFileError     an importer recognised it, then met nonsense
├── AnotherHomeError           a file that seems to be of another home than the one it should join
├── UnknownNameError           no such home, channel, table or option value
├── RequestError               no such command or option, or a value it does not take
├── NotEnoughDataError         a good question, too few readings
│   ├── TooCoarseError         a good question, readings too far apart
│   └── MissingFactError       a good question, something about the home is not known
├── TariffError                a tariff with a gap or an overlap
├── QueryError                 SQL that cannot be run
├── StoreError                 S3, Athena or disk failed; safe to retry
└── AssistantError             a language model failed, refused or is not set up

`str(error)` is a whole sentence for the user: what was needed, what was found, where, what to do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar


class EnergyError(Exception):
    """Base of every error a user can cause or mend."""

    kind: ClassVar[str] = "energy"

    def __init__(self, message: str, *, where: Mapping[str, str | int] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.where: dict[str, str | int] = dict(where or {})


class UnreadableFileError(EnergyError):
    """The upload cannot become interval readings.

    option : the reading option that would settle it. choices : the values it may take here, such as the
    names of the meters of a file that has several.
    shape, columns, first_rows : the layout of the file, the columns of its table and its first rows, each
    with its line, as far as they were seen before it was refused.
    """

    kind = "unreadable_file"

    def __init__(
        self,
        message: str,
        *,
        where: Mapping[str, str | int] | None = None,
        option: str | None = None,
        choices: Sequence[str] = (),
    ) -> None:
        super().__init__(message, where=where)
        self.option = option
        self.choices = tuple(choices)
        self.shape: str | None = None
        self.columns: tuple[str, ...] = ()
        self.first_rows: tuple[tuple[int, tuple[str, ...]], ...] = ()


class UnknownFormatError(UnreadableFileError):
    """No importer recognises the file."""

    kind = "unknown_format"


class MalformedFileError(UnreadableFileError):
    """An importer recognised the file, then met nonsense."""

    kind = "malformed_file"


class AnotherHomeError(EnergyError):
    """A file that seems to be of another home than the one it should join; a person may know better."""

    kind = "another_home"


class UnknownNameError(EnergyError):
    """No such home, channel, table or value."""

    kind = "unknown_name"


class RequestError(EnergyError):
    """A command or an option that does not exist, or a value it does not take."""

    kind = "request"


class NotEnoughDataError(EnergyError):
    """A good question, too few readings; `from_date` is when it will work, if that can be known."""

    kind = "not_enough_data"

    def __init__(
        self, subject: str, *, need: float, have: float, unit: str, from_date: date | None = None
    ) -> None:
        when = f" It will work from {from_date:%d %B %Y}." if from_date else " Add a longer file."
        verb = "need" if subject.endswith("s") else "needs"
        what = re.sub(r"^((?:\w+ )?\w+)s\b", r"\1", unit) if need == 1 else unit
        super().__init__(f"{subject} {verb} {need:g} {what}; these readings have {have:g}.{when}")
        self.subject, self.need, self.have, self.unit, self.from_date = subject, need, have, unit, from_date


class TooCoarseError(NotEnoughDataError):
    """A good question, readings too far apart: hours of the day from one reading a day, say."""

    kind = "too_coarse"

    def __init__(self, subject: str, *, need_minutes: float, have_minutes: float) -> None:
        super().__init__(subject, need=need_minutes, have=have_minutes, unit="minutes")
        verb = "need" if subject.endswith("s") else "needs"
        self.message = (
            f"{subject} {verb} a reading at least every {_minutes(need_minutes)}; these come every "
            f"{_minutes(have_minutes)}. Ask your supplier for the hourly or half-hourly download."
        )
        self.args = (self.message,)


class MissingFactError(NotEnoughDataError):
    """A good question, but something has to be known first; `fact` says what, `advice` what to do."""

    kind = "missing_fact"

    def __init__(self, subject: str, *, fact: str, advice: str) -> None:
        super().__init__(subject, need=1, have=0, unit="facts")
        self.fact = fact
        verb = "need" if subject.endswith("s") else "needs"
        self.message = f"{subject} {verb} {fact}. {advice}"
        self.args = (self.message,)


def _minutes(minutes: float) -> str:
    if minutes >= 48 * 60:
        return f"{minutes / 1440:.0f} days"
    if minutes >= 23 * 60:
        return "day"
    return "hour" if minutes == 60 else f"{minutes:g} minutes"


class TariffError(EnergyError):
    """A tariff with a gap or an overlap."""

    kind = "tariff"


class QueryError(EnergyError):
    """SQL that cannot be run here."""

    kind = "query"


class StoreError(EnergyError):
    """S3, Athena or disk failed; safe to retry."""

    kind = "store"


class AssistantError(EnergyError):
    """A language model failed, refused or is not set up."""

    kind = "assistant"
