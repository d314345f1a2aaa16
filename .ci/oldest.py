"""Print the oldest version of every package that a plain install allows, as constraints for pip."""

import re
import tomllib
from pathlib import Path

PROJECT = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]

for needed in PROJECT["dependencies"]:
    bound = re.match(r"([A-Za-z0-9_-]+)>=([0-9.]+)", needed)
    assert bound, f"{needed}: needs an oldest version, name>=version"
    print("{}=={}".format(*bound.groups()))
