"""Several activities of a plan changed at once: shown first, then done for all of them, or for none."""
