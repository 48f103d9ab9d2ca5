"""From a school's site to findings: crawl, archive, readers, extractors. Knows nothing of database, Dagster or API."""
