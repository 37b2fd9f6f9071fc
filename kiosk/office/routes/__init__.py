"""Routes translate between HTTP and the office's acts; they decide nothing."""
