"""Pictures: ``record`` is what the city states of each, ``facts`` what its file says of itself.

``reading`` opens the files; it alone loads Pillow, and only where there is a picture.
"""
