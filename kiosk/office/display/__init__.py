"""What the waiting room sees: the large display, and the page for one ticket on a phone."""
