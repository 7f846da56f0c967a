"""Everything that goes out: workbooks, HTML and PDF, tables, letters. Nothing is written half."""
