"""What can be done with a model: which of it stands on its card, and which in the card's menu."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication

from app.window import model_words, texts
from indexer.client import ModelStatus


class Deed(Enum):
    """Something a user can do with a model."""

    USE = "use"
    GO_BACK = "go back"
    USE_AT_ONCE = "use at once"
    CALL_OFF = "call off"
    DOWNLOAD = "download"
    FETCH = "fetch"
    IMPORT_FILE = "import file"
    IMPORT_FOLDER = "import folder"
    VERIFY = "verify"
    REMOVE = "remove"


_NEARLY = 100

LONG = frozenset(
    {Deed.DOWNLOAD, Deed.FETCH, Deed.IMPORT_FILE, Deed.IMPORT_FOLDER, Deed.VERIFY, Deed.REMOVE}
)
"""What has to wait while something long is done with any model."""

ICONS = {
    Deed.USE: "check",
    Deed.GO_BACK: "history",
    Deed.CALL_OFF: "x",
    Deed.USE_AT_ONCE: "skip-forward",
    Deed.DOWNLOAD: "download",
    Deed.FETCH: "hard-drive",
    Deed.IMPORT_FILE: "file-image",
    Deed.IMPORT_FOLDER: "folder-open",
    Deed.VERIFY: "shield",
    Deed.REMOVE: "trash-2",
}


@dataclass(frozen=True)
class Wish:
    """What the user wants to be done, and with which model."""

    deed: Deed
    model_id: str


def main_deed(model: ModelStatus) -> Deed | None:
    """What most people want to do with a model in this state; None if there is nothing."""
    if not model.ready:  # though it may be in use, or be about to
        return None if model.needs_torch else Deed.DOWNLOAD
    if model.in_use:
        return None
    if model.takes_over:
        return Deed.CALL_OFF
    return Deed.GO_BACK if _knows_enough(model) else Deed.USE


def more_deeds(model: ModelStatus) -> tuple[Deed, ...]:
    """What else can be done with it."""
    at_rest = not model.in_use and not model.takes_over
    offered = {
        Deed.USE_AT_ONCE: model.ready
        and main_deed(model) in {Deed.USE, Deed.CALL_OFF}
        and model.missing > 0,
        Deed.CALL_OFF: model.takes_over and not model.ready,
        Deed.IMPORT_FILE: not model.ready and not model.needs_torch,
        Deed.IMPORT_FOLDER: not model.ready,
        Deed.VERIFY: model.ready,
        Deed.FETCH: not model.built_in,
        Deed.REMOVE: at_rest and removable(model),
    }
    return tuple(deed for deed, there in offered.items() if there)


def removable(model: ModelStatus) -> bool:
    """Whether anything of it is here that can be removed."""
    files = not model.built_in and (model.ready or model.damaged or model.fetched_bytes > 0)
    return files or model.embedded > 0


def main_text(model: ModelStatus) -> str:
    """The text of the button for `main_deed`."""
    translate = QCoreApplication.translate
    deed = main_deed(model)
    download = (
        translate("Models", "Continue the download…")
        if model_words.interrupted(model)
        else translate("Models", "Download…")
    )
    return {
        Deed.DOWNLOAD: download,
        Deed.CALL_OFF: translate("Models", "Do not take over"),
        Deed.GO_BACK: translate("Models", "Back to this model"),
        Deed.USE: translate("Models", "Use this model"),
        None: "",
    }[deed]


def menu_text(deed: Deed) -> str:
    """The text of an entry of the menu."""
    translate = QCoreApplication.translate
    return {
        Deed.USE_AT_ONCE: translate("Models", "&Use at once…"),
        Deed.CALL_OFF: translate("Models", "Do not &take over"),
        Deed.IMPORT_FILE: translate("Models", "&Import from a file…"),
        Deed.IMPORT_FOLDER: translate("Models", "Import from a &folder or USB stick…"),
        Deed.VERIFY: translate("Models", "&Verify"),
        Deed.FETCH: translate("Models", "&Download for another computer…"),
        Deed.REMOVE: translate("Models", "&Remove…"),
    }[deed]


def note_of(model: ModelStatus) -> str:
    """A sentence about the state of a model that is worth one; else empty."""
    if model.ready and model.takes_over:
        return _take_over_text(model)
    if model.ready:
        return "" if model.in_use else _reading_text(model)
    return _absence_text(model)


def _absence_text(model: ModelStatus) -> str:
    translate = QCoreApplication.translate
    if model.damaged:
        return translate("Models", "Files of it are missing or damaged; get it again.")
    if model.takes_over:
        return translate("Models", "It takes over when its files are here.")
    if model.needs_torch:
        return translate(
            "Models",
            "Only a Pictrove with PyTorch can prepare this model; prepared there, it can be "
            "imported here.",
        )
    if model_words.interrupted(model):
        return translate(
            "Models", "{here} of {size} are here already; the download can be continued."
        ).format(here=texts.size(model.fetched_bytes), size=model_words.download_size(model))
    return ""


def _knows_enough(model: ModelStatus) -> bool:
    """Whether the engine lets it answer at once: it has read all photos, but for the newest."""
    return model.embedded > 0 and _NEARLY * model.missing <= model.embedded + model.missing


def _take_over_text(model: ModelStatus) -> str:
    total = model.embedded + model.missing
    if total and not model.missing:  # what is found quickly, and words for tags, are being made
        return QCoreApplication.translate(
            "Models",
            "It has read all %Ln photo(s), and takes over when its index is made.",
            "",
            total,
        )
    return QCoreApplication.translate(
        "Models",
        "It takes over when all %Ln photo(s) are read with it; so far {done} are. Until then the "
        "other model answers.",
        "",
        total,
    ).format(done=texts.number(model.embedded))


def _reading_text(model: ModelStatus) -> str:
    translate = QCoreApplication.translate
    total = model.embedded + model.missing
    if not model.missing:
        text = translate(
            "Models", "It has read all %Ln photo(s) before, so it can answer at once.", "", total
        )
        return text if total else ""
    if _knows_enough(model):
        text = translate(
            "Models",
            "It has read {done} of %Ln photo(s) before, so it can answer at once; the newest "
            "follow.",
            "",
            total,
        )
    elif model.embedded:
        text = translate(
            "Models", "It has read {done} of %Ln photo(s); the others are read first.", "", total
        )
    else:
        text = translate(
            "Models", "It has to read %Ln photo(s) first, in the background.", "", total
        )
    return text.format(done=texts.number(model.embedded))
