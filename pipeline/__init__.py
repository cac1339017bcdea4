"""What is computed: tables pass between small pure functions."""
