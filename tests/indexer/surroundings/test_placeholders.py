"""Files whose content lies in the cloud."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from indexer.surroundings.placeholders import is_placeholder


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ({"st_file_attributes": 0x20}, False),
        ({"st_file_attributes": 0x0040_0000}, True),
        ({"st_file_attributes": 0x0004_0000}, True),
        ({"st_file_attributes": 0x1020}, True),
        ({"st_flags": 0}, False),
        ({"st_flags": 0x4000_0020}, True),
        ({}, False),
    ],
)
def test_marks(status, expected) -> None:
    assert is_placeholder(SimpleNamespace(**status)) is expected


def test_a_plain_file_is_none(tmp_path) -> None:
    photo = tmp_path / "a.jpg"
    photo.write_bytes(b"x")
    assert is_placeholder(photo.stat()) is False
