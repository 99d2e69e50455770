"""The window. It holds no truth: all that it shows it has from the engine."""
