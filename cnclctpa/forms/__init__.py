"""Forms that people fill: fields that read what they type, and forms that overwrite nobody."""
