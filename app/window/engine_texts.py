"""What the engine says, in the words of the window.

The engine speaks English, and to the command line: "`pictrove repair` saves what can be saved".
Its sentences are known here by their shape. They are said in the user's language, with the
window's own way in place of a command. A sentence that is not known is said as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.window import hub_sentences, keeping_sentences, model_sentences

_HOLE = re.compile(r"\{(\w+)\}")

# Sentences that need no other words; {name} is anything.
_SAME = (
    # The library
    QT_TRANSLATE_NOOP(
        "Engine",
        "Another Pictrove process{holder} is working on the library in {folder}; wait until it "
        "has finished, or stop it, and try again.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "Another program keeps the library {path} locked; wait until it has finished and try "
        "again.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine", "The disk that holds the library {path} is full; make room on it and try again."
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The library {path} cannot be written; allow writing to its folder and try again.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The library {path} was written by a newer version of Pictrove; update Pictrove to use it.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The library {path} cannot be read or written ({reason}); check its disk and the rights "
        "of its folder and try again.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine", "The file {path} is not a Pictrove library; move it away and try again."
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The library in {folder} cannot be repaired ({reason}); make room on its disk, allow "
        "writing to it, and try again.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The library's folder {folder} cannot be written ({reason}); allow writing to it and try "
        "again.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The search index cannot be written to {folder} ({reason}); nothing is lost, but make "
        "room there, or searching will be slower.",
    ),
    QT_TRANSLATE_NOOP("Engine", "The photo is not in the library any more."),
    # The engine
    QT_TRANSLATE_NOOP(
        "Engine",
        "Pictrove's engine ended unexpectedly; nothing that was finished is lost: try again.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "Pictrove's engine does not start; {log} may say why: look there, and try again.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The engine was started but cannot be reached; {log} may say why: look there, and try "
        "again.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "Pictrove's engine {program} cannot be started ({reason}); install Pictrove again.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "Another version of Pictrove ({version}) is working on this library and is still in use; "
        "close its windows and commands, and try again.",
    ),
    QT_TRANSLATE_NOOP("Engine", "The photo decoder does not start; install Pictrove again."),
    QT_TRANSLATE_NOOP("Engine", "The engine met a bug and went on; please report what {log} says."),
    QT_TRANSLATE_NOOP("Engine", "Indexing met a bug; it goes on in a moment."),
    QT_TRANSLATE_NOOP("Engine", "Looking at the folders met a bug; it goes on in a moment."),
    # Folders
    QT_TRANSLATE_NOOP("Engine", "There is no folder {path}; check the name, or connect the drive."),
    QT_TRANSLATE_NOOP("Engine", "The folder {path} may not be read; allow this user to read it."),
    QT_TRANSLATE_NOOP(
        "Engine", "{folder} cannot be reached now; its photos are kept until it is back."
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "Changes in {folder} are noticed within minutes, not at once, because its drive{kind} "
        "does not tell of them.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "Changes in {folder} are noticed within minutes, not at once, because it cannot be "
        "watched ({reason}).",
    ),
    # The query
    QT_TRANSLATE_NOOP(
        "Engine",
        "The parts of this query cancel each other out; change a weight or leave one out.",
    ),
    QT_TRANSLATE_NOOP("Engine", "The words to search for are empty; type what the photo shows."),
    QT_TRANSLATE_NOOP("Engine", "The picture {path} cannot be searched with: {reason}"),
    # Photos
    QT_TRANSLATE_NOOP("Engine", "The picture is damaged: it has no pixels."),
    QT_TRANSLATE_NOOP("Engine", "The picture is damaged: its end is missing."),
    QT_TRANSLATE_NOOP("Engine", "The picture is damaged: its content does not make sense."),
    QT_TRANSLATE_NOOP("Engine", "The picture is damaged: its header does not make sense."),
    QT_TRANSLATE_NOOP("Engine", "The picture is too large to decode."),
    QT_TRANSLATE_NOOP("Engine", "The picture is too large to decode: {width} x {height} pixels."),
    QT_TRANSLATE_NOOP("Engine", "The picture needs more memory than one file is allowed."),
    QT_TRANSLATE_NOOP("Engine", "The file is empty."),
    QT_TRANSLATE_NOOP("Engine", "The file is not a picture of a kind that can be read."),
    QT_TRANSLATE_NOOP(
        "Engine", "The file is too large: {size} MB, where {limit} MB are the limit."
    ),
    QT_TRANSLATE_NOOP("Engine", "The file was changed while it was being read."),
    QT_TRANSLATE_NOOP("Engine", "The file cannot be opened: {reason}."),
    QT_TRANSLATE_NOOP("Engine", "There is no such file."),
    QT_TRANSLATE_NOOP(
        "Engine", "Its folder is not there; was it moved, or is its drive not connected?"
    ),
    QT_TRANSLATE_NOOP("Engine", "This is a folder, not a file."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The engine ended while it read this file, several times; it is left alone until it "
        "changes.",
    ),
    # What the system says
    QT_TRANSLATE_NOOP("Engine", "Permission denied"),
    QT_TRANSLATE_NOOP("Engine", "No space left on device"),
    QT_TRANSLATE_NOOP("Engine", "Input/output error"),
    # Models, and the steps to a new one
    QT_TRANSLATE_NOOP("Engine", "Comes with Pictrove and works at once; rough"),
    QT_TRANSLATE_NOOP("Engine", "A good balance of speed and quality"),
    QT_TRANSLATE_NOOP("Engine", "Finds more, and takes about three times as long"),
    QT_TRANSLATE_NOOP("Engine", "Understands many languages"),
    QT_TRANSLATE_NOOP("Engine", "The best of these, for a machine with a graphics processor"),
)

# What the engine says, and what the window says instead.
_INSTEAD = (
    (
        "Indexing is paused; `pictrove resume` lets it go on.",
        QT_TRANSLATE_NOOP(
            "Engine", "Indexing is paused. It can be resumed in Settings > Indexing."
        ),
    ),
    (
        (
            "This desktop does not tell whether somebody is using the computer, so Pictrove "
            'indexes although "only when I am away" is set; `pictrove throttle --cores 1` '
            "keeps it modest instead."
        ),
        QT_TRANSLATE_NOOP(
            "Engine",
            "This desktop does not tell whether somebody is using the computer, so Pictrove "
            "indexes all the time. Fewer processor cores in Settings > Indexing keep it modest.",
        ),
    ),
    (
        "There is no library in {folder} yet; `pictrove index FOLDER` makes one.",
        QT_TRANSLATE_NOOP(
            "Engine", "There is no library in {folder} yet. Add a folder in Settings > Folders."
        ),
    ),
    (
        (
            "The library {path} is damaged; `pictrove repair` saves what can be saved, and then "
            "index your folders again (no photo is affected)."
        ),
        QT_TRANSLATE_NOOP(
            "Engine",
            "The library {path} is damaged. It can be repaired when Pictrove starts; no "
            "photo is affected.",
        ),
    ),
    (
        (
            "The library in {folder} is damaged ({reason}); stop the engine "
            "(`pictrove engine stop`) and run `pictrove repair` again."
        ),
        QT_TRANSLATE_NOOP(
            "Engine",
            "The library in {folder} is damaged. It can be repaired when Pictrove starts; no "
            "photo is affected.",
        ),
    ),
    (
        (
            "The library's folder {folder} cannot be written ({reason}); allow writing to it, or "
            "set PICTROVE_HOME to another folder."
        ),
        QT_TRANSLATE_NOOP(
            "Engine",
            "The library's folder {folder} cannot be written ({reason}); allow writing to it and "
            "try again.",
        ),
    ),
    (
        (
            "Thumbnails cannot be written to {folder} ({reason}); make room there, or set "
            "PICTROVE_HOME to another folder."
        ),
        QT_TRANSLATE_NOOP(
            "Engine",
            "Thumbnails cannot be written to {folder} ({reason}). Make room there and try again.",
        ),
    ),
    (
        (
            "Pictrove's engine is there but does not answer; wait a little, or end its process "
            "(its number is in {folder}), and try again."
        ),
        QT_TRANSLATE_NOOP(
            "Engine",
            "The background engine does not answer. Wait a little and try again, or log in to "
            "the computer again.",
        ),
    ),
    (
        (
            "That is more than Pictrove's engine takes at once ({limit} MB); use a smaller "
            "picture, or save it as a file and name the file."
        ),
        QT_TRANSLATE_NOOP(
            "Engine",
            "These pictures are too large for one search. Save them as files, or remove one.",
        ),
    ),
    (
        "The folder {path} is not in the library; `pictrove folders` lists its folders.",
        QT_TRANSLATE_NOOP("Engine", "The folder {path} is not in the library any more."),
    ),
    (
        "{path} is a file; name the folder it lies in.",
        QT_TRANSLATE_NOOP("Engine", "{path} is a file. Choose the folder it is in."),
    ),
    (
        (
            "Only {number} folders of {folder} can be watched on this computer, and changes in the "
            "others are noticed within minutes; to watch them all, raise the limit with: {command}"
        ),
        QT_TRANSLATE_NOOP(
            "Engine",
            "Only {number} folders of {folder} can be watched on this computer; changes in the "
            "others are noticed within minutes. An administrator can raise the limit with: "
            "{command}",
        ),
    ),
    (
        (
            "Changes in {folder} are noticed within minutes, not at once, because no more folders "
            "can be watched on this computer; to watch them all, raise the limit with: {command}"
        ),
        QT_TRANSLATE_NOOP(
            "Engine",
            "Changes in {folder} are noticed within minutes, because no more folders can be "
            "watched on this computer. An administrator can raise the limit with: {command}",
        ),
    ),
    (
        (
            "Changes in {folder} are noticed within minutes, not at once, because too many "
            "programs watch files on this computer; close some, or raise the limit "
            "with: sudo sysctl fs.inotify.max_user_instances=1024"
        ),
        QT_TRANSLATE_NOOP(
            "Engine",
            "Changes in {folder} are noticed within minutes, because too many programs watch "
            "files on this computer. Close some, or an administrator raises the limit with: "
            "sudo sysctl fs.inotify.max_user_instances=1024",
        ),
    ),
    (
        "The file is not on this computer; `pictrove retry --fetch` with its name downloads it.",
        QT_TRANSLATE_NOOP(
            "Engine",
            "The file is in the cloud, not on this computer. Settings > Unreadable files can "
            "download it.",
        ),
    ),
    (
        "The model makes nothing of this picture.",
        QT_TRANSLATE_NOOP("Engine", "The model cannot make sense of this picture."),
    ),
    (
        "The picture is damaged: it is no RAW file, or of a camera that is not known yet.",
        QT_TRANSLATE_NOOP("Engine", "This RAW file is damaged, or of an unknown camera."),
    ),
    (
        "The picture is damaged: it is of a variety that cannot be read.",
        QT_TRANSLATE_NOOP("Engine", "The picture is of a variety that cannot be read."),
    ),
)

# What a decoder lacks of its sandbox; the kernel's words mean little to most people.
_FENCES = re.compile(
    r"(?:this system offers nothing known to us|this kernel has no Landlock|no filter is known for"
    r"|\d+ threads stay outside|[\w ]+ refused \(|refused: ).*"
)


def in_own_words(sentence: str) -> str:
    """A sentence of the engine as the window says it."""
    if _FENCES.fullmatch(sentence):
        return QCoreApplication.translate(
            "Engine", "Reading photos is less protected on this computer than it could be ({what})."
        ).format(what=sentence)
    for shape, text in _table():
        if match := shape.fullmatch(sentence):
            parts = {
                name: in_own_words(part) if name == "reason" else part
                for name, part in match.groupdict().items()
            }
            return QCoreApplication.translate("Engine", text).format(**parts)
    return sentence


@cache
def _table() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((_shape(said), text) for said, text in known())


def known() -> Iterator[tuple[str, str]]:
    """What the engine may say, with holes like ``{path}``, and what the window says for it."""
    same = (*_SAME, *model_sentences.SAME, *hub_sentences.SAME, *keeping_sentences.SAME)
    instead = (
        *_INSTEAD,
        *model_sentences.INSTEAD,
        *hub_sentences.INSTEAD,
        *keeping_sentences.INSTEAD,
    )
    yield from ((str(text), str(text)) for text in same)
    yield from ((said, str(text)) for said, text in instead)


def _shape(sentence: str) -> re.Pattern[str]:
    """What fits a sentence with holes."""
    parts = _HOLE.split(sentence)
    pattern = "".join(
        f"(?P<{part}>.*?)" if number % 2 else re.escape(part) for number, part in enumerate(parts)
    )
    return re.compile(pattern, re.DOTALL)
