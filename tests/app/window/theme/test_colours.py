"""What is read can be read: contrast as WCAG 2.2 measures it."""

from __future__ import annotations

from itertools import product

import pytest
from PySide6.QtGui import QColor

from app.window.theme.colours import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT
from app.window.theme.style_sheet import _colours

TEXT, CONTROL, MOST = 4.5, 3.0, 7.0
READ = ["text", "muted", "accent", "danger", "warning", "good", "negative"]
GROUNDS = ["window", "surface", "field", "hover", "chosen"]
FILLS = ["accent", "danger", "accent_hover", "danger_hover"]

usual = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
everywhere = pytest.mark.parametrize(
    "colours",
    [LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK],
    ids=["light", "dark", "contrast light", "contrast dark"],
)


@everywhere
def test_texts_can_be_read(colours) -> None:
    values = _colours(colours)
    pairs = [*product(READ, GROUNDS), *product(["on_accent"], FILLS)]
    pairs += [("on_stage", "stage"), ("window", "text"), ("surface", "text")]
    poor = {pair: ratio for pair in pairs if (ratio := contrast(values, *pair)) < TEXT}
    assert not poor


@everywhere
def test_controls_and_rings_stand_out(colours) -> None:
    values = _colours(colours)
    pairs = product(["outline", "focus", "star"], ["window", "surface", "field"])
    poor = {pair: ratio for pair in pairs if (ratio := contrast(values, *pair)) < CONTROL}
    assert not poor


@pytest.mark.parametrize("colours", [CONTRAST_LIGHT, CONTRAST_DARK], ids=["light", "dark"])
def test_high_contrast_is_high(colours) -> None:
    values = _colours(colours)
    pairs = product([*READ, "outline", "border", "focus"], ["window", "surface", "field"])
    poor = {pair: ratio for pair in pairs if (ratio := contrast(values, *pair)) < MOST - 0.5}
    assert not poor


@usual
def test_the_ground_of_photos_has_no_tint(colours) -> None:
    for ground in (colours.window, colours.surface, colours.field, colours.stage):
        assert max(ground.getRgb()[:3]) - min(ground.getRgb()[:3]) <= 6


def contrast(values: dict[str, str], one: str, other: str) -> float:
    low, high = sorted(luminance(QColor(values[name])) for name in (one, other))
    return round((high + 0.05) / (low + 0.05), 2)


def luminance(colour: QColor) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return sum(a * b for a, b in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_black_on_white_is_21_to_1() -> None:
    assert contrast({"a": "#000000", "b": "#ffffff"}, "a", "b") == 21
