"""Why the office's database is not open.

StoreError
├── StoreKeyMissing    a database is here, its key is not; nothing is touched, staff must act
├── StoreKeyWrong      the key in the keyring belongs to another database; nothing is touched
├── StoreDamaged       the file does not read as it was written; nothing is touched, `set-aside` is for people
├── StoreDiskFails     the disk is full, fails, or may not be used; nothing says that the file is damaged
├── StoreGone          a database was made here and its file has vanished; no new one takes its place
├── StoreTooNew        written by a newer release; install that release
└── StoreNotEncrypted  the SQLite in use cannot encrypt; start-up stops

Whoever opens the store stops on any of them and says its text, which is for staff, in Indonesian.
"""

from __future__ import annotations


class StoreError(Exception):
    """The database cannot be used; the text says what to do."""


class StoreKeyMissing(StoreError):
    """A database file exists, and the keyring holds no key for it."""


class StoreKeyWrong(StoreError):
    """The keyring's key is not the one with which this database was made."""


class StoreDamaged(StoreError):
    """Some page of the database does not authenticate, or the file is not a database."""


class StoreDiskFails(StoreError):
    """The disk is full, fails, or may not be used."""


class StoreGone(StoreError):
    """A database was made in this folder, and its file is not there any more."""


class StoreTooNew(StoreError):
    """The database has migrations that this release does not know."""


class StoreNotEncrypted(StoreError):
    """The linked SQLite has no SQLCipher: it would write plaintext."""
