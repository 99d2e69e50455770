"""A worker that has been taken over can say anything; the parent believes only what can be."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.decode.frames import FrameError
from indexer.decode.messages import (
    check_job,
    job_from_frame,
    job_to_frame,
    max_reply,
    result_from_frame,
    result_to_frame,
)
from indexer.decode.types import MAX_VIEW_PIXELS, Cause, Decoded, Failed, Job, View
from indexer.metadata import PhotoMetadata
from indexer.query import Region
from indexer.reports import Picture
from models.preprocess import InputSpec

JPEG = b"\xff\xd8\xff\xe0thumbnail\xff\xd9"
JOB = Job(5, "caf\udce9.jpg", None, InputSpec(4, "longest"), 64, Region(0.1, 0.2, 0.3, 0.4))
RESULT = Decoded(
    5,
    bytes(range(32)),
    1000,
    1_700_000_000_000_000_001,
    40,
    30,
    "jpeg",
    PhotoMetadata(taken_at="2020-01-02T03:04:05", keywords=("a", "ü"), latitude=1.5, rating=-1),
    np.arange(48, dtype=np.uint8).reshape(4, 4, 3),
    JPEG,
)
VIEW_JOB = Job(5, "a.jpg", region=Region(0.0, 0.0, 0.5, 1.0), view=View(10))
VIEWED = replace(RESULT, pixels=None, thumbnail=None, view=Picture(4, 6, 20, 30, bytes(72)))


def through_json(header: dict) -> dict:
    return json.loads(json.dumps(header))


@pytest.mark.parametrize(
    "job", [JOB, VIEW_JOB, Job(1, "x"), Job(2, "x", b"data", metadata=False, view=View())]
)
def test_jobs_arrive(job):
    header, body = job_to_frame(job)
    assert job_from_frame(through_json(header), body) == job


def test_results_arrive():
    header, body = result_to_frame(RESULT)
    found = result_from_frame(through_json(header), body, JOB)
    assert np.array_equal(found.pixels, RESULT.pixels)
    assert not found.pixels.flags.writeable
    assert replace(found, pixels=None).__dict__ == replace(RESULT, pixels=None).__dict__
    assert len(body) <= max_reply(JOB)


def test_views_arrive():
    header, body = result_to_frame(VIEWED)
    found = result_from_frame(through_json(header), body, VIEW_JOB)
    assert found.__dict__ == VIEWED.__dict__
    assert len(body) <= max_reply(VIEW_JOB)
    assert found.view.pixels is body  # a copy would cost as much as the rest of the way


@pytest.mark.parametrize(
    "size",
    [
        *(None, [], [4], [4, 5], [4, 7], [-4, -6], [0, 0], [72, 1], [24, 1], [1, 24]),
        *(["4", "6"], [4.0, 6.0], [True, 24], {"width": 4}),
    ],
)
def test_a_view_has_the_size_that_was_asked_for(size):
    header, body = result_to_frame(VIEWED)
    with pytest.raises(FrameError):
        result_from_frame(through_json(header) | {"view": size}, body, VIEW_JOB)


def test_views_that_nobody_asked_for_and_those_that_do_not_come():
    for result, job in ((VIEWED, replace(VIEW_JOB, view=None)), (RESULT, VIEW_JOB)):
        header, body = result_to_frame(result)
        with pytest.raises(FrameError):
            result_from_frame(header, body, job)


def test_a_view_is_bounded_whatever_was_asked_for():
    longest = max_reply(replace(VIEW_JOB, view=View()))
    assert longest == max_reply(replace(VIEW_JOB, view=View(1 << 30))) == 3 * MAX_VIEW_PIXELS


def test_failures_arrive():
    failed = Failed(5, "It is broken.", Cause.DAMAGED)
    header, body = result_to_frame(failed)
    assert result_from_frame(through_json(header), body, JOB) == failed


WRONG = {
    "key": [4, None, "5"],
    "content_hash": ["", "00" * 31, "zz" * 32, 5, None],
    "size": [-1, 1.5, True, None, 1 << 63],
    "mtime_ns": ["1", None, 1 << 80],
    "width": [0, -1, 1 << 31, None, "40"],
    "height": [0, 1.0],
    "kind": ["exe", None, ["jpeg"]],
    "pixels": [0, 47, 49, None, "48"],
    "thumbnail": [0, -1, len(JPEG) + 1, None],
    "metadata": [None, [], "x"],
}


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name in WRONG for value in WRONG[name]]
)
def test_no_field_may_be_wrong(name, value):
    header, body = result_to_frame(RESULT)
    with pytest.raises(FrameError):
        result_from_frame(through_json(header) | {name: value}, body, JOB)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("taken_at", "2020-02-30T00:00:00"),
        ("taken_at", 5),
        ("taken_offset_minutes", 10_000),
        ("taken_offset_minutes", 1.5),
        ("camera_make", ""),
        ("camera_make", "x" * 1000),
        ("camera_make", "a\nb"),
        ("lens", 5),
        ("exposure_s", -1.0),
        ("exposure_s", "1"),
        ("iso", True),
        ("latitude", 90.5),
        ("longitude", -181),
        ("orientation", 9),
        ("orientation", None),
        ("rating", 6),
        ("keywords", "abc"),
        ("keywords", ["a"] * 1000),
        ("keywords", ["a\0"]),
        ("keywords", [5]),
        ("title", "\udce9"),
        ("unknown", 1),
    ],
)
def test_no_metadata_may_be_wrong(name, value):
    header, body = result_to_frame(RESULT)
    metadata = asdict(RESULT.metadata) | {name: value}
    with pytest.raises(FrameError):
        result_from_frame(through_json(header | {"metadata": metadata}), body, JOB)


@pytest.mark.parametrize("thumbnail", [b"", b"GIF89a", JPEG[:-1], b"\xff\xd8\xff"])
def test_a_thumbnail_is_a_jpeg(thumbnail):
    header, body = result_to_frame(replace(RESULT, thumbnail=thumbnail))
    with pytest.raises(FrameError):
        result_from_frame(header, body, JOB)


def test_nothing_nobody_asked_for():
    header, body = result_to_frame(RESULT)
    for job in (replace(JOB, thumbnail_side=None), replace(JOB, input_spec=None)):
        with pytest.raises(FrameError):
            result_from_frame(header, body, job)


@given(
    st.dictionaries(
        st.sampled_from([*WRONG, "cause", "reason"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(),
            lambda inner: (
                st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3)
            ),
        ),
    ),
    st.binary(max_size=80),
)
def test_whatever_it_says_it_is_an_answer_or_a_frame_error(header, body):
    honest, _ = result_to_frame(RESULT)
    for said in (header, through_json(honest) | header):
        try:
            result = result_from_frame(said, body, JOB)
        except FrameError:
            continue
        assert result.key == JOB.key


@pytest.mark.parametrize(
    "job",
    [
        replace(JOB, input_spec=InputSpec(0)),
        replace(JOB, input_spec=InputSpec(100_000)),
        replace(JOB, thumbnail_side=0),
        replace(JOB, thumbnail_side=100_000),
        replace(VIEW_JOB, view=View(0)),
        replace(VIEW_JOB, view=View(1 << 31)),
        replace(VIEW_JOB, thumbnail_side=64),
        replace(JOB, thumbnail_side=None, view=View()),
        replace(JOB, region=Region(0.5, 0, 0.5, 1)),
        replace(JOB, region=Region(-0.1, 0, 0.5, 1)),
        replace(JOB, region=Region(0, 0, 1.1, 1)),
        replace(JOB, region=Region(float("nan"), 0, 1, 1)),
    ],
)
def test_impossible_jobs(job):
    with pytest.raises(ValueError, match=r"pixels|region|view"):
        check_job(job)
