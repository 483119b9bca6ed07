"""Tables written as workbooks and as text: formats, and nothing of plans.

A table is declared once (`tables`), then written by `workbooks.xlsx` or `lines.csv`, and sent by
`answers.answer`.
"""
