"""The welcome: the first thing somebody sees of Pictrove."""

from app.window.welcome.welcome import Welcome

__all__ = ["Welcome"]
