"""Reader of PDF files: page model, back-ends, layout strategies."""
