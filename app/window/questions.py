"""Asking the user before something is done that cannot be undone, or that costs something."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from app.window import model_words, texts
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


def agree_to_download(
    parent: QWidget, model: ModelStatus, do: Callable[[], object], hub: str = ""
) -> QMessageBox:
    """Ask before a model is fetched, with all that one should know of it.

    Args:
        parent: above whose window it appears.
        model: which.
        do: called if the user agrees.
        hub: where it comes from, if that is not the usual place.
    """
    translate = QCoreApplication.translate
    parts = (
        f"{model_words.title_of(model)}.",
        _offer(model, hub, _size_left(model)),
        translate(
            "Questions",
            "Only the model is fetched. Nothing about you or your photos is sent. It is then "
            "prepared on this computer, which may take a few minutes.",
        ),
    )
    if model_words.interrupted(model):
        question = translate("Questions", "Continue downloading this model?")
        yes = translate("Questions", "&Continue")
    else:
        question = translate("Questions", "Download this model?")
        yes = translate("Questions", "&Download")
    return confirm(parent, question, "\n\n".join(parts), yes, do)


def agree_to_fetch(
    parent: QWidget, model: ModelStatus, folder: str, do: Callable[[], object], hub: str = ""
) -> QMessageBox:
    """Ask before a model's files are fetched into a folder, for another computer."""
    translate = QCoreApplication.translate
    parts = (
        f"{model_words.title_of(model)}.",
        _offer(model, hub, model_words.download_size(model)),
        translate("Questions", "Into the folder: {folder}").format(folder=folder),
        translate(
            "Questions",
            "The files are only stored there. Take the folder to the other computer, and import "
            "it in its Settings > Models.",
        ),
    )
    return confirm(
        parent,
        translate("Questions", "Download this model for another computer?"),
        "\n\n".join(parts),
        translate("Questions", "&Download"),
        do,
    )


def _offer(model: ModelStatus, hub: str, size: str) -> str:
    translate = QCoreApplication.translate
    return translate("Questions", "Size: {size}\nLicence: {licence}\nFrom: {hub}").format(
        size=size, licence=model_words.licence_of(model), hub=model_words.host_of(hub)
    )


def _size_left(model: ModelStatus) -> str:
    size, left = model_words.download_size(model), model_words.bytes_left(model)
    if left is None or not model_words.interrupted(model):
        return size
    return QCoreApplication.translate(
        "Questions", "{size}, of which {left} are still to be fetched"
    ).format(size=size, left=texts.size(left))
