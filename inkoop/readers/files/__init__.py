"""The one door for files of strangers: the gate, the processes, the formats."""
