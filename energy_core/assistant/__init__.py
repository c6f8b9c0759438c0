"""The Energy Insights Assistant: a question in words, answered with computed figures."""
