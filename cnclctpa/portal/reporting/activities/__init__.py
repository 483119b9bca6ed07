"""The activities of a plan as its pages tell them: the list, and each of them."""
