"""The steps of a tender in a folder of its own, each a journey that asks the table and adds a fact."""
