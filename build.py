"""Build the archive in this folder: the same as `beibei-site build`."""

import sys

from beibei_site.__main__ import main

if __name__ == "__main__":
    sys.exit(main(["build", *sys.argv[1:]]))
