"""Numbers from outside that are to be keys of the database."""

# What a column of the database holds at the most.
LARGEST = 2**63 - 1


def is_key(value):
    """Return whether `value`, a number or a text from outside, can be the key of an object."""
    text = str(value)
    is_number = text.isascii() and text.isdecimal() and len(text) <= len(str(LARGEST))
    return is_number and 0 < int(text) <= LARGEST


def key_or_none(value):
    """Return the key that `value` (a text from a form, or None) writes; None if it is no key."""
    return int(value) if is_key(value) else None
