"""`python -m kehoach_gen` = `kehoach`."""

from kehoach_gen.cli import main

main()
