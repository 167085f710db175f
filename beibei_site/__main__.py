"""`python -m beibei_site` is `beibei-site`."""

import sys

from beibei_site.cli import main

sys.exit(main())
