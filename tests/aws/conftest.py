"""One server for all tests here; each test finds it empty."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from tests.aws.moto_server import Aws, moto_server


@pytest.fixture(scope="session")
def aws_server() -> Iterator[Aws]:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with moto_server() as aws:
        yield aws


@pytest.fixture
def aws(aws_server: Aws, monkeypatch: pytest.MonkeyPatch) -> Aws:
    """The server, empty, and an environment in which boto3 finds it and nothing else."""
    aws_server.reset()
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    for name, value in aws_server.environment.items():
        monkeypatch.setenv(name, value)
    return aws_server
