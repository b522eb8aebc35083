"""Pages that partner cities show inside their own: frames, oEmbed, fragments, snippets."""
