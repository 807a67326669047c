"""`python -m ifolge`: the same as the command `ifolge`."""

from ifolge.show.cli import main

if __name__ == "__main__":
    main()
