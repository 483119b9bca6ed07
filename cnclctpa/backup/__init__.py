"""The database and the evidence in one archive, and back, on either engine (docs/adr/0018)."""
