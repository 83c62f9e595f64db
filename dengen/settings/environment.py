"""Where the settings come from: NAME, or the file that NAME_FILE names.

environs says in a line which variable can't be read. django-environ took what it didn't know for
"off", "10s" for 10, and a key that begins with $ for another variable's name.
"""

from environs import FileAwareEnv, validate

env = FileAwareEnv(strip_whitespace=True)  # a file ends with a line break

AT_LEAST_ONE = validate.Range(min=1)
NOT_NEGATIVE = validate.Range(min=0)


@env.parser_for("names")
def names(value: str) -> list[str]:
    """Return what stands between the commas."""
    return [name.strip() for name in value.split(",") if name.strip()]
