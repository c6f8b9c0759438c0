"""The same as `energy cleanup`, for those who look for it here: python infra/cleanup.py --dry-run"""

from __future__ import annotations

import sys

from energy_core.cli import main

if __name__ == "__main__":
    sys.argv[1:1] = ["cleanup"]
    main()
