"""The matrix of a plan, edited where it is read: each line opens in place, and comes back alone."""
