"""What is tried before the doors shut covers every kind, and goes on working behind them."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from indexer.decode import opening, rehearsal
from indexer.decode.decoder import Decoder
from indexer.decode.kinds import sniff
from indexer.decode.pool import DecoderPool
from indexer.decode.samples import samples
from indexer.decode.types import Decoded, Failed, Job, Limits
from models.preprocess import InputSpec

SAMPLES = dict(samples())


@pytest.fixture(autouse=True)
def _quiet():
    # As in a worker, where warnings about half a picture go nowhere.
    with warnings.catch_warnings(action="ignore"):
        yield


def test_every_kind_is_loaded_and_tried_without_trouble():
    assert rehearsal.rehearse(Decoder(Limits())) == {}


def test_samples_are_of_every_kind():
    kinds = {sniff(data, name) for name, data in SAMPLES.items()}
    assert set(opening.KINDS) - kinds == {"icns", "psd"}  # Pillow alone, and nothing lazy in them
    assert "raw" in kinds
    assert sum(map(len, SAMPLES.values())) < 20_000


def test_what_is_missing_is_told_and_the_rest_goes_on(monkeypatch):
    honest = opening.load_plugin

    def load_plugin(kind: str) -> tuple[str, ...]:
        if kind == "jxl":
            raise ImportError("no such library")
        return honest(kind)

    monkeypatch.setattr(opening, "load_plugin", load_plugin)
    trouble = rehearsal.rehearse(Decoder(Limits()))
    assert trouble.keys() == {"jxl", "a.jxl"}
    assert trouble["jxl"] == "ImportError: no such library"


def test_confined_workers_decode_as_free_ones_do(decode):
    jobs = [
        Job(key, name, data=data, input_spec=InputSpec(8), thumbnail_side=8)
        for key, (name, data) in enumerate(SAMPLES.items())
    ]
    jobs += [Job(100 + job.key, job.path, data=job.data[: len(job.data) // 2]) for job in jobs]
    with DecoderPool(2) as pool:
        there = {result.key: result for result in pool.run(jobs)}
    for job in jobs:
        here = decode(job)
        if isinstance(here, Failed):
            assert there[job.key] == here
        else:
            assert isinstance(there[job.key], Decoded), (job.path, there[job.key])
            assert there[job.key].metadata == here.metadata
            assert there[job.key].thumbnail == here.thumbnail
            assert np.array_equal(there[job.key].pixels, here.pixels)
