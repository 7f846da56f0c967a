"""What the norms for archive and Woo index ask of a document, to hold ours against."""
