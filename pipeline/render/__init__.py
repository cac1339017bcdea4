"""A report as a page; computes nothing."""
