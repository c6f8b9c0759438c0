"""What people thought of the assistant's answers, kept with the home they asked about."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from energy_core.lake.plain_json import json_bytes
from energy_core.lake.store import Store


@dataclass(frozen=True)
class Rating:
    """is_good : thumb up or down. note : in the person's own words."""

    question: str
    answer: str
    provider: str
    is_good: bool
    note: str = ""


def keep(store: Store, home_id: str, rating: Rating) -> None:
    """Keep a rating; a later one of the same answer takes its place."""
    digest = sha256(f"{rating.question}\0{rating.answer}\0{rating.provider}".encode()).hexdigest()[:16]
    store.put(f"homes/{home_id}/ratings/{digest}.json", json_bytes(rating))
