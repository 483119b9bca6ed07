"""Lines pasted from Excel or Word into activities: read, shown, mended, then made all at once."""
