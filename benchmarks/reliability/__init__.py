"""What a build does to the files of a person who works while it runs."""
