"""From a workbook to a submission, or to the grades of a panel."""
