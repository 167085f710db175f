"""`beibei-site check`: verifies an archive and its site, as fsck does a disk; changes nothing."""
