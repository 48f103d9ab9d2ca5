"""Pure functions between findings and an edition: resolve, derive, assess, publish. No Dagster, no HTTP."""
