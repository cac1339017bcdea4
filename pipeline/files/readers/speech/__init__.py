"""Conversations: subtitles and JSON."""
