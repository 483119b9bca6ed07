"""What people fill about plans."""
