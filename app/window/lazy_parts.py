"""The parts of the window that are made when they are first needed: most starts need none."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from app.window.main_window import MainWindow
    from app.window.model_downloads import ModelDownloads
    from app.window.parts import Parts
    from app.window.restoring import Restorer
    from app.window.settings.dialog import SettingsDialog
    from app.window.viewer.viewer import Viewer
    from app.window.welcome import Welcome


class LazyParts(QObject):
    """Makes the viewer, the welcome and the settings, and wires them to the window."""

    def __init__(self, parts: Parts, window: MainWindow) -> None:
        super().__init__(window)
        self._parts, self._window = parts, window

    def made(self, name: str) -> bool:
        """Whether a part is there already: "viewer", "welcome", "settings"."""
        return name in self.__dict__

    @cached_property
    def viewer(self) -> Viewer:
        """The viewer."""
        from app.window.viewer.viewer import Viewer

        parts, window = self._parts, self._window
        viewer = Viewer(window.model, parts.link, parts.background, parts.theme, parts.state)
        viewer.setAccessibleName(self.tr("Viewer"))
        viewer.set_mark_actions(window.photos.favourite, window.photos.ratings)
        viewer.add_actions([window.photos.like, window.photos.trash])
        viewer.row_changed.connect(window.on_row_looked_at)
        viewer.closed.connect(window.on_viewer_closed)
        viewer.part_wanted.connect(lambda term: window.search_for_pictures((term,)))
        viewer.keyword_wanted.connect(window.on_keyword_wanted)
        viewer.menu_wanted.connect(window.open_photo_menu)
        viewer.full_screen_changed.connect(window.set_full_screen)
        return viewer

    @cached_property
    def welcome(self) -> Welcome:
        """The first steps."""
        from app.window.welcome import Welcome

        parts = self._parts
        welcome = Welcome(
            parts.link, parts.theme, parts.state, parts.background, self.downloads, parts.samples
        )
        welcome.finished.connect(self._window.on_welcome_finished)
        return welcome

    @cached_property
    def settings(self) -> SettingsDialog:
        """The settings."""
        from app.window.settings.dialog import SettingsDialog, SettingsParts

        parts = self._parts
        wanted = SettingsParts(
            parts.link,
            parts.theme,
            parts.state,
            parts.background,
            self.downloads,
            self.restorer,
            parts.places,
            parts.login_start,
            parts.languages,
        )
        dialog = SettingsDialog(wanted, self._window)
        dialog.show_activity(self._window.activity.activity)  # it may say nothing new for long
        return dialog

    @cached_property
    def restorer(self) -> Restorer:
        """Putting backups back."""
        from app.window.restoring import Restorer

        parts = self._parts
        return Restorer(parts.link, parts.background, parts.places, parent=self)

    @cached_property
    def downloads(self) -> ModelDownloads:
        """Downloads of models, shared by the welcome and the settings."""
        from app.window.model_downloads import ModelDownloads

        return ModelDownloads(self._parts.link, self)
