"""The report in words: worded by rules, or arranged by a model that is set up, with no figure of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from energy_core.assistant.conversation import ask
from energy_core.assistant.narrative import Narrative, narrative
from energy_core.report import report_html, report_markdown
from tests.analyses import analysis
from tests.cli.alone import alone
from tests.models.script import Break, Say, Seen, Step, calls_then, steps, use
from tests.models.set_up import KEY, PROVIDERS, model_behind
from tests.questions.homes import home

SAMPLE = home("sample").context
PLAIN = narrative(SAMPLE)


def arranged(seen: Seen) -> Step:
    """Every text that was given, the last one first, with a word before and advice between."""
    slots = sorted(set(seen.question_slots), key=lambda slot: -int(slot[2:-1]))
    return Say("Here is what the readings show.\n" + "\nConsider a timer for the water heater.\n".join(slots))


@pytest.mark.parametrize("name", PROVIDERS)
def test_a_model_arranges_the_computed_texts(name: str) -> None:
    with model_behind(name, arranged) as (models, service):
        told = narrative(SAMPLE, providers=(name,), models=models)

    lines = [text for _, text in told.paragraphs]
    assert (told.provider, told.passed_over) == (name, ())
    assert lines[0] == "Here is what the readings show."
    for _, text in PLAIN.paragraphs:
        for line in text.split("\n"):
            assert line in lines
    assert "Refrigerator" not in service.last.everything


@pytest.mark.parametrize(
    "draft",
    [
        "You used 9999 kWh.",
        "{s1}",
        "{s1} {s2} {s3} {s4} {s5} {s6} {s7} {s8} {s9} Your fridge is old.",
        "There is no data for a report.",
        "[{s1}](http://evil.example)",
    ],
)
def test_a_narrative_with_more_than_the_computed_texts_or_less_is_worded_by_rules(draft: str) -> None:
    with model_behind("openai", steps(Say(draft))) as (models, service):
        told = narrative(SAMPLE, providers=("openai",), models=models)

    assert told.paragraphs == PLAIN.paragraphs
    assert told.provider == "rules"
    assert len(service.seen) == 2
    assert "worded more than the computed figures" in told.passed_over[0].text


def test_the_rules_tell_use_oddities_outlook_habits_and_savings() -> None:
    titles = [title for title, _ in PLAIN.paragraphs]

    assert titles == [
        "What was used",
        "When",
        "What was unusual",
        "What comes next",
        "Habits that would help",
        "Saving opportunities",
    ]
    used = ask("How much did I use?", SAMPLE).text
    assert PLAIN.paragraphs[0][1].startswith(used)


def test_a_model_that_fails_leaves_the_words_to_the_rules() -> None:
    with model_behind("bedrock", steps(Break(403))) as (models, _):
        told = narrative(SAMPLE, providers=("bedrock", "rules"), models=models)

    assert told.paragraphs == PLAIN.paragraphs
    assert told.passed_over[0].text.startswith("Bedrock did not accept the key")


def test_the_narrative_is_the_first_section_of_the_report_and_only_text() -> None:
    told = Narrative((("", "<b>Fridge</b> used [x](http://evil.example)."),), "openai")
    made = analysis(SAMPLE.readings, SAMPLE.home)

    html = report_html(made, sections=["summary"], narrative=told)
    markdown = report_markdown(made, sections=["summary"], narrative=told)

    assert html.index("In words") < html.index("Electricity used")
    assert "<b>Fridge" not in html
    assert "http://" not in markdown
    assert "Arranged by a language model; every figure is computed." in markdown
    assert report_html(made, sections=["summary"]) == report_html(made, sections=["summary"], narrative=None)


def told(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]) -> None:
    """What the environment says about models, and nothing else."""
    for name in ("ENERGY_ASSISTANT_PROVIDERS", "ENERGY_BEDROCK_MODEL", "ENERGY_OPENAI_MODEL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)


CSV = "timestamp,appliance,kwh\n" + "".join(
    f"2024-06-{day:02d}T{hour:02d}:00:00+00:00,{name},{kwh}\n"
    for day in range(1, 11)
    for hour in range(24)
    for name, kwh in (("Fridge", 0.05), ("Kettle", 0.5 if hour == 8 else 0.0))
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "home.csv"
    path.write_text(CSV)
    return path


def test_energy_ask_asks_the_model_that_the_environment_names(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with model_behind("openai", calls_then("Here it is: {s1}", use("total"))) as (models, _):
        environment = {
            "ENERGY_OPENAI_MODEL": "scripted",
            "OPENAI_BASE_URL": str(models.openai_base_url),
            "OPENAI_API_KEY": KEY,
        }
        told(monkeypatch, environment)
        ran = alone("ask", "ask", file, "How much did the fridge use?", "--json")

    assert ran.status == 0, ran.err
    assert ran.json["provider"] == "openai"
    assert ran.json["answer"].startswith("Here it is: Fridge used 12 kWh")
    assert [(p["provider"], p["reason"][:13]) for p in ran.json["passed_over"]] == [
        ("bedrock", "is not set up")
    ]
    assert [(v["value"], v["unit"], v["channel"]) for v in ran.json["values"]] == [(12.0, "kWh", "Fridge")]
    assert KEY not in ran.out + ran.err


def test_energy_report_keeps_the_text_of_a_model_in_the_lake(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, lake = tmp_path / "report.md", tmp_path / "lake"
    with model_behind("bedrock", arranged) as (models, _):
        access, secret, session = models.aws_keys
        environment = {
            "ENERGY_BEDROCK_MODEL": "scripted.model-v1",
            "AWS_REGION": "eu-west-1",
            "AWS_ENDPOINT_URL": str(models.bedrock_endpoint),
            "AWS_ACCESS_KEY_ID": access,
            "AWS_SECRET_ACCESS_KEY": secret,
            "AWS_SESSION_TOKEN": session,
        }
        told(monkeypatch, environment)
        ran = alone("report", "report", file, "--out", out, "--provider", "bedrock", "--lake", lake)

    assert ran.status == 0, ran.err
    kept = (lake / "reports" / "default" / "narrative.md").read_text()
    assert "Here is what the readings show" in kept
    assert "Fridge used 12 kWh" in kept or "The home used 17 kWh" in kept
    assert out.read_text().index("In words") < out.read_text().index("## Summary")


def test_energy_report_without_a_model_is_worded_by_rules_and_keeps_nothing(
    file: Path, tmp_path: Path
) -> None:
    out, lake = tmp_path / "report.md", tmp_path / "lake"

    ran = alone("report", "report", file, "--out", out, "--provider", "rules", "--lake", lake)

    assert ran.status == 0, ran.err
    assert "Worded by built-in rules" in out.read_text()
    assert not (lake / "reports").exists()
