"""Rules: pure functions over records that the pipeline and the API share; they read and write nothing."""
