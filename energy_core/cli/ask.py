"""`energy ask`: one question about the readings in files."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Final

import typer

from energy_core.cli.model_options import Provider, models, order
from energy_core.cli.reading_options import Source, reads_files
from energy_core.cli.screen import print_json, progress, say, table
from energy_core.errors import EnergyError

MOST_ROWS: Final = 20


def register(app: typer.Typer) -> None:
    """Add the command `ask`."""
    app.command(name="ask")(reads_files(ask))


def ask(
    source: Source,
    provider: Provider = "auto",
    json_: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Answer a question in words with computed figures; the QUESTION is the last argument.

    \b
    Examples:
      energy ask home.csv "How much did the fridge use last week?"
      energy ask january.csv february.csv "Compare January and February" --json
    """
    from energy_core.assistant.conversation import Context
    from energy_core.assistant.conversation import ask as answer_to

    asked = order(provider)
    opened_from, question = _files_and_question(source)
    opened = opened_from.open()
    answer = answer_to(
        question,
        Context(opened.home, opened.readings),
        providers=asked,
        models=models(),
        progress=progress,
    )
    if json_:
        print_json(answer.fields())
        return
    for passed in answer.passed_over:
        if provider != "auto" or passed.was_set_up:
            progress(f"Answered by {answer.provider}: {passed.text}.")
    say(answer.text)
    if answer.table is not None and len(answer.table.rows) > 1:
        say("")
        say(table(answer.table.columns, answer.table.rows[:MOST_ROWS]))
    if answer.suggestions and answer.status != "answered":
        say("You can ask: " + " | ".join(answer.suggestions))


def _files_and_question(source: Source) -> tuple[Source, str]:
    *files, question = source.files
    if not files:
        raise EnergyError(
            "Needed a file and a question; found only one of them. "
            'Write: energy ask FILE "How much did I use last week?"',
            where={"argument": "QUESTION"},
        )
    return replace(source, files=tuple(files)), question
