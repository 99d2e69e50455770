"""Models in words: their names, sizes and languages, for every part of the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale, QUrl

from app.window import texts
from app.window.engine_texts import in_own_words
from indexer.caller import without_password
from indexer.client import ModelStatus

USUAL_HUB = "https://huggingface.co"
"""Where the registry says that models are."""

_FEW = 3
_OTHER = "other"

# Qt knows every language's name in English and in itself, but in no other one.
_LANGUAGES = {
    "ar": QT_TRANSLATE_NOOP("Languages", "Arabic"),
    "bn": QT_TRANSLATE_NOOP("Languages", "Bengali"),
    "cs": QT_TRANSLATE_NOOP("Languages", "Czech"),
    "da": QT_TRANSLATE_NOOP("Languages", "Danish"),
    "de": QT_TRANSLATE_NOOP("Languages", "German"),
    "el": QT_TRANSLATE_NOOP("Languages", "Greek"),
    "en": QT_TRANSLATE_NOOP("Languages", "English"),
    "es": QT_TRANSLATE_NOOP("Languages", "Spanish"),
    "fa": QT_TRANSLATE_NOOP("Languages", "Persian"),
    "fi": QT_TRANSLATE_NOOP("Languages", "Finnish"),
    "fr": QT_TRANSLATE_NOOP("Languages", "French"),
    "he": QT_TRANSLATE_NOOP("Languages", "Hebrew"),
    "hi": QT_TRANSLATE_NOOP("Languages", "Hindi"),
    "hr": QT_TRANSLATE_NOOP("Languages", "Croatian"),
    "hu": QT_TRANSLATE_NOOP("Languages", "Hungarian"),
    "id": QT_TRANSLATE_NOOP("Languages", "Indonesian"),
    "it": QT_TRANSLATE_NOOP("Languages", "Italian"),
    "ja": QT_TRANSLATE_NOOP("Languages", "Japanese"),
    "ko": QT_TRANSLATE_NOOP("Languages", "Korean"),
    "nl": QT_TRANSLATE_NOOP("Languages", "Dutch"),
    "no": QT_TRANSLATE_NOOP("Languages", "Norwegian"),
    "pl": QT_TRANSLATE_NOOP("Languages", "Polish"),
    "pt": QT_TRANSLATE_NOOP("Languages", "Portuguese"),
    "ro": QT_TRANSLATE_NOOP("Languages", "Romanian"),
    "ru": QT_TRANSLATE_NOOP("Languages", "Russian"),
    "sv": QT_TRANSLATE_NOOP("Languages", "Swedish"),
    "sw": QT_TRANSLATE_NOOP("Languages", "Swahili"),
    "te": QT_TRANSLATE_NOOP("Languages", "Telugu"),
    "th": QT_TRANSLATE_NOOP("Languages", "Thai"),
    "tr": QT_TRANSLATE_NOOP("Languages", "Turkish"),
    "uk": QT_TRANSLATE_NOOP("Languages", "Ukrainian"),
    "vi": QT_TRANSLATE_NOOP("Languages", "Vietnamese"),
    "zh": QT_TRANSLATE_NOOP("Languages", "Chinese"),
}

_TIERS = {
    "built in": QT_TRANSLATE_NOOP("Models", "To begin with, on any computer"),
    "standard": QT_TRANSLATE_NOOP("Models", "For most people and computers"),
    "accurate": QT_TRANSLATE_NOOP("Models", "For who wants to miss less, on a quick computer"),
    "multilingual": QT_TRANSLATE_NOOP("Models", "For searching in more languages than English"),
    "gpu": QT_TRANSLATE_NOOP("Models", "For a computer with a graphics processor"),
    _OTHER: QT_TRANSLATE_NOOP("Models", "Not one of Pictrove's own choices"),
}


def title_of(model: ModelStatus) -> str:
    """What a model is, in a few words; of one that Pictrove does not know, the name."""
    if model.tier == _OTHER:
        return model.model_id
    return in_own_words(model.description.rstrip(".")) or model.model_id


def whom_for(model: ModelStatus) -> str:
    """For whom a model is; empty if nobody knows."""
    text = _TIERS.get(model.tier)
    return QCoreApplication.translate("Models", str(text)) if text else ""


def language_name(code: str) -> str:
    """A language's name, in the language of the window."""
    name = _LANGUAGES.get(code)
    if name is not None:
        return QCoreApplication.translate("Languages", str(name))
    language = QLocale.codeToLanguage(code)
    known = language not in {QLocale.Language.C, QLocale.Language.AnyLanguage}
    return QLocale.languageToString(language) if known else code


def languages(codes: Sequence[str]) -> str:
    """All of these languages; empty if nobody knows."""
    return ", ".join(_names(codes))


def languages_in_short(codes: Sequence[str]) -> str:
    """The first of these languages, and how many more there are."""
    names = _names(codes)
    if len(names) <= _FEW:
        return ", ".join(names)
    return QCoreApplication.translate(
        "Models", "{languages} and %Ln more language(s)", "", len(names) - 2
    ).format(languages=", ".join(names[:2]))


def download_size(model: ModelStatus) -> str:
    """How much fetching a model takes."""
    if model.download_bytes is None:
        return QCoreApplication.translate("Models", "size unknown")
    return texts.size(model.download_bytes)


def bytes_left(model: ModelStatus) -> int | None:
    """What is still to be downloaded; None if nobody knows."""
    if model.download_bytes is None:
        return None
    return max(0, model.download_bytes - model.fetched_bytes)


def interrupted(model: ModelStatus) -> bool:
    """Whether a part of it is here already, and the rest can be fetched."""
    return not model.ready and model.fetched_bytes > 0


def facts_of(model: ModelStatus) -> str:
    """Size, languages and licence, on one line."""
    translate = QCoreApplication.translate
    licence = translate("Models", "licence {licence}").format(licence=licence_of(model))
    facts = (size_of(model), languages_in_short(model.languages), licence)
    return " · ".join(fact for fact in facts if fact)


def licence_of(model: ModelStatus) -> str:
    """The licence's name, as far as it is known."""
    unknown = model.licence in {"", "unknown"}
    return QCoreApplication.translate("Models", "unknown") if unknown else model.licence


def size_of(model: ModelStatus) -> str:
    """What a model takes here, or would take to fetch."""
    translate = QCoreApplication.translate
    if model.ready:
        if not model.disk_bytes:
            return ""
        return translate("Models", "{size} on this computer").format(
            size=texts.size(model.disk_bytes)
        )
    if model.download_bytes is None:
        return translate("Models", "size of the download unknown")
    return translate("Models", "{size} to download").format(size=download_size(model))


def host_of(hub: str) -> str:
    """The name of the computer that models come from."""
    address = without_password(hub or USUAL_HUB)
    return QUrl(address).authority() or address


def _names(codes: Sequence[str]) -> list[str]:
    """The user's own language first, then English, which most know, then by name."""
    own = QLocale.languageToCode(QLocale().language())
    named = [(one != own, one != "en", language_name(one)) for one in codes]
    return [name for *_, name in sorted(named)]
