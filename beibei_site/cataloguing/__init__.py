"""Stories → articles: dates, people, topics, places, twins, and the authority files behind them."""
