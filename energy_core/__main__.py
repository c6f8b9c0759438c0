"""`python -m energy_core` is the command `energy`."""

from energy_core.cli import main

if __name__ == "__main__":
    main()
