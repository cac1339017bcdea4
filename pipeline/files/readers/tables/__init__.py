"""Tables: delimited text and workbooks, a document per row."""
