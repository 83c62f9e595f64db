"""Where the settings come from: NAME, or the file that NAME_FILE names."""

from environ import FileAwareEnv

env = FileAwareEnv()
