"""The words of the field as frozen types: kader, submission, evaluation, findings, places."""
