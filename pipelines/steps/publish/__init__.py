"""From assessed schools to an edition: tables, database, files, data package, pointer."""
