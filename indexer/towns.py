"""The town a photo was taken in or near, from its coordinates alone: no network is asked.

The list of towns is GeoNames' (`resources/cities.md`), and `packaging/cities.py` makes it.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from resources import resource

FARTHEST_KM = 50.0
"""No town is nearer than that: nobody would say that the photo was taken near one."""

PER_DEGREE = 100
"""Coordinates are kept as whole numbers of this part of a degree, about a kilometre."""

PER_DOUBLING = 8
"""Populations are kept as logarithms: so many steps for twice as many people."""

_EARTH_KM = 6371.0
_KM_PER_DEGREE = 111.2
_PEOPLE_PER_KM2 = 4000.0
_REACH = 1.1  # of the radius that a town's people need, to be in it

Floats = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True)
class Towns:
    """Towns in the order of their latitude.

    Attributes:
        names: each "Lisbon, Portugal", in UTF-8.
        latitudes: (n,) degrees, ascending.
        points: (n, 3) on the unit sphere.
        radii: (n,) km: of a disc as large as so many people need.
    """

    names: Sequence[bytes]
    latitudes: Floats
    points: Floats
    radii: Floats

    @classmethod
    def open(cls) -> Self:
        """The towns that come with Pictrove."""
        content = gzip.decompress(resource("cities.gz").read_bytes())
        head, _, rest = content.partition(b"\n")
        said = json.loads(head)
        count, countries = said["towns"], [name.encode() for name in said["countries"]]
        places = np.frombuffer(rest, "<i2", 2 * count).reshape(2, count) / PER_DEGREE
        sizes, lands = np.frombuffer(rest, np.uint8, 2 * count, 4 * count).reshape(2, count)
        towns = rest[6 * count :].split(b"\n")
        names = [
            b"%s, %s" % (town, countries[land])
            for town, land in zip(towns, lands.tolist(), strict=True)
        ]
        return cls.of(names, places[0], places[1], 2.0 ** (sizes / PER_DOUBLING))

    @classmethod
    def of(
        cls,
        names: Sequence[bytes],
        latitudes: Sequence[float] | np.ndarray[Any, Any],
        longitudes: Sequence[float] | np.ndarray[Any, Any],
        people: Sequence[float] | np.ndarray[Any, Any],
    ) -> Self:
        """Towns by their names, coordinates in degrees, and populations."""
        order = np.argsort(latitudes, kind="stable")
        north = np.asarray(latitudes, np.float64)[order]
        east = np.asarray(longitudes, np.float64)[order]
        return cls(
            [names[at] for at in order.tolist()],
            north.astype(np.float32),
            _on_sphere(north, east),
            np.sqrt(np.asarray(people, np.float64)[order] / (np.pi * _PEOPLE_PER_KM2)).astype("f4"),
        )

    def near(self, latitude: float, longitude: float) -> str:
        """The name of the town at a place or near it; empty where there is none."""
        at = self.find(latitude, longitude)
        return "" if at is None else self.names[at].decode()

    def find(self, latitude: float, longitude: float) -> int | None:
        """The same, as a position.

        In a large town its own parts and small neighbours do not count, unless the place is in
        the midst of them: what was taken in Belém was taken in Lisbon. Elsewhere it is the
        nearest town that counts.
        """
        span = FARTHEST_KM / _KM_PER_DEGREE
        low, high = np.searchsorted(self.latitudes, (latitude - span, latitude + span)).tolist()
        here = _on_sphere(np.array([latitude]), np.array([longitude]))[0]
        chords = self.points[low:high] - here
        distances = _EARTH_KM * np.sqrt(np.einsum("ij,ij->i", chords, chords))
        if not distances.size or not distances.min() <= FARTHEST_KM:  # it may be no number
            return None
        radii = self.radii[low:high]
        within = distances <= _REACH * radii
        if not within.any():
            return int(low + distances.argmin())
        return int(low + np.where(within, (distances + 1.0) / radii, np.inf).argmin())


def _on_sphere(latitudes: np.ndarray[Any, Any], longitudes: np.ndarray[Any, Any]) -> Floats:
    north, east = np.radians(latitudes), np.radians(longitudes)
    level = np.cos(north)
    axes = (level * np.cos(east), level * np.sin(east), np.sin(north))
    return np.stack(axes, axis=1).astype(np.float32)
