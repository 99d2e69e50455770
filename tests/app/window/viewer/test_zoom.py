"""Zooming is arithmetic: points stay where they are, and edges stay outside."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.window.viewer.zoom import LARGEST, Mode, Zoom, fitted_side

sides = st.integers(1, 12_000)
stages = st.tuples(st.integers(100, 4000), st.integers(100, 3000))
pictures = st.tuples(sides, sides)
parts = st.floats(0, 1)
scales = st.floats(0.01, 10)


def covers(zoom: Zoom) -> bool:
    return all(
        picture * zoom.scale >= stage
        for picture, stage in zip(zoom.picture, zoom.stage, strict=True)
    )


def test_fits_what_is_too_large_and_leaves_what_is_small():
    assert Zoom((1000, 500), (4000, 1000)).fitted().scale == 0.25
    assert Zoom((1000, 500), (400, 100)).fitted().scale == 1
    assert Zoom((1000, 500), (400, 100), enlarge=2).fitted().scale == 2


def test_fills_the_stage():
    assert Zoom((1000, 500), (4000, 1000)).filled().scale == 0.5


@given(stages, pictures, scales, parts, parts, st.floats(1, 4))
def test_what_is_under_the_pointer_stays_there(stage, picture, scale, across, down, larger):
    zoom = Zoom(stage, picture).fitted().scaled(scale)
    assume(covers(zoom))
    at = (across * stage[0], down * stage[1])
    before = zoom.picture_point(at)
    after = zoom.scaled(zoom.scale * larger, at).picture_point(at)
    assert after == pytest.approx(before, abs=1e-3)


@given(stages, pictures, scales, st.floats(-9000, 9000), st.floats(-9000, 9000))
def test_no_edge_comes_inside(stage, picture, scale, right, down):
    zoom = Zoom(stage, picture).fitted().scaled(scale).moved(right, down)
    for centre, side, seen in zip(zoom.centre, picture, stage, strict=True):
        half = seen / zoom.scale / 2
        if side <= 2 * half:
            assert centre == side / 2
        else:
            assert half - 1e-6 <= centre <= side - half + 1e-6


@given(stages, pictures, scales)
def test_scales_have_limits(stage, picture, scale):
    zoom = Zoom(stage, picture).fitted().scaled(scale)
    assert zoom.least_scale <= zoom.scale <= max(LARGEST, zoom.fit_scale)


def test_zoomed_out_it_is_fitted_again_and_follows_the_stage():
    zoom = Zoom((1000, 500), (4000, 1000)).fitted().scaled(1.0).scaled(0.01)
    assert zoom.mode is Mode.FIT
    assert zoom.on_stage((2000, 1000), 1).scale == 0.5


def test_steps_stop_at_its_own_pixels():
    zoom = Zoom((1000, 1000), (4000, 4000)).fitted().scaled(0.9)
    assert zoom.stepped(1).scale == 1
    assert zoom.scaled(1.1).stepped(-1).scale == 1
    assert zoom.scaled(1).stepped(4).scale == pytest.approx(2)


def test_what_is_seen_stays_when_the_stage_changes():
    zoom = Zoom((1000, 1000), (4000, 4000)).fitted().scaled(1).moved(-300, 200)
    assert zoom.on_stage((800, 900), 1).centre == zoom.centre
    filled = Zoom((1000, 500), (4000, 1000)).filled()
    assert filled.on_stage((1000, 1000), 1).scale == 1


@given(stages, pictures)
def test_a_fitted_picture_cannot_be_moved(stage, picture):
    assert not Zoom(stage, picture).fitted().can_pan


@given(stages, pictures, st.sampled_from([1.0, 1.5, 2.0]))
def test_no_more_pixels_are_needed_than_are_seen(stage, picture, enlarge):
    side = fitted_side(stage, picture, enlarge)
    assert 1 <= side <= max(picture)
    assert side <= max(stage)
