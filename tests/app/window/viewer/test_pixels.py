"""Pixels: wrapped, halved and counted."""

from __future__ import annotations

import numpy as np
import pytest

from app.window.background import Job
from app.window.viewer.pixels import Pixels, halves, histogram
from indexer.client import Picture


@pytest.fixture
def job():
    return Job(lambda _: None)


def picture_of(pixels) -> Picture:
    height, width, _ = pixels.shape
    return Picture(width, height, width, height, pixels.tobytes())


def test_wraps_rows_of_any_length(qapp):
    pixels = np.random.default_rng(1).integers(0, 256, (5, 7, 3), np.uint8)
    wrapped = Pixels.of(picture_of(pixels))
    for y in range(5):
        for x in range(7):
            colour = wrapped.image.pixelColor(x, y)
            assert (colour.red(), colour.green(), colour.blue()) == tuple(pixels[y, x])


@pytest.mark.parametrize(
    "picture",
    [Picture(7, 5, 7, 5, bytes(104)), Picture(7, 5, 7, 5, bytes(106)), Picture(0, 0, 7, 5, b"")],
)
def test_bytes_that_are_not_the_picture_are_refused(picture):
    assert Pixels.of(picture) is None


def test_counts_a_known_picture(job):
    pixels = np.zeros((600, 10, 3), np.uint8)  # more rows than are counted at once
    pixels[:100] = (255, 0, 0)
    pixels[100:150] = (10, 20, 30)
    counts = histogram(job, picture_of(pixels))
    assert (counts.red[255], counts.red[10], counts.red[0]) == (1000, 500, 4500)
    assert (counts.green[20], counts.green[0]) == (500, 5500)
    assert (counts.blue[30], counts.blue[0]) == (500, 5500)
    assert counts.luminance[(54 * 255) >> 8] == 1000
    assert counts.luminance[(54 * 10 + 183 * 20 + 19 * 30) >> 8] == 500
    assert sum(counts.luminance) == 6000


def test_white_is_the_last_level(job):
    counts = histogram(job, picture_of(np.full((3, 3, 3), 255, np.uint8)))
    assert counts.luminance[255] == 9


def test_an_aborted_count_is_none(job):
    job.abort()
    assert histogram(job, picture_of(np.zeros((3, 3, 3), np.uint8))) is None


def test_halves_are_means(job):
    pixels = np.random.default_rng(2).integers(0, 256, (2051, 3001, 3), np.uint8)
    made = halves(job, picture_of(pixels))
    assert [(one.width, one.height) for one in made] == [(1500, 1025)]
    assert (made[0].full_width, made[0].full_height) == (3001, 2051)
    half = np.frombuffer(made[0].pixels, np.uint8).reshape(1025, 1500, 3)
    wide = pixels[:2050, :3000].astype(float)
    mean = (wide[::2, ::2] + wide[1::2, ::2] + wide[::2, 1::2] + wide[1::2, 1::2]) / 4
    assert np.abs(half - mean).max() <= 0.5


def test_small_pictures_are_not_halved(job):
    assert halves(job, picture_of(np.zeros((900, 1200, 3), np.uint8))) == []
