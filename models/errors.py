"""Expected trouble with models. Bugs are other exceptions."""


class ModelError(Exception):
    """Trouble with a model that its user can do something about.

    The message is one sentence: what went wrong, where, and what to do next.
    """


class ModelNotReadyError(ModelError):
    """The model is known but not prepared on this machine."""


class UnknownModelError(ModelError):
    """No model of that name is in the registry."""


class WeightsError(ModelError):
    """Weights could not be fetched, or are not what they should be."""


class PreparationError(ModelError):
    """A model could not be prepared, or its prepared towers do not agree with it."""
