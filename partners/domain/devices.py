"""What a browser says of itself, in the words of whoever must recognise it."""

# The first that is named wins: browsers name each other, in this order of precision.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "un iPhone"),
    ("iPad", "un iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "un Chromebook"),
    ("Mac OS X", "un Mac"),
    ("Linux", "Linux"),
)
UNKNOWN = "Un appareil inconnu"


def say_device(user_agent: str) -> str:
    """« Firefox sur Windows »; what is not recognised is said so, never guessed."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    if browser and system:
        return f"{browser} sur {system}"
    return browser or (f"Un navigateur sur {system}" if system else UNKNOWN)
