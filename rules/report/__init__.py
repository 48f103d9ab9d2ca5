"""The transparency report: counting an edition's records, for all schools or for some of them."""
