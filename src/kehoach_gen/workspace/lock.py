"""A file that only one program may hold at a time; whoever is stopped holds it no more."""

import sys
from typing import BinaryIO

if sys.platform == "win32":
    import msvcrt

    def lock(stream: BinaryIO) -> bool:
        """Holds the file until it is closed; False while another holds it."""
        try:
            stream.seek(0)
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def lock(stream: BinaryIO) -> bool:
        """Holds the file until it is closed; False while another holds it."""
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True  # a disk that knows no locks: names are still taken by one alone
        return True
