"""Pseudonymise: what identifies a person is found in a frozen text, and masked."""
