def beside_page(request) -> str:
    """What the address of a list asks, its page left out: what the links to its other pages keep."""
    asked = request.GET.copy()
    asked.pop("page", None)
    return asked.urlencode()
