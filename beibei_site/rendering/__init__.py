"""Archive → the files of the site."""
