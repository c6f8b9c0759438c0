"""Where objects lie in the lake."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from energy_core.lake.layout import BUCKETS, bucket, free_name, month_key, raw_key, safe_name, table_key


def test_a_home_is_in_the_same_bucket_on_every_machine():
    assert [bucket(home) for home in ("default", "elm-street", "MAC000002")] == [
        "bucket=15", "bucket=46", "bucket=27",
    ]  # fmt: skip


def test_many_homes_spread_over_all_buckets():
    used = {bucket(f"home-{number}") for number in range(1000)}

    assert len(used) == BUCKETS


def test_files_of_the_home_default_lie_right_under_raw():
    assert raw_key("default", "a.csv") == "raw/a.csv"
    assert raw_key("elm", "a.csv") == "raw/elm/a.csv"


def test_tables_have_one_stable_key_per_home_and_month():
    assert (
        month_key("processed/hourly", "default", "2024-03")
        == "processed/hourly/bucket=15/default/2024-03.parquet"
    )
    assert table_key("forecast", "default") == "forecast/bucket=15/default.parquet"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("january.csv", "january.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\january.csv", "january.csv"),
        ("..", "upload"),
        (".hidden.csv", "hidden.csv"),
        ("a\x00b\n.csv", "a_b_.csv"),
        ('what? "this": <x>|*.csv', "what_ _this__ _x___.csv"),
        ("Zähler 1. Stock.csv", "Zähler 1. Stock.csv"),
        ("电表.csv", "电表.csv"),
        ("CON.csv", "_CON.csv"),
        ("", "upload"),
        ("caf\udce9.csv", "caf_.csv"),
    ],
)
def test_the_name_of_an_upload_stays_readable_and_inside_its_folder(name: str, safe: str):
    assert safe_name(name) == safe


def test_a_long_name_is_cut_before_its_ending():
    safe = safe_name("ä" * 500 + ".csv")

    assert len(safe.encode()) <= 200
    assert safe.endswith("ä.csv")


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=300))
def test_no_name_leaves_its_folder(name: str):
    safe = safe_name(name)

    assert safe
    assert safe not in (".", "..")
    assert not set(safe) & set('/\\\x00<>:"|?*')
    assert len(safe.encode(errors="surrogatepass")) <= 200
    assert safe_name(safe) == safe


def test_a_name_that_is_taken_gets_a_number():
    assert free_name("a.csv", {"b.csv"}) == "a.csv"
    assert free_name("a.csv", {"a.csv"}) == "a (2).csv"
    assert free_name("a.csv", {"a.csv", "a (2).csv"}) == "a (3).csv"
