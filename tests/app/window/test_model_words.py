"""Models in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale

from app.window import model_words
from models.registry import load_registry
from tests.app.window.settings.samples import READY, STANDARD, STARTER


@pytest.fixture(autouse=True)
def locale(qapp) -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield
    QLocale.setDefault(before)


def test_the_usual_hub_is_the_registrys() -> None:
    assert load_registry().hub == model_words.USUAL_HUB


def test_every_tier_and_language_of_the_registry_has_words() -> None:
    for spec in load_registry().models:
        assert model_words.whom_for(replace(STANDARD, tier=spec.tier))
        assert all(len(model_words.language_name(code)) > 3 for code in spec.languages)
    assert model_words.whom_for(replace(STANDARD, tier="of a newer engine")) == ""


def test_languages_begin_with_ones_own() -> None:
    codes = ("de", "fr", "en", "ja", "it")
    assert model_words.languages(codes) == "English, French, German, Italian, Japanese"
    QLocale.setDefault(QLocale("ja_JP"))
    assert model_words.languages(codes).startswith("Japanese, English, French")
    assert model_words.languages_in_short(codes) == "Japanese, English and 3 more language(s)"
    assert model_words.languages_in_short(codes[:2]) == "French, German"
    assert model_words.languages(()) == ""


def test_languages_without_a_name_here() -> None:
    assert model_words.language_name("is") == "Icelandic"
    assert model_words.language_name("??") == "??"


def test_facts() -> None:
    assert model_words.facts_of(STANDARD) == "605.2 MB to download · English · licence MIT"
    assert model_words.facts_of(READY) == "600.0 MB on this computer · licence MIT"
    unknown = replace(STANDARD, download_bytes=None, licence="unknown", languages=())
    assert model_words.facts_of(unknown) == "size of the download unknown · licence unknown"
    assert model_words.bytes_left(unknown) is None
    assert model_words.download_size(unknown) == "size unknown"
    assert model_words.size_of(replace(STARTER, disk_bytes=0)) == ""


def test_titles() -> None:
    assert model_words.title_of(replace(STANDARD, description="Good.")) == "Good"
    assert model_words.title_of(replace(STANDARD, description="")) == STANDARD.model_id
    other = replace(STANDARD, description="Prepared here", tier="other")
    assert model_words.title_of(other) == STANDARD.model_id


def test_hosts() -> None:
    assert model_words.host_of("") == "huggingface.co"
    assert model_words.host_of("http://mirror:8080/models") == "mirror:8080"
    assert model_words.host_of("http://me:secret@mirror:8080/models") == "mirror:8080"
