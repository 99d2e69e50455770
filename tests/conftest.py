"""What holds for all tests."""

from __future__ import annotations

from hypothesis import settings

# No example has a deadline: a busy machine is slow, and that is no failure.
settings.register_profile("pictrove", deadline=None, print_blob=True)
settings.load_profile("pictrove")
