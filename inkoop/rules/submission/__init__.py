"""From cells to answers, and what is wrong or remarkable in one submission or between two."""
