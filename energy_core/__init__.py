"""Energy Insights: from any meter export to usage, money, anomalies, forecast and findings."""
