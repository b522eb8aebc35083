"""What the commands print, and the exit codes they end with.

0 all is well, 1 something is to be mended, 2 the command could not run.
"""
