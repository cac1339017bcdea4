"""When things run: the Prefect flow and the command line."""
