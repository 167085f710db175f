"""The archive as `content/` and `seeds/` hold it: read, put together, and what does not fit named."""
