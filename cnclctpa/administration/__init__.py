"""The administration: its door, its first page, and where the models of each app stand in it."""
