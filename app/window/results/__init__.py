"""The grid of photos that were found, and what it is made of."""

from app.window.results.model import ResultsModel, Role
from app.window.results.thumbnails import Thumbnails
from app.window.results.view import ResultsView

__all__ = ["ResultsModel", "ResultsView", "Role", "Thumbnails"]
