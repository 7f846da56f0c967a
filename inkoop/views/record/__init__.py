"""What machines read back: the result, the dossier and the enclosures of a report."""
