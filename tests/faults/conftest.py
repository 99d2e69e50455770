"""The real command, real photos, and an engine that may be killed."""

from tests.e2e.conftest import new_pictrove

__all__ = ["new_pictrove"]
