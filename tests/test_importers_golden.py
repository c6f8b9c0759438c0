"""Every format has a sample and a golden JSON; `python -m tests.golden` rewrites them."""

from __future__ import annotations

import json

import pytest

from energy_core.importers import IMPORTERS
from tests.golden import SAMPLES, golden_file, inspected


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_is_read_as_before(sample):
    expected = json.loads(golden_file(sample).read_text(encoding="utf-8"))

    assert inspected(sample) == expected


def test_every_format_has_a_sample():
    assert {inspected(sample)["format"] for sample in SAMPLES} == {importer.FORMAT for importer in IMPORTERS}
