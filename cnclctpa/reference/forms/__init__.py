"""What people fill about organisations, offices, sources, figures, events and frameworks."""
