"""The tender as an OCDS release."""
