"""Other people's formats to our things and back; strings and bytes, no disk."""
