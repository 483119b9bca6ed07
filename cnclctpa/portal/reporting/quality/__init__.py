"""The quality of the data of a plan: what is missing, doubtful or contradictory, and how complete it is."""
