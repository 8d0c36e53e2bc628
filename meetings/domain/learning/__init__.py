"""To read a situation afterwards, and to learn from several: pure rules, for oneself."""
