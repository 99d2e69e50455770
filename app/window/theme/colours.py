"""The named colours of the window: light, dark, and both of high contrast.

What surrounds photos is grey without a tint, so that it does not change how their colours look.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor


@dataclass(frozen=True)
class Colours:
    """One colour for each meaning. Nothing in the window names a colour by its value.

    Attributes:
        window: behind everything.
        surface: panels, bars, dialogs.
        field: what can be typed into, and cells without a picture.
        border: lines between things; decoration, so it may be faint.
        outline: around controls; it tells where one is, so it stands out from what is behind it.
        text: what is read.
        muted: what is read second.
        disabled: what cannot be used now.
        accent: what can be acted on, and what is selected.
        on_accent: text on `accent` and on `danger`.
        hover: behind what the pointer is over.
        chosen: behind what is selected in a list.
        focus: the ring around what has the keyboard.
        danger: what went wrong, and what cannot be undone.
        warning: what should be looked at.
        good: what went well.
        star: ratings and favourites.
        negative: terms that push away.
        stage: behind a photo that is looked at.
        on_stage: text on `stage`.
    """

    window: QColor
    surface: QColor
    field: QColor
    border: QColor
    outline: QColor
    text: QColor
    muted: QColor
    disabled: QColor
    accent: QColor
    on_accent: QColor
    hover: QColor
    chosen: QColor
    focus: QColor
    danger: QColor
    warning: QColor
    good: QColor
    star: QColor
    negative: QColor
    stage: QColor
    on_stage: QColor


LIGHT = Colours(
    window=QColor("#f5f5f6"),
    surface=QColor("#ffffff"),
    field=QColor("#f0f0f2"),
    border=QColor("#dfdfe3"),
    outline=QColor("#85858d"),
    text=QColor("#1c1c20"),
    muted=QColor("#5a5a63"),
    disabled=QColor("#9a9aa2"),
    accent=QColor("#2b57d6"),
    on_accent=QColor("#ffffff"),
    hover=QColor("#eaeaee"),
    chosen=QColor("#dfe8ff"),
    focus=QColor("#2b57d6"),
    danger=QColor("#b3261e"),
    warning=QColor("#835200"),
    good=QColor("#17703f"),
    star=QColor("#b86e00"),
    negative=QColor("#b3261e"),
    stage=QColor("#141416"),
    on_stage=QColor("#f0f0f2"),
)

DARK = Colours(
    window=QColor("#17171a"),
    surface=QColor("#1f1f23"),
    field=QColor("#2a2a2f"),
    border=QColor("#37373d"),
    outline=QColor("#7c7c87"),
    text=QColor("#ededf0"),
    muted=QColor("#acacb6"),
    disabled=QColor("#6d6d76"),
    accent=QColor("#86a8ff"),
    on_accent=QColor("#0d1222"),
    hover=QColor("#2d2d33"),
    chosen=QColor("#27355a"),
    focus=QColor("#a3bdff"),
    danger=QColor("#ff9184"),
    warning=QColor("#f0b851"),
    good=QColor("#63d39b"),
    star=QColor("#f5b942"),
    negative=QColor("#ff9184"),
    stage=QColor("#0b0b0c"),
    on_stage=QColor("#ededf0"),
)

CONTRAST_LIGHT = Colours(
    window=QColor("#ffffff"),
    surface=QColor("#ffffff"),
    field=QColor("#ffffff"),
    border=QColor("#000000"),
    outline=QColor("#000000"),
    text=QColor("#000000"),
    muted=QColor("#2b2b2b"),
    disabled=QColor("#6b6b6b"),
    accent=QColor("#0032a8"),
    on_accent=QColor("#ffffff"),
    hover=QColor("#e2e8ff"),
    chosen=QColor("#c9d6ff"),
    focus=QColor("#b0006d"),
    danger=QColor("#8f0a05"),
    warning=QColor("#5c3900"),
    good=QColor("#004d26"),
    star=QColor("#5c3900"),
    negative=QColor("#8f0a05"),
    stage=QColor("#000000"),
    on_stage=QColor("#ffffff"),
)

CONTRAST_DARK = Colours(
    window=QColor("#000000"),
    surface=QColor("#000000"),
    field=QColor("#000000"),
    border=QColor("#ffffff"),
    outline=QColor("#ffffff"),
    text=QColor("#ffffff"),
    muted=QColor("#e0e0e0"),
    disabled=QColor("#a0a0a0"),
    accent=QColor("#8fc7ff"),
    on_accent=QColor("#000000"),
    hover=QColor("#1c2b45"),
    chosen=QColor("#123a70"),
    focus=QColor("#ffe14d"),
    danger=QColor("#ffb3aa"),
    warning=QColor("#ffd36b"),
    good=QColor("#7df0b3"),
    star=QColor("#ffd36b"),
    negative=QColor("#ffb3aa"),
    stage=QColor("#000000"),
    on_stage=QColor("#ffffff"),
)
