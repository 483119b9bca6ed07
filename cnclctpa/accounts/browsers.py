"""What a browser says of itself, in the two words that help a person to recognise their own device.

The whole sentence that it sends would nearly name the device: it is read, and not kept.
"""

#: The first that is found is right: most browsers also give the names of those that they resemble.
BROWSERS = (
    ("Opera Mini", ("Opera Mini",)),
    ("Opera", ("OPR/", "OPT/", "Opera")),
    ("Edge", ("Edg/", "EdgA/", "EdgiOS/", "Edge/")),
    ("Samsung Internet", ("SamsungBrowser/",)),
    ("UC Browser", ("UCBrowser/", "UCWEB")),
    ("Firefox", ("Firefox/", "FxiOS/")),
    ("Chrome", ("Chrome/", "CriOS/", "Chromium/")),
    ("Safari", ("Safari/",)),
)
SYSTEMS = (
    ("Android", ("Android",)),
    ("iPhone", ("iPhone",)),
    ("iPad", ("iPad",)),
    ("Windows", ("Windows",)),
    ("Mac", ("Macintosh",)),
    ("ChromeOS", ("CrOS",)),
    ("KaiOS", ("KAIOS",)),
    ("Linux", ("Linux",)),
)
SEPARATOR = "/"


def device_of(user_agent: str) -> str:
    """The browser and the system, as ``Firefox/Windows``; each is empty when it is none that we know."""
    return SEPARATOR.join((known(BROWSERS, user_agent), known(SYSTEMS, user_agent)))


def known(names: tuple[tuple[str, tuple[str, ...]], ...], user_agent: str) -> str:
    return next((name for name, signs in names if any(sign in user_agent for sign in signs)), "")
