"""Where a picture lies on the stage: plain arithmetic in pixels of the screen.

A scale of 1 shows one pixel of the full picture as one pixel of the screen, whatever the desktop's
scale factor is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

LARGEST = 8.0
STEP = 2 ** (1 / 4)
STOPS = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0)

Size = tuple[float, float]
Point = tuple[float, float]


class Mode(Enum):
    """What decides the scale when the stage changes its size."""

    FIT = "fit"
    FILL = "fill"
    FREE = "free"


@dataclass(frozen=True)
class Zoom:
    """A picture on a stage.

    Attributes:
        stage: size, in pixels of the screen.
        picture: size in full resolution.
        enlarge: the scale up to which small pictures are enlarged to fit.
        mode: what decides the scale.
        scale: pixels of the screen per pixel of the picture.
        centre: what point of the picture lies in the middle of the stage.
    """

    stage: Size
    picture: Size
    enlarge: float = 1.0
    mode: Mode = Mode.FIT
    scale: float = 1.0
    centre: Point = (0.0, 0.0)

    @property
    def fit_scale(self) -> float:
        """At which all of the picture is seen, as large as possible."""
        return min(*self._ratios, self.enlarge)

    @property
    def fill_scale(self) -> float:
        """At which the picture leaves no part of the stage empty."""
        return min(max(self._ratios), LARGEST)

    @property
    def least_scale(self) -> float:
        """Nobody wants to see less than all of it, or a small picture smaller than it is."""
        return min(self.fit_scale, 1.0)

    @property
    def can_pan(self) -> bool:
        """Whether some of the picture lies outside the stage."""
        # A fitted picture may be larger than the stage by what rounding leaves.
        return any(
            picture * self.scale > stage + 0.5
            for picture, stage in zip(self.picture, self.stage, strict=True)
        )

    @property
    def origin(self) -> Point:
        """Where the upper left corner of the picture lies on the stage: on a whole pixel.

        Otherwise a picture that is shown pixel by pixel would be blurred.
        """
        x, y = (
            round(stage / 2 - centre * self.scale)
            for stage, centre in zip(self.stage, self.centre, strict=True)
        )
        return x, y

    @property
    def size(self) -> Size:
        """Of the picture as it is seen."""
        return self.picture[0] * self.scale, self.picture[1] * self.scale

    def picture_point(self, at: Point) -> Point:
        """What point of the picture is seen at this point of the stage."""
        x, y = (
            centre + (point - stage / 2) / self.scale
            for centre, point, stage in zip(self.centre, at, self.stage, strict=True)
        )
        return x, y

    def fitted(self) -> Zoom:
        """All of it."""
        return self._in_the_middle(Mode.FIT, self.fit_scale)

    def filled(self) -> Zoom:
        """All of the stage."""
        return self._in_the_middle(Mode.FILL, self.fill_scale)

    def scaled(self, scale: float, at: Point | None = None) -> Zoom:
        """Another scale; the point of the picture that is seen at `at` stays there, if it can."""
        at = at or (self.stage[0] / 2, self.stage[1] / 2)
        scale = min(max(scale, self.least_scale), max(LARGEST, self.fit_scale))
        fixed = self.picture_point(at)
        x, y = (
            point - (place - stage / 2) / scale
            for point, place, stage in zip(fixed, at, self.stage, strict=True)
        )
        return replace(self, mode=self._mode(scale), scale=scale, centre=(x, y)).settled()

    def stepped(self, steps: float, at: Point | None = None) -> Zoom:
        """Larger by some steps, or smaller; stops at 100 % on the way."""
        scale = self.scale * STEP**steps
        if (self.scale - 1) * (scale - 1) < 0 and abs(self.scale - 1) > 1e-6:  # noqa: PLR2004
            scale = 1.0
        return self.scaled(scale, at)

    def moved(self, right: float, down: float) -> Zoom:
        """The picture moved on the stage, as far as it goes."""
        x, y = self.centre
        centre = (x - right / self.scale, y - down / self.scale)
        return replace(self, centre=centre).settled()

    def on_stage(self, stage: Size, enlarge: float) -> Zoom:
        """The same on another stage."""
        zoom = replace(self, stage=stage, enlarge=enlarge)
        match self.mode:
            case Mode.FIT:
                return zoom.fitted()
            case Mode.FILL:
                x, y = zoom.centre
                return replace(zoom, scale=zoom.fill_scale, centre=(x, y)).settled()
            case Mode.FREE:
                return zoom.scaled(zoom.scale)

    def settled(self) -> Zoom:
        """No edge of the picture inside the stage, if it is large enough; else in the middle."""
        x, y = (
            _settled(centre, picture, stage / self.scale)
            for centre, picture, stage in zip(self.centre, self.picture, self.stage, strict=True)
        )
        return replace(self, centre=(x, y))

    @property
    def _ratios(self) -> Size:
        return self.stage[0] / self.picture[0], self.stage[1] / self.picture[1]

    def _mode(self, scale: float) -> Mode:
        """Zoomed out as far as it goes, it is fitted again and follows the stage."""
        return Mode.FIT if scale == self.fit_scale else Mode.FREE

    def _in_the_middle(self, mode: Mode, scale: float) -> Zoom:
        centre = (self.picture[0] / 2, self.picture[1] / 2)
        return replace(self, mode=mode, scale=scale, centre=centre)


def fitted_side(stage: Size, picture: Size, enlarge: float) -> int:
    """How many pixels of a picture are needed at its longest side to see all of it well."""
    scale = min(Zoom(stage, picture, enlarge).fit_scale, 1.0)
    return max(1, round(max(picture) * scale))


def _settled(centre: float, picture: float, seen: float) -> float:
    if picture <= seen:
        return picture / 2
    return min(max(centre, seen / 2), picture - seen / 2)
