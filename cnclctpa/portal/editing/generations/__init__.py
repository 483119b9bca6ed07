"""From one plan to the next: a new plan made from an old one, and what became of each of its parts."""
