"""inkoop."""
