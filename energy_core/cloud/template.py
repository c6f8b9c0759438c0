"""infra/template.yaml, and the values its parameters get."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import energy_core
from energy_core.cloud.failures import asking
from energy_core.cloud.session import Cloud
from energy_core.cloud.stack import Stack
from energy_core.errors import RequestError

LONGEST_BYTES: Final = 51_200
"""CloudFormation takes no longer body in a request (AWS CloudFormation quotas, 2026)."""

DECIDED_BY_DEPLOY: Final = {"StackPrefix": "--stack", "CodeBucket": "the package", "CodeKey": "the package"}


@dataclass(frozen=True)
class Template:
    """The body, and the default of each parameter; None where one has to be given."""

    body: str
    defaults: Mapping[str, str | None]


def template_file() -> Path:
    """Where the template lies in a checkout. Raises RequestError for energy_core without its checkout."""
    file = Path(energy_core.__file__).resolve().parent.parent / "infra" / "template.yaml"
    if not file.is_file():
        raise RequestError(
            "Needed infra/template.yaml; energy_core is installed without it. Clone the repository, run "
            "`pip install -e .` in it, then energy deploy."
        )
    return file


def load_template(cloud: Cloud, file: Path) -> Template:
    """The template as CloudFormation reads it. Raises RequestError if the file cannot be read."""
    try:
        body = file.read_text()
    except (OSError, UnicodeDecodeError) as error:
        raise RequestError(f"Needed a template; {file} cannot be read.", where={"file": str(file)}) from error
    with asking(f"have {file.name} checked by CloudFormation"):
        summary = cloud.client("cloudformation").get_template_summary(TemplateBody=body)
    return Template(body, {p["ParameterKey"]: p.get("DefaultValue") for p in summary.get("Parameters", [])})


def check_parameters(template: Template, given: Mapping[str, str]) -> None:
    """Raises RequestError for a parameter that the template has not, or that is not the user's to say."""
    for name in given:
        if name in DECIDED_BY_DEPLOY:
            raise RequestError(
                f"The parameter {name} is decided by {DECIDED_BY_DEPLOY[name]}; leave it out.",
                where={"option": "--parameter"},
            )
        if name not in template.defaults:
            known = ", ".join(sorted(set(template.defaults) - set(DECIDED_BY_DEPLOY)))
            raise RequestError(
                f"Needed a parameter of the template ({known}); found {name!r}.",
                where={"option": "--parameter"},
            )


def settled(template: Template, given: Mapping[str, str], *, stack: Stack | None) -> dict[str, str]:
    """The value of each parameter: as given, else as the stack has it, else the template's default."""
    before = stack.parameters if stack else {}
    values = {**template.defaults, **before, **given}
    return {name: value for name in template.defaults if (value := values.get(name)) is not None}


def as_sent(
    values: Mapping[str, str], *, given: Mapping[str, str], stack: Stack | None
) -> list[dict[str, Any]]:
    """Parameters as a change set takes them; what nobody said stays, unread: CloudFormation masks secrets."""
    before = stack.parameters if stack else {}
    return [
        {"ParameterKey": name, "UsePreviousValue": True}
        if name in before and name not in given
        else {"ParameterKey": name, "ParameterValue": value}
        for name, value in sorted(values.items())
    ]
