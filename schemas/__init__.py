"""What the data is: records, vocabularies, tables and public answers. Imported by all, imports none of them."""
