"""What an outcome means and how firm it is. It informs readers and never changes a score or a rank."""
