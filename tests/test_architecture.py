"""Rules of the structure that import-linter does not know."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = {"pandas", "prophet", "altair", "streamlit", "duckdb", "pyarrow", "matplotlib"}


def loaded_by(code: str) -> set[str]:
    """Top-level packages in sys.modules after running code in a fresh interpreter."""
    printed = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys, json\nprint(json.dumps(list(sys.modules)))"],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    ).stdout
    return {name.partition(".")[0] for name in json.loads(printed.splitlines()[-1])}


def test_the_help_of_the_command_line_loads_nothing_heavy():
    loaded = loaded_by("from energy_core.cli import application; application()")

    assert not loaded & HEAVY


def test_the_analysis_without_a_forecast_loads_neither_web_nor_sql_nor_prophet():
    loaded = loaded_by("import energy_core.analysis, energy_core.lake.lake, energy_core.importers")

    assert not loaded & {"streamlit", "altair", "duckdb", "prophet", "matplotlib", "boto3"}


MODEL_LIBRARIES = {
    *("langchain", "langchain_core", "langchain_aws", "langchain_openai", "langgraph", "langsmith"),
    *("openai", "httpx", "tiktoken", "boto3", "botocore"),
}


@pytest.mark.parametrize(
    "code",
    [
        "import energy_core.assistant.conversation",
        "import energy_core.assistant.toolbox, energy_core.assistant.model_draft, ui.services",
        "import energy_core.lambda_handler",
        "from energy_core.cli import application; application()",
        "from energy_core.assistant.providers import status; from energy_core.assistant.model_settings "
        "import ModelSettings; status(ModelSettings(openai_model='x', openai_api_key='y'))",
    ],
)
def test_no_language_model_library_is_loaded_before_a_model_is_asked(code: str):
    assert not loaded_by(code) & (MODEL_LIBRARIES - {"boto3", "botocore", "httpx"})


def test_the_assistants_rules_need_neither_web_nor_aws():
    loaded = loaded_by("import energy_core.assistant.conversation, energy_core.assistant.toolbox")

    assert not loaded & (MODEL_LIBRARIES | {"streamlit", "altair"})


def test_the_package_itself_imports_nothing():
    assert not loaded_by("import energy_core") & HEAVY


def product_files() -> list[Path]:
    folders = [ROOT / "energy_core", ROOT / "ui", ROOT / "pages"]
    return [path for folder in folders for path in sorted(folder.rglob("*.py"))]


def test_no_module_is_longer_than_250_lines():
    too_long = {
        str(p.relative_to(ROOT)): n for p in product_files() if (n := len(p.read_text().splitlines())) > 250
    }

    assert not too_long


def test_environment_variables_are_read_only_at_the_edge():
    allowed = re.compile(r"energy_core/cli/|ui/services\.py|lambda_handler\.py")
    reads = re.compile(r"os\.(environ|getenv)")

    wrong = [
        str(path.relative_to(ROOT))
        for path in product_files()
        if reads.search(path.read_text()) and not allowed.search(path.as_posix())
    ]

    assert not wrong


@pytest.mark.parametrize(
    "clock", [r"datetime\.now", r"date\.today", r"time\.time\(", r"Timestamp\.now", r"utcnow"]
)
def test_the_core_knows_no_clock(clock: str):
    core = [p for p in product_files() if "energy_core" in p.parts and "cli" not in p.parts]

    assert not [p.name for p in core if re.search(clock, p.read_text())]
