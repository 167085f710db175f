"""One tokenisation for two readers: the Whoosh index and the browser's index."""
