"""Writes the sample web: site by site, from facts and figures that are invented for the purpose."""
