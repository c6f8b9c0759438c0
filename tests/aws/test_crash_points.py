"""Nothing is lost and nothing counts twice, wherever a run is cut off."""

from __future__ import annotations

import itertools
import sys
import threading

import pytest

from energy_core.lake.lake import Lake
from tests.aws.crashes import RECOVERIES, SCENARIOS, A, B, Cloud, Scenario, Tally, emptied, quick
from tests.aws.faults import FAULTS, Fault
from tests.aws.memory_s3 import MemoryS3
from tests.aws.moto_server import Aws
from tests.aws.pipeline import hours, notification, queued, state

# a run inside a run publishes the metrics of both
pytestmark = pytest.mark.filterwarnings("ignore:No application metrics to publish")

ANY = pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)


@pytest.fixture
def cloud(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> Cloud:
    """Over HTTP, against the server."""
    quick(monkeypatch)
    return Cloud(lambda: emptied(aws), monkeypatch)


@pytest.fixture
def quick_cloud(monkeypatch: pytest.MonkeyPatch) -> Cloud:
    """In memory, for every case there is."""
    quick(monkeypatch)
    return Cloud(MemoryS3, monkeypatch)


@ANY
def test_the_cloud_in_memory_is_the_one_over_http(
    aws: Aws, monkeypatch: pytest.MonkeyPatch, scenario: Scenario
):
    quick(monkeypatch)

    over_http = Cloud(lambda: emptied(aws), monkeypatch).without_fault(scenario)
    in_memory = Cloud(MemoryS3, monkeypatch).without_fault(scenario)

    assert in_memory == over_http


def told(tally: Tally, capsys: pytest.CaptureFixture[str], name: str) -> None:
    with capsys.disabled():
        sys.stderr.write(f"\n{name}: {tally.run} cases run, {len(tally.failed)} failed\n")
    assert not tally.failed


def ends_alike(cloud: Cloud, scenario: Scenario, *, at: int, fault: Fault, recovery: str) -> bool:
    """Whether a run that fails at a call, and what follows, leave what a run without a fault leaves."""
    bucket = cloud.begin(scenario)
    done = cloud.tell(scenario, cloud.faulty(at=at, fault=fault))
    RECOVERIES[recovery](cloud, scenario)
    return not done and state(bucket) == cloud.without_fault(scenario)[0]


def test_a_run_that_fails_at_some_call_ends_as_if_it_had_not(cloud: Cloud):
    scenario = SCENARIOS[0]
    calls = cloud.without_fault(scenario)[1]
    faults = itertools.cycle(itertools.product(FAULTS, RECOVERIES))

    for at, (fault, recovery) in zip(range(1, calls + 1, 6), faults, strict=False):
        assert ends_alike(cloud, scenario, at=at, fault=fault, recovery=recovery), (at, fault, recovery)


@pytest.mark.prove
@pytest.mark.parametrize("recovery", RECOVERIES)
@pytest.mark.parametrize("fault", FAULTS)
@ANY
def test_a_run_that_fails_at_any_call_ends_as_if_it_had_not(
    quick_cloud: Cloud, scenario: Scenario, fault: Fault, recovery: str, capsys: pytest.CaptureFixture[str]
):
    tally = Tally()

    for at in range(1, quick_cloud.without_fault(scenario)[1] + 1):
        alike = ends_alike(quick_cloud, scenario, at=at, fault=fault, recovery=recovery)
        tally.add(f"{fault} at call {at}", is_same=alike)

    told(tally, capsys, f"{scenario.name}, {fault}, {recovery}")


@pytest.mark.prove
@pytest.mark.parametrize("fault", [None, "killed after"])
@ANY
def test_another_run_of_the_home_at_any_moment_changes_nothing(
    quick_cloud: Cloud, scenario: Scenario, fault: Fault | None, capsys: pytest.CaptureFixture[str]
):
    expected, calls = quick_cloud.without_fault(scenario)
    tally = Tally()

    for at in range(1, calls + 1):
        bucket = quick_cloud.begin(scenario)
        client = quick_cloud.faulty(at=at, fault=fault, meanwhile=lambda: quick_cloud.tell(scenario))
        quick_cloud.tell(scenario, client)
        quick_cloud.reconcile()
        tally.add(f"at call {at}", is_same=state(bucket) == expected)

    told(tally, capsys, f"{scenario.name}, another run meanwhile, {fault or 'no fault'}")


RACES = {
    "another file comes": {"raw/elm/c.csv": hours(3.0, start="2024-02-01")},
    "the same key is overwritten": {"raw/elm/b.csv": hours(5.0, start="2024-02-01")},
    "a file goes": {"raw/elm/a.csv": None},
    "the home is told of its zone": {"homes/elm/home.toml": b'home_id = "elm"\ntimezone = "Asia/Tokyo"\n'},
}


WAYS = ("its own run", "its own run, the older killed", "no event")


def counts_once(cloud: Cloud, race: str, way: str, *, at: int) -> bool:
    """Whether a change right before a call of a run ends as if it had been there before the run."""
    scenario, change = SCENARIOS[0], RACES[race]
    after = Scenario(race, {}, {**scenario.then, **change}, scenario.event)
    expected = cloud.without_fault(after)[0]
    bucket = cloud.begin(scenario)

    def meanwhile() -> None:
        cloud.change(change)
        if way != "no event":
            cloud.tell(after)

    fault: Fault | None = "killed after" if "killed" in way else None
    cloud.tell(scenario, cloud.faulty(at=at, fault=fault, meanwhile=meanwhile))
    cloud.reconcile()
    return without_leftovers(state(bucket)) == without_leftovers(expected)


@pytest.mark.parametrize("race", RACES)
def test_what_comes_at_some_moment_of_a_run_counts_once_and_for_good(cloud: Cloud, race: str):
    calls = cloud.without_fault(SCENARIOS[0])[1]

    for at, way in zip((calls // 3, calls // 2, calls - 8), WAYS, strict=True):
        assert counts_once(cloud, race, way, at=at), (way, at)


@pytest.mark.prove
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("race", RACES)
def test_what_comes_at_any_moment_of_a_run_counts_once_and_for_good(
    quick_cloud: Cloud, race: str, way: str, capsys: pytest.CaptureFixture[str]
):
    tally = Tally()

    for at in range(1, quick_cloud.without_fault(SCENARIOS[0])[1] + 1):
        tally.add(f"at call {at}", is_same=counts_once(quick_cloud, race, way, at=at))

    told(tally, capsys, f"{race}, {way}")


@pytest.mark.parametrize("race", RACES)
def test_a_run_sees_by_itself_what_came_while_it_was_at_work(quick_cloud: Cloud, race: str):
    scenario, change = SCENARIOS[0], RACES[race]
    expected = quick_cloud.without_fault(Scenario(race, {}, {**scenario.then, **change}, scenario.event))[0]
    listing = 12

    for at in range(1, quick_cloud.without_fault(scenario)[1] - listing):
        bucket = quick_cloud.begin(scenario)
        client = quick_cloud.faulty(at=at, meanwhile=lambda: quick_cloud.change(change))
        assert quick_cloud.tell(scenario, client)

        assert without_leftovers(state(bucket)) == without_leftovers(expected), at


def without_leftovers(found: dict[str, bytes]) -> dict[str, bytes]:
    """The state without receipts of files that went: they are kept, and count for nothing."""
    gone = {
        key
        for key in found
        if key.startswith("receipts/")
        and key.replace("receipts/", "raw/", 1).removesuffix(".json") not in found
    }
    return {key: content for key, content in found.items() if key not in gone and "run.json" not in key}


def test_events_that_come_twice_and_in_any_order_change_nothing(cloud: Cloud):
    expected, _ = cloud.without_fault(SCENARIOS[0])
    keys = list(SCENARIOS[0].then)

    for order in (keys, keys[::-1], [*keys, *keys]):
        bucket = cloud.begin(SCENARIOS[0])
        for key in order:
            assert cloud.handle(queued(notification(key), notification(key)))

        assert state(bucket) == expected


def test_the_order_of_uploads_is_the_buckets_whatever_the_order_of_events(cloud: Cloud):
    bucket = cloud.begin(Scenario("one", {"raw/elm/a.csv": A}, {"raw/elm/b.csv": B}, "raw/elm/b.csv"))
    cloud.handle(queued(notification("raw/elm/b.csv")))
    one_by_one = state(bucket)

    bucket = cloud.begin(Scenario("both", {}, {"raw/elm/a.csv": A, "raw/elm/b.csv": B}, "raw/elm/b.csv"))
    cloud.handle(queued(notification("raw/elm/b.csv"), notification("raw/elm/a.csv")))

    assert state(bucket) == one_by_one


def test_uploads_that_overlap_count_once_in_every_table(cloud: Cloud):
    import pandas as pd

    from energy_core.lake.layout import table_key
    from energy_core.lake.parquet import from_parquet

    bucket = cloud.begin(SCENARIOS[0])
    cloud.tell(SCENARIOS[0])

    # 24 hours of January at 1 kWh; 30 hours of February, at 2 kWh by the later file, 6 of them in both
    total = 24 * 1.0 + 30 * 2.0
    assert Lake(bucket).readings("elm").consumption_kwh == total
    for prefix in ("processed/readings/", "processed/hourly/", table_key("processed/daily", "elm")):
        contents = [bucket.get(key) or b"" for key in bucket.list(prefix)]
        lamp = from_parquet(contents, by="channel", columns=("kwh",))["Lamp"]
        assert pd.Series(lamp["kwh"]).sum() == total


def test_two_runs_at_the_same_time_leave_what_one_leaves(cloud: Cloud):
    expected, _ = cloud.without_fault(SCENARIOS[0])
    bucket = cloud.begin(SCENARIOS[0])
    events = [queued(notification(key)) for key in SCENARIOS[0].then]

    threads = [threading.Thread(target=cloud.handle, args=(event,)) for event in events]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    cloud.reconcile()

    assert state(bucket) == expected
