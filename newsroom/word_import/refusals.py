"""Why a Word file is not taken. Told to the editor by `sentences.refusal`."""


class Refused(Exception):
    """The file as a whole; `reason` is a key of `sentences.REFUSALS`."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason
