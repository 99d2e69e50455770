"""The colours as Qt's palette, for what no style sheet speaks of."""

from __future__ import annotations

from PySide6.QtGui import QPalette

from app.window.theme.colours import Colours


def palette(colours: Colours) -> QPalette:
    """The palette of the application."""
    made = QPalette()
    role = QPalette.ColorRole
    for one, colour in {
        role.Window: colours.window,
        role.WindowText: colours.text,
        role.Base: colours.surface,
        role.AlternateBase: colours.field,
        role.Text: colours.text,
        role.PlaceholderText: colours.muted,
        role.Button: colours.surface,
        role.ButtonText: colours.text,
        role.BrightText: colours.danger,
        role.ToolTipBase: colours.text,
        role.ToolTipText: colours.window,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Accent: colours.accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.Light: colours.surface,
        role.Midlight: colours.hover,
        role.Mid: colours.border,
        role.Dark: colours.outline,
        role.Shadow: colours.outline,
    }.items():
        made.setColor(one, colour)
    for text in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText):
        made.setColor(QPalette.ColorGroup.Disabled, text, colours.disabled)
    made.setColor(QPalette.ColorGroup.Disabled, role.Highlight, colours.border)
    made.setColor(QPalette.ColorGroup.Disabled, role.HighlightedText, colours.disabled)
    return made
