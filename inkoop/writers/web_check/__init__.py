"""The page with the check in the browser: one HTML file that needs nothing else."""
