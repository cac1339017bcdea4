"""One verb per file: tables in, tables out, no disk, no clock."""
