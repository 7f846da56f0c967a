"""What happens to a tender: every fact of its record, and where it stands after them."""
