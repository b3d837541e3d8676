"""An empty workbook for the facts of a policy: sheets, headings, drop-down lists and notes, from its vocabulary."""
