"""Social cards: the picture that messengers and social networks show for a link to a page."""
