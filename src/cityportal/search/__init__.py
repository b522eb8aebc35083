"""Full-text search: an index of each language, made by Pagefind along with its pages."""
