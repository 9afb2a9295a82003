"""dot-iu-cutter v0.4: cuts documents into information units, kept in PostgreSQL."""

VERSION = "0.4"
