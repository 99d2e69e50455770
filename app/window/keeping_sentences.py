"""What the engine says about backups and moved folders; see `app.window.engine_texts`."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

# Sentences that need no other words; {name} is anything.
SAME = (
    QT_TRANSLATE_NOOP("Engine", "There is no library in {folder} yet, so nothing to back up."),
    QT_TRANSLATE_NOOP(
        "Engine", "{folder} is no folder of this computer; name one where the photos lie."
    ),
    QT_TRANSLATE_NOOP("Engine", "{file} is a folder; name a file in it."),
    QT_TRANSLATE_NOOP("Engine", "{file} is no ordinary file; name another one."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "There is no folder {folder}; make it, connect its drive, or name a file elsewhere.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "{file} lies among Pictrove's own files in {folder}, and a backup would be lost with them; "
        "name a file elsewhere, best on another disk.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The backup takes about {needed} MB, and there are {free} MB free where {file} lies; make "
        "room there, or name a file on another disk.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The backup {file} cannot be written ({reason}); make room there, allow writing to its "
        "folder, or name a file elsewhere.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "What was written for the backup {file} is not what was to be written ({what}); check that "
        "disk, or name a file on another one.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "{old} and {new} are the same folder; name where the photos lie now.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "{file} was made by a newer version of Pictrove; update Pictrove to restore it.",
    ),
    QT_TRANSLATE_NOOP("Engine", "{file} cannot be read ({reason}); check its disk."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "{file} takes {needed} MB, and there is less room in {folder}; make room there, and try "
        "again.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "{file} cannot be restored to {folder} ({reason}); make room there, allow reading the one "
        "and writing to the other, and try again.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The library that was kept as {file} cannot be removed ({reason}); allow writing to its "
        "folder and try again.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The library's folder {folder} cannot be read ({reason}); allow reading it and try again.",
    ),
)

# What the engine says, and what the window says instead.
INSTEAD = (
    (
        ("{file} is not a backup of a Pictrove library; name a file that `pictrove backup` made."),
        QT_TRANSLATE_NOOP(
            "Engine",
            "{file} is not a backup of a Pictrove library. Choose a file that was made with “Back "
            "up the library…”.",
        ),
    ),
    (
        "{file} is not a sound backup of a Pictrove library ({what}); use another one.",
        QT_TRANSLATE_NOOP(
            "Engine",
            "{file} is not a sound backup of a Pictrove library: it is damaged, or was made by "
            "something else. Choose another one.",
        ),
    ),
    (
        "{file} cannot be read ({reason}); check its name.",
        QT_TRANSLATE_NOOP("Engine", "{file} cannot be read ({reason}). Choose another file."),
    ),
    (
        "{file} is no ordinary file; name a backup.",
        QT_TRANSLATE_NOOP("Engine", "{file} is no ordinary file. Choose a backup."),
    ),
    (
        "{file} is the library that is in use; name a backup.",
        QT_TRANSLATE_NOOP("Engine", "{file} is the library that is in use. Choose a backup."),
    ),
    (
        (
            "{file} is no backup but a library that some program works on; use `pictrove backup` "
            "to copy that one."
        ),
        QT_TRANSLATE_NOOP(
            "Engine",
            "{file} is no backup but a library that some program works on. End that program, or "
            "choose a backup.",
        ),
    ),
    (
        (
            "{file} is there already, and is no backup of a library; name another file, or replace "
            "it with `pictrove backup --force`."
        ),
        QT_TRANSLATE_NOOP(
            "Engine",
            "{file} is there already, and is no backup of a library. Choose another name.",
        ),
    ),
    (
        ("Nothing of the library lies in {folder}; `pictrove folders` lists its folders."),
        QT_TRANSLATE_NOOP("Engine", "Nothing of the library lies in {folder} any more."),
    ),
    (
        (
            "None of the photos of {old} is in {new}; check both names, or use `pictrove relocate "
            "--force` if they will be there."
        ),
        QT_TRANSLATE_NOOP(
            "Engine",
            "None of the photos of {old} is in {new}. Choose the folder that has the same folders "
            "and photos in it.",
        ),
    ),
    (
        (
            "The photos still lie in {old}, and there is no folder {new}; move them first, or use "
            "`pictrove relocate --force`."
        ),
        QT_TRANSLATE_NOOP(
            "Engine",
            "The photos still lie in {old}, and there is no folder {new}. Move them first.",
        ),
    ),
    (
        (
            "The library already knows files in {new} by the names of those in {old}, for instance "
            "{example}; take one of the two folders out of it (`pictrove forget`) and try again."
        ),
        QT_TRANSLATE_NOOP(
            "Engine",
            "The library already knows files in {new} by the names of those in {old}, for instance "
            "{example}. Remove one of the two folders from the library and try again.",
        ),
    ),
)
