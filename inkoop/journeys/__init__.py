"""One function a user journey: reads, asks the rules, and gives one value that every output is a view on."""
