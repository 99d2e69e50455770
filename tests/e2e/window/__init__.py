"""The window, driven through a real display."""
