"""Where the portal meets the programs that render it."""
