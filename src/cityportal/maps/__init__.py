"""Maps: ``model`` is what the city states of each, ``drawing`` draws it, ``shown`` shows it.

A map that the department has not approved as it stands is shown on no published page.
"""
