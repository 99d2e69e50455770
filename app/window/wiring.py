"""Completes the main window once it is seen: which part of it hears of what."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.window.main_window import MainWindow
    from app.window.parts import Parts


def complete(window: MainWindow, parts: Parts) -> None:
    """Make what the window was shown without, so that it is shown sooner, and connect all."""
    from app.window.activity_label import ActivityLabel
    from app.window.bug_report import BugReport
    from app.window.drops import Drops
    from app.window.engine_troubles import EngineTroubles
    from app.window.filters.active_filters import ActiveFilters
    from app.window.filters.side_panel import SidePanel
    from app.window.other_library import OtherLibrary
    from app.window.photos.actions import PhotoActions
    from app.window.photos.moving import Movings
    from app.window.tray import Tray

    link, theme = parts.link, parts.theme
    window.side = SidePanel(link, theme)
    window.active = ActiveFilters(theme)
    window.page.add_filters(window.side, window.active)
    window.activity = ActivityLabel(link, theme)
    window.statusBar().insertWidget(0, window.activity, 1)
    window.bugs = BugReport(theme, window)
    window.photos = PhotoActions(link, theme, window.chosen_ids, window.say, window)
    window.movings = Movings(link, parts.background, parts.state, window.say, window)
    window.tray = Tray(link, theme, window)
    Drops(link, window.messages, window.search_bar, window)
    EngineTroubles(parts, window)
    OtherLibrary(parts, window)  # before the window hears that it is connected
    window.menus.fill()
    _wire_search(window)
    _wire_photos(window)
    window.on_chosen_changed(0)
    _wire_surroundings(window, parts)


def _wire_search(window: MainWindow) -> None:
    bar, session, page = window.search_bar, window.session, window.page
    bar.terms_changed.connect(session.set_terms)
    # What is dropped or pasted while a photo is looked at shall be seen to be searched for.
    bar.terms_changed.connect(lambda _terms: window.show_library())
    bar.submitted.connect(window.on_submitted)
    bar.filters_wanted.connect(window.add_filters)
    bar.trouble.connect(lambda text: window.say(text, "warning"))
    bar.save_wanted.connect(window.save_search)
    bar.bug_found.connect(window.bugs.tell)
    session.found.connect(window.answers.on_found)
    session.refreshed.connect(window.answers.on_refreshed)
    session.failed.connect(window.answers.on_query_failed)
    session.query_changed.connect(lambda _query: window.show_title())
    page.order_changed.connect(window.on_order_changed)
    window.active.filters_changed.connect(window.set_filters)
    window.active.edit_wanted.connect(bar.focus_words)
    window.side.filters.filters_changed.connect(window.set_filters)
    window.side.filters.facets_changed.connect(bar.set_facets)
    window.side.filters.folder_wanted.connect(window.open_folder)
    window.side.saved.opened.connect(window.open_search)
    window.side.saved.save_wanted.connect(window.save_search)


def _wire_photos(window: MainWindow) -> None:
    photos, view = window.photos, window.page.view
    view.opened.connect(window.look_at)
    view.menu_wanted.connect(window.open_photo_menu)
    view.chosen_changed.connect(window.on_chosen_changed)
    photos.like_wanted.connect(window.search_like)
    photos.look_wanted.connect(window.look_at_current)
    photos.export_wanted.connect(window.movings.export)
    photos.trash_wanted.connect(window.movings.trash)
    photos.marked.connect(window.model.photo_changed)


def _wire_surroundings(window: MainWindow, parts: Parts) -> None:
    link = parts.link
    window.activity.indexing_wanted.connect(lambda: window.open_settings("indexing"))
    window.activity.troubled.connect(window.say_error)
    window.tray.show_wanted.connect(window.come_forward)
    window.tray.settings_wanted.connect(window.on_tray_settings)
    window.tray.quit_wanted.connect(window.quit)
    window.tray.troubled.connect(window.say_error)
    window.bugs.quit_wanted.connect(window.quit)
    link.connected.connect(window.on_connected)
    link.lost.connect(window.on_lost)
    link.activity_changed.connect(window.on_activity_changed)
    link.photos_changed.connect(window.on_photos_changed)
    link.troubled.connect(window.say_error)
    link.bug_found.connect(window.bugs.tell)
    parts.background.bug_found.connect(window.bugs.tell)
    parts.state.changed.connect(window.apply_state)
