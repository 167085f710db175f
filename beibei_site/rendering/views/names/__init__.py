"""The views of what names tell: offices and their holders, places on a map, who appears with whom."""
