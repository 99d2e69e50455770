"""What the engine says, in the words of the window."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from app.window import translations
from app.window.engine_texts import in_own_words, known

ROOT = Path(__file__).parents[3]
HOLE = re.compile(r"\{\w+\}")


@pytest.fixture
def german(qapp) -> Iterator[None]:
    before, there = QLocale(), qapp.findChildren(QTranslator)
    translations.install(qapp, "de")
    yield
    for translator in qapp.findChildren(QTranslator):
        if translator not in there:
            QCoreApplication.removeTranslator(translator)
            translator.deleteLater()
    QLocale.setDefault(before)


def _literals(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Constant(str(text)):
                yield re.escape(text)
            case ast.JoinedStr(values):
                yield "".join(
                    re.escape(part.value) if isinstance(part, ast.Constant) else ".*"
                    for part in values
                )


@pytest.fixture(scope="module")
def spoken() -> list[re.Pattern[str]]:
    """All texts in the engine's sources that could be a sentence."""
    files = [file for part in ("indexer", "models") for file in (ROOT / part).rglob("*.py")]
    found = {text for file in files for text in _literals(ast.parse(file.read_text("utf-8")))}
    models = tomllib.loads((ROOT / "resources" / "models.toml").read_text("utf-8"))["models"]
    found |= {re.escape(model["description"]) for model in models}
    return [re.compile(text, re.DOTALL) for text in found if len(text.replace(".*", "")) > 10]


OF_THE_SYSTEM = {"Permission denied", "No space left on device", "Input/output error"}


@pytest.mark.parametrize("said", [said for said, _ in known()], ids=lambda said: said[:40])
def test_the_engine_still_says_it(spoken, said: str) -> None:
    """Else its new sentence would be shown as it is."""
    sentence = HOLE.sub("x", said)
    assert said in OF_THE_SYSTEM or any(shape.fullmatch(sentence) for shape in spoken)


@pytest.mark.parametrize(("said", "text"), list(known()), ids=lambda text: text[:40])
def test_every_hole_is_filled(said: str, text: str) -> None:
    assert set(HOLE.findall(text)) <= set(HOLE.findall(said))
    assert in_own_words(HOLE.sub("x", said)) == HOLE.sub("x", text)


@pytest.mark.parametrize("said", [said for said, _ in known()], ids=lambda said: said[:40])
def test_no_command_of_the_terminal_is_named(said: str) -> None:
    assert "`" not in in_own_words(HOLE.sub("x", said))


def test_models_are_described_in_german(german) -> None:
    assert in_own_words("Understands many languages") == "Versteht viele Sprachen"


def test_a_command_becomes_a_way_in_the_window(german) -> None:
    said = in_own_words("Indexing is paused; `pictrove resume` lets it go on.")
    assert "Einstellungen › Indizierung" in said


def test_a_reason_within_a_sentence_is_translated_too(german) -> None:
    said = in_own_words(
        "The picture /a {b}.jpg cannot be searched with: "
        "The file cannot be opened: Permission denied."
    )
    assert said == (
        "Mit dem Bild /a {b}.jpg kann nicht gesucht werden: "
        "Die Datei lässt sich nicht öffnen: Keine Berechtigung."
    )


@pytest.mark.parametrize("note", ["this kernel has no Landlock; seccomp refused (1)", "refused: a"])
def test_a_weak_fence_is_a_whole_sentence(note: str) -> None:
    assert in_own_words(note) == (
        f"Reading photos is less protected on this computer than it could be ({note})."
    )


@pytest.mark.parametrize("sentence", ["", "A model said no.", "`pictrove` {path} refused (x)"])
def test_what_is_not_known_stays(sentence: str) -> None:
    assert in_own_words(sentence) == sentence
