"""Page text → stories: what a newspaper page says, line by line, before anyone asks when and who."""
