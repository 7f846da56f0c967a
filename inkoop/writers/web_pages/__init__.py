"""Pages with the program in them: one HTML file that needs nothing else, and runs in any browser."""
