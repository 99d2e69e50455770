"""What the engine says about hubs and files that are not to be trusted; see `engine_texts`."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

# Sentences that need no other words; {name} is anything.
SAME = (
    QT_TRANSLATE_NOOP(
        "Engine",
        "The certificate that {host} shows is not trusted ({reason}); check the date of this "
        "computer, and where a proxy looks into encrypted connections have its certificate added "
        "to those of this computer, or name its file in SSL_CERT_FILE.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "SSL_CERT_FILE names {file}, which cannot be read as certificates ({reason}); correct it, "
        "or unset it to trust those of this computer.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "{file} was changed while it was read; see that nothing writes to it, and try again.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "{file} cannot be read ({reason}); see that its drive is there, and that you may read it.",
    ),
)

# What the engine says, and what the window says instead.
INSTEAD = (
    (
        (
            "{file} on {hub} has {size} bytes instead of {known}, so it is another file and was "
            "not fetched; choose another hub."
        ),
        QT_TRANSLATE_NOOP(
            "Engine",
            "{file} on {hub} has {size} bytes instead of {known}, so it is another file and was "
            "not fetched. Name another address in Settings > Models.",
        ),
    ),
    (
        "{hub} sends {file} without an end, so what came of it was deleted; choose another hub.",
        QT_TRANSLATE_NOOP(
            "Engine",
            "{hub} sends {file} without an end, so what came of it was deleted. Name another "
            "address in Settings > Models.",
        ),
    ),
    (
        "{hub} leads to an address that is none of the web ({error}); choose another hub.",
        QT_TRANSLATE_NOOP(
            "Engine",
            "{hub} leads to an address that is none of the web ({error}). Name another address in "
            "Settings > Models.",
        ),
    ),
)
