"""The printed report: a PDF with cover, contents, charts, tables, matrix, methods and citation, set by Typst."""
