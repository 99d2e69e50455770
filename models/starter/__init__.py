"""How the built-in model is trained. Nothing here is needed to use it."""
