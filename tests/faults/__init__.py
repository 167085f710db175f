"""What a build leaves when it is killed, or the system refuses it something: the old site or the new one."""
