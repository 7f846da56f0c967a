"""What goes into a tender's folder: one line of the record at a time, and files that stay as they came."""
