"""The kader as a workbook: its sheets and columns, taken from the model, and the way there and back."""
