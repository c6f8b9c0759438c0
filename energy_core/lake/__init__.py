"""Where homes are kept: their files, their tables, and SQL over them."""
