"""Every refusal is a whole sentence and says what to do."""

from __future__ import annotations

from datetime import date

import pytest

from energy_core import errors
from energy_core.errors import EnergyError, MissingFactError, NotEnoughDataError, TooCoarseError


def every_error(base: type[EnergyError] = EnergyError) -> list[type[EnergyError]]:
    return [
        base,
        *(
            found
            for sub in base.__subclasses__()
            if sub.__module__ == errors.__name__
            for found in every_error(sub)
        ),
    ]


def test_too_little_says_what_is_needed_what_there_is_and_from_when_it_works():
    error = NotEnoughDataError(
        "Anomalies", need=14, have=3, unit="complete days", from_date=date(2024, 1, 15)
    )

    assert str(error) == (
        "Anomalies need 14 complete days; these readings have 3. It will work from 15 January 2024."
    )
    assert (error.need, error.have, error.from_date) == (14, 3, date(2024, 1, 15))


def test_without_a_date_it_asks_for_a_longer_file():
    assert str(NotEnoughDataError("Baseload", need=7, have=2, unit="complete days")).endswith(
        "Baseload needs 7 complete days; these readings have 2. Add a longer file."
    )


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(1440, "every day"), (1380, "every day"), (43200, "every 30 days"), (90, "every 90 minutes")],
)
def test_too_coarse_says_how_often_readings_come_and_whom_to_ask(minutes: float, words: str):
    error = TooCoarseError("A heat map", need_minutes=60, have_minutes=minutes)

    assert f"A heat map needs a reading at least every hour; these come {words}." in str(error)
    assert "supplier" in str(error)
    assert str(error) == error.message


def test_a_missing_fact_is_named_and_not_called_a_lack_of_readings():
    error = MissingFactError("A fair comparison", fact="the country of the home", advice="Set it.")

    assert str(error) == "A fair comparison needs the country of the home. Set it."
    assert isinstance(error, NotEnoughDataError)


def test_every_kind_is_named_once_and_the_tree_at_the_top_shows_every_class():
    kinds = [error.kind for error in every_error()]

    assert len(set(kinds)) == len(kinds)
    assert not [error.__name__ for error in every_error() if error.__name__ not in str(errors.__doc__)]


def test_facts_travel_beside_the_sentence():
    error = EnergyError("No.", where={"file": "a.csv", "row": 3})

    assert error.where == {"file": "a.csv", "row": 3}
