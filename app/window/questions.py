"""Asking the user before something is done that cannot be undone, or that costs something."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from app.window import texts
from app.window.engine_texts import in_own_words
from indexer.client import ModelStatus


def confirm(
    parent: QWidget,
    question: str,
    explanation: str,
    yes: str,
    do: Callable[[], object],
    *,
    danger: bool = False,
) -> QMessageBox:
    """Ask, without waiting.

    Args:
        parent: above whose window it appears; other windows can be used meanwhile.
        question: the short question.
        explanation: what happens then, and what does not.
        yes: text of the button that agrees: a verb, not "OK".
        do: called if the user agrees.
        danger: something is lost; then Enter does not agree.
    """
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Warning if danger else QMessageBox.Icon.Question)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(QCoreApplication.translate("Questions", "Pictrove"))
    box.setText(question)
    box.setInformativeText(explanation)
    agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    agree.setProperty("kind", "danger" if danger else "primary")
    agree.style().polish(agree)  # the box has done it already, for a usual button
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(cancel if danger else agree)
    box.setEscapeButton(cancel)
    box.buttonClicked.connect(lambda button: do() if button is agree else None)
    box.open()
    return box


def agree_to_download(parent: QWidget, model: ModelStatus, do: Callable[[], object]) -> QMessageBox:
    """Ask before a model is fetched, with all that one should know of it."""
    translate = QCoreApplication.translate
    explanation = translate(
        "Questions",
        "{description}.\n\n"
        "Size: {size}\nLicence: {licence}\nFrom: huggingface.co\n\n"
        "Only the model is fetched. Nothing about you or your photos is sent. It is then "
        "prepared on this computer, which takes a few minutes.",
    ).format(
        description=in_own_words(model.description.rstrip(".")),
        size=download_size(model),
        licence=model.licence,
    )
    question = translate("Questions", "Download this model?")
    return confirm(parent, question, explanation, translate("Questions", "&Download"), do)


def download_size(model: ModelStatus) -> str:
    """How much fetching a model takes."""
    if model.download_bytes is None:
        return QCoreApplication.translate("Questions", "size unknown")
    return texts.size(model.download_bytes)
