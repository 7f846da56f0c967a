"""Everything that comes in: workbooks, YAML, reports. What is not certain becomes a finding."""
