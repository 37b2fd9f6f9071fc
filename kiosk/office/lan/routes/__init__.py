"""Routes of the console: they translate between HTTP and the acts of staff, and decide nothing."""
