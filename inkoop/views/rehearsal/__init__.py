"""What a rehearsal says."""
