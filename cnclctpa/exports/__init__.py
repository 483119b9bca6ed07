"""Tables written as workbooks and as text: formats, and nothing of plans."""
