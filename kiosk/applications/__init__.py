"""Applications: filled forms that the office has stored, their public codes and their status."""
