"""An invented web of invented schools, for the demonstration and the tests."""
