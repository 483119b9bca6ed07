"""Text folded for searching and sorting: alike on every database, blind to case, accents, punctuation."""

import re
import unicodedata

from django.db import models

LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ɛ": "e", "ɔ": "o", "ŋ": "n", "ɲ": "n", "ø": "o", "ı": "i"}
)
NOT_A_WORD = re.compile(r"[^a-z0-9\u0600-\u06ff\u07c0-\u07ff]+")


def fold(text: str) -> str:
    """Lower case, no accents, single spaces, punctuation turned into spaces.

    >>> fold("L’État — Ségou / Œuvre")
    'l etat segou oeuvre'
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return NOT_A_WORD.sub(" ", bare.translate(LETTERS)).strip()


class FoldedField(models.TextField):
    """The folded text of other fields of the same row, kept in step whenever the row is saved.

    A space stands before and after, so that `` mot`` finds the words that begin so.
    With ``update_fields``, name this field too when one of its sources is named.
    """

    def __init__(self, *sources: str, **options):
        self.sources = sources
        super().__init__(**{"blank": True, "default": "", "editable": False, **options})

    def deconstruct(self):
        name, path, _, options = super().deconstruct()
        return name, path, self.sources, options

    def pre_save(self, model_instance, add):
        texts = (getattr(model_instance, source) for source in self.sources)
        folded = f" {fold(' '.join(str(text) for text in texts if text))} "
        setattr(model_instance, self.attname, folded)
        return folded
