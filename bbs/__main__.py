"""`python -m bbs` is `warmline`."""

from bbs.cli import main

main()
