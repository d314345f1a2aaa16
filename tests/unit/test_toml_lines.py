"""The line of every key of a TOML text."""

import tomllib

from hypothesis import given, settings
from hypothesis import strategies as st

from fansim.scenario.toml_lines import TomlLines

NAMES = st.sampled_from(["a", "b-1", '"q.#["', "'[x]'", "群".join('""')])
SCALARS = st.sampled_from(
    [
        "1",
        "1.5",
        "true",
        "1979-05-27 07:32:00",
        '"#=[{"',
        "'a\"b'",
        '"""\n[x]\n\\"""" # "\n"""',
        "'''\n]\n'q''''",
    ]
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: "[\n  # ]\n  " + ",\n\n".join(items) + "]"),
        st.lists(inner, max_size=3).map(
            lambda items: "{" + ", ".join(f"k{i}.l = {item}" for i, item in enumerate(items)) + "}"
        ),
    ),
    max_leaves=5,
)
KEY_LINES = st.tuples(st.lists(NAMES, min_size=1, max_size=3).map(".".join), VALUES).map(" = ".join)
HEADERS = st.lists(NAMES, min_size=1, max_size=3).map(".".join)
TEXTS = st.lists(
    st.one_of(
        KEY_LINES,
        HEADERS.map("[{}]".format),
        HEADERS.map("[[ {} ]] # [".format),
        st.just(""),
        st.just("# x = ["),
    ),
    max_size=8,
).map(lambda lines: "\n".join([*lines, ""]))


@settings(deadline=None)
@given(TEXTS)
def test_every_key_of_a_file_has_its_line(text):
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    found = TomlLines(text)
    assert set(found.lines) == set(paths(values, ()))
    assert found.repeated == []


def paths(value, path):
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield (*path, key)
        yield from paths(item, (*path, key))


def test_lines_of_nested_values():
    text = '\n[a.b]\nc = [\n  1,\n  {d = 2,\n e = 3},\n]\n[[f]]\n[f.g]\nh = """\n\n"""\n[[f]]\n"i.j" = 1\n'
    text += "k.l = 2\n"
    assert TomlLines(text).lines == {
        ("a",): 2, ("a", "b"): 2, ("a", "b", "c"): 3, ("a", "b", "c", 0): 4, ("a", "b", "c", 1): 5,
        ("a", "b", "c", 1, "d"): 5, ("a", "b", "c", 1, "e"): 6, ("f",): 8, ("f", 0): 8, ("f", 0, "g"): 9,
        ("f", 0, "g", "h"): 10, ("f", 1): 13, ("f", 1, "i.j"): 14, ("f", 1, "k"): 15, ("f", 1, "k", "l"): 15,
    }  # fmt: skip
