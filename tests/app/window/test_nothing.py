"""Why there are no photos to be seen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.window.nothing import Ways, why_nothing
from indexer.query import Filters, Query
from tests.app.window.settings.samples import PICTURES, STATUS

WAYS = Ways(lambda: None, lambda: None, lambda: None)
OFFLINE = replace(PICTURES, offline=True)


@pytest.mark.parametrize(
    ("filters", "change", "icon"),
    [
        (Filters(favourites=True), {"folders": (OFFLINE,)}, "funnel"),
        (Filters(), {"folders": ()}, "folder-plus"),
        (Filters(), {"folders": (OFFLINE, PICTURES), "pending": 9}, "sparkles"),
        (Filters(), {"folders": (OFFLINE, OFFLINE)}, "unplug"),
        (Filters(), {"folders": (OFFLINE, PICTURES)}, "images"),
    ],
)
def test_the_reason_is_the_nearest_one(filters, change, icon) -> None:
    status = replace(STATUS, indexed=0, **({"pending": 0} | change))
    assert why_nothing(Query(filters=filters), status, WAYS).icon == icon
