"""The commands of a tender in a folder of its own: they need no kader and no folder as an argument."""
