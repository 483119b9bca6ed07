"""Texts made fit for a cell: nothing that breaks a file, nothing that a spreadsheet would run."""

import re

#: What XML and spreadsheets refuse: controls but tab and line end, lone surrogates, what is no character.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
LINE_END = re.compile("\r\n?")
#: What a program that reads text files may take for the beginning of a formula, what it skips before too.
FORMULA = re.compile("[\\s\u200b-\u200f\u2060\ufeff]*[=+\\-@＝＋－＠﹦﹢﹣﹫]|[\t\r\n]")
#: Characters of one cell, counted as Excel does, in units of sixteen bits.
LONGEST = 32_767


def writable(text: str) -> str:
    """The text without what no file can hold, its lines ended one way.

    >>> writable("a\\x00b\\r\\nc")
    'ab\\nc'
    """
    if text.isprintable():
        return text
    return UNWRITABLE.sub("", LINE_END.sub("\n", text))


def is_formula(text: str) -> bool:
    """Whether a spreadsheet could take this for a formula, typed or read from a text file."""
    return FORMULA.match(text) is not None


def quoted(text: str) -> str:
    """The text behind an apostrophe when it could run; doubled when it began with one.

    >>> quoted("=1+1"), quoted("'=1+1"), quoted("Sikasso")
    ("'=1+1", "''=1+1", 'Sikasso')
    """
    return f"'{text}" if is_formula(text) or text.startswith("'") else text


def unquoted(text: str) -> str:
    """What `quoted` was given.

    >>> unquoted("'=1+1"), unquoted("''=1+1"), unquoted("Sikasso")
    ('=1+1', "'=1+1", 'Sikasso')
    """
    rest = text[1:]
    return rest if text.startswith("'") and (is_formula(rest) or rest.startswith("'")) else text


def cut(text: str, mark: str) -> str:
    """The text, or as much of it as a cell of a workbook holds, then ``mark``."""
    if len(text) * 2 <= LONGEST:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= LONGEST * 2:
        return text
    kept = units[: (LONGEST - units_of(mark)) * 2]
    # A character of two units is never cut in the middle.
    return kept.decode("utf-16-le", errors="ignore") + mark


def units_of(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
