"""Paper: documents as data, one renderer per medium, printers and what they say of themselves."""
