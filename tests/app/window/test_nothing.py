"""Why there are no photos to be seen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.window.nothing import Ways, why_nothing
from indexer.client import Activity
from indexer.query import Filters, Query
from tests.app.window.settings.samples import ENGINE, PICTURES, STATUS

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
    idle = replace(ENGINE, activity=Activity("idle"))
    status = replace(STATUS, indexed=0, **({"pending": 0, "engine": idle} | change))
    assert why_nothing(Query(filters=filters), status, WAYS).icon == icon


@pytest.mark.parametrize(
    ("activity", "pending", "headline"),
    [
        (Activity("scanning"), 0, "Looking at your photos for the first time"),
        (Activity("indexing"), 9, "Looking at your photos for the first time"),
        (Activity("paused", "Indexing is paused."), 9, "Your photos have not been read yet"),
        (Activity("waiting", "Somebody is using the computer."), 9,
         "Your photos have not been read yet"),
    ],
)  # fmt: skip
def test_no_photo_is_read_yet(activity, pending, headline) -> None:
    engine = replace(ENGINE, activity=activity)
    status = replace(STATUS, indexed=0, pending=pending, engine=engine)
    reason = why_nothing(Query(), status, WAYS)
    assert reason.headline == headline
    assert activity.reason in reason.sentence
