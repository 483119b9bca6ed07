"""Small numbers in letters, for the sentences that open a page."""

from cnclctpa.typography import number

IN_LETTERS = {
    "fr": "aucun un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
    " dix-sept dix-huit dix-neuf vingt",
    "en": "no one two three four five six seven eight nine ten eleven twelve"
    " thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty",
}
ORDINALS = {
    "fr": "première deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième",
    "en": "first second third fourth fifth sixth seventh eighth ninth tenth",
}


def spelled(count: int, language: str) -> str:
    """``count`` in letters up to twenty, in figures beyond.

    >>> spelled(3, "fr"), spelled(40, "en")
    ('trois', '40')
    """
    words = IN_LETTERS[language].split()
    return words[count] if 0 <= count < len(words) else number(count, language)


def times(count: int, language: str) -> str:
    """How often, in letters: ``once``, ``deux fois``.

    >>> times(2, "en"), times(1, "fr")
    ('twice', 'une fois')
    """
    if language == "fr":
        return "une fois" if count == 1 else f"{spelled(count, language)} fois"
    return {1: "once", 2: "twice"}.get(count, f"{spelled(count, language)} times")


def ordinal(rank: int, language: str) -> str:
    """The rank of a year or a session, feminine in French, in letters up to ten, in figures beyond.

    >>> ordinal(4, "fr"), ordinal(12, "fr"), ordinal(12, "en")
    ('quatrième', '12e', '12th')
    """
    words = ORDINALS[language].split()
    if 1 <= rank <= len(words):
        return words[rank - 1]
    return f"{rank}e" if language == "fr" else f"{rank}th"


def inside(text: str) -> str:
    """A title as the middle of a sentence writes it: its capital lowered, unless it opens an acronym.

    >>> inside("Victimes recensées"), inside("OIM, victimes")
    ('victimes recensées', 'OIM, victimes')
    """
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
