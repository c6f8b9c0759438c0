"""One account and region of AWS, and the clients that speak to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any, Final

from energy_core.cloud.failures import asking
from energy_core.errors import RequestError

ATTEMPTS: Final = 5
CONNECT_SECONDS: Final = 10
READ_SECONDS: Final = 60

Clients = Callable[[str], Any]


@dataclass(frozen=True)
class Cloud:
    """Where commands work. `clients` gives the boto3 client of a service by its name."""

    account: str
    region: str
    clients: Clients

    @property
    def partition(self) -> str:
        """The part of the world that addresses begin with."""
        if self.region.startswith("cn-"):
            return "aws-cn"
        return "aws-us-gov" if "-gov-" in self.region else "aws"

    def client(self, service: str) -> Any:
        return self.clients(service)


def open_cloud(region: str | None = None) -> Cloud:
    """The account that the environment's credentials belong to.

    Credentials, endpoint and, where `region` is None, the region are found by boto3 as everywhere:
    environment, profile, machine.

    Raises
    ------
    RequestError : no credentials, none that AWS accepts, no region, or a region that does not exist.
    """
    import boto3
    from botocore.config import Config

    config = Config(
        retries={"mode": "standard", "max_attempts": ATTEMPTS},
        connect_timeout=CONNECT_SECONDS,
        read_timeout=READ_SECONDS,
    )
    with asking("open a session with AWS"):
        session = boto3.Session(region_name=region)
        _check_region(session.region_name, _regions(session))

        @cache
        def client(service: str) -> Any:
            return session.client(service, config=config)

        account = client("sts").get_caller_identity()["Account"]
    return Cloud(account, session.region_name, client)


def _regions(session: Any) -> list[str]:
    partitions = session.get_available_partitions()
    return [r for name in partitions for r in session.get_available_regions("cloudformation", name)]


def _check_region(region: str | None, known: list[str]) -> None:
    if not region:
        raise RequestError(
            "Needed a region of AWS; none is set. Say --region, such as --region eu-west-1, set AWS_REGION, "
            "or run `aws configure`.",
            where={"option": "--region"},
        )
    if region not in known:
        close = get_close_matches(region, known, n=1)
        meant = f" Did you mean {close[0]}?" if close else ""
        raise RequestError(
            f"Needed a region of AWS, such as eu-west-1; found {region!r}.{meant}",
            where={"option": "--region"},
        )
