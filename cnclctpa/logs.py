"""Log lines name addresses of pages, never persons, nor what would let somebody act in their place."""

import logging
import re

HIDDEN = (
    # The address of an invitation or of a new password opens the account to whoever reads it.
    (re.compile(r"(/accounts/(?:invitation|password/reset/key)/)[^/\s]+"), r"\1•••"),
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "•••@•••"),
)


class DiscreetFormatter(logging.Formatter):
    """Hides them in the line and in the trace below it, where databases repeat what they refuse."""

    def format(self, record):
        text = super().format(record)
        for pattern, instead in HIDDEN:
            text = pattern.sub(instead, text)
        return text
