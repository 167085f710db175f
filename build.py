"""Build the archive in this folder: the same as `beibei-site build`."""

import sys

from beibei_site.cli import main

sys.exit(main(["build", *sys.argv[1:]]))
