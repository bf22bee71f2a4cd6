"""The subcommands of `zonemap`, one module a subject."""
