"""Networks from files: what is read, and what is refused with its line."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fansim.errors import NetworkError
from fansim.network.files import read_network

GRAPHML = "http://graphml.graphdrawing.org/xmlns"
TRIANGLE_WITH_TAIL = {(2, 10), (10, 30), (2, 30), (30, 400)}


@pytest.fixture
def write(tmp_path):
    def write_file(content: str | bytes, name: str = "ties.csv"):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write_file


def named_ties(file) -> set[tuple]:
    (start, neighbours), names = file
    row = np.repeat(np.arange(names.size), np.diff(start.astype(int)))
    upper = row < neighbours
    return set(zip(names[row[upper]].tolist(), names[neighbours[upper]].tolist(), strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "10,2\n30,10\n30,2\n400,30\n",
        "10,2\n30,10\n30,2\n400,30",
        "node_1,node_2\n10,2\n30,10\n30,2\n400,30\n",
        "any,words\n10,2\n30,10\n30,2\n400,30\n",
        "von;nach;Gewicht\n10;2;1,5\n30;10;2,5\n30;2;3,5\n400;30;1,0\n",
        "from\tto\n10\t2\n30\t10\n30\t2\n400\t30\n",
        "10 2\n30   10\n 30 2 \n400\t30\n",
        "10, 2\n30, 10\n 30 ,2\n400,30, \n",
        "10,2,x\n30,10\n30,2,,,\n400,30,7\n",
        "10,2\r\n30,10\r\n30,2\r\n400,30\r\n",
        "\ufeffsource,target\n10,2\n30,10\n30,2\n400,30\n",
        "# made by hand\n\n# ids\n10\t2\n30\t10\n30\t2\n400\t30\n",
        "10,2\n# a remark\n\n30,10\n30,2\n   \n400,30\n",
        '"from","to"\n"10","2"\n"30","10"\n"30","2"\n"400","30"\n',
        '"10","2"\n30,10\n30,2\n400,30\n',
        "10,2\n2,10\n30,10\n30,2\n30,2\n400,30\n30,30\n",
        "+10,02\n30,10\n30,2\n400,30\n",
    ],
)
def test_lists_of_ties_in_all_their_forms(write, text):
    file = read_network(write(text))
    assert file.names.tolist() == [2, 10, 30, 400]
    assert file.names.dtype == np.int64
    assert named_ties(file) == TRIANGLE_WITH_TAIL


def test_names_that_are_text_keep_their_order(write):
    file = read_network(write("米粉,Bob\nAnn Lee,米粉\nBob,7\n"))
    assert file.names.tolist() == ["米粉", "Bob", "Ann Lee", "7"]
    assert named_ties(file) == {("米粉", "Bob"), ("米粉", "Ann Lee"), ("Bob", "7")}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Source,Target\nann,bob\n", ["ann", "bob"]),
        ("person_a,bob\nann,bob\n", ["person_a", "bob", "ann"]),
        ("from,to\nann,from\n", ["from", "to", "ann"]),
        ("ann,bob\ncy,dee\n", ["ann", "bob", "cy", "dee"]),
        ("ann,bob\n", ["ann", "bob"]),
        ("ann,1\n2,3\n", ["ann", "1", "2", "3"]),
        ('"Lee, Ann",Bob\n', ["Lee, Ann", "Bob"]),
    ],
)
def test_headers_and_names_are_told_apart(write, text, names):
    assert read_network(write(text)).names.tolist() == names


def test_integers_of_any_sign_and_length(write):
    large = 2**63 - 1
    assert read_network(write(f"-5,{large}\n3,-5\n")).names.tolist() == [-5, 3, large]
    beyond = str(2**63)
    assert read_network(write(f"9,{beyond}\n3,9\n")).names.tolist() == ["9", beyond, "3"]


@given(st.lists(st.tuples(st.integers(-20, 20), st.integers(-20, 20)), min_size=1, max_size=30))
@settings(max_examples=50, deadline=None)
def test_the_fast_and_the_slow_way_agree(tmp_path_factory, pairs):
    path = tmp_path_factory.mktemp("ties") / "ties.csv"
    text = "".join(f"{one},{other}\n" for one, other in pairs)
    path.write_text(text)
    fast = read_network(path)
    path.write_text(text + "# a remark makes it slow\n")
    slow = read_network(path)
    assert np.array_equal(fast.names, slow.names)
    assert np.array_equal(fast.network.start, slow.network.start)
    assert np.array_equal(fast.network.neighbours, slow.network.neighbours)
    assert named_ties(fast) == {(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1,2\n3\n4,5\n", ["line 2", "'3'", "two names"]),
        ("node_1,node_2\n1,2\n# x\n\n3,\n", ["line 5", "'3,'"]),
        ("1,2\n,4\n", ["line 2", "',4'"]),
        ("1,2\n , \n", ["line 2"]),
        ("1 2\n3\n", ["line 2", "'3'"]),
        ("only\n1,2\n", ["line 1", "'only'"]),
        ("a,\n1,2\n", ["line 1", "'a,'"]),
        ('ann,bob\n"cy,dee\neve,flo\n', ["line 2", "quoted"]),
        ("ann,bob\ncy\0,dee\n", ["line 2", "not text"]),
        ("", ["holds no ties"]),
        ("\n\n# nothing\n", ["holds no ties"]),
        ("source,target\n", ["holds no ties"]),
    ],
)
def test_bad_lines_are_refused_with_their_number(write, text, told):
    path = write(text)
    with pytest.raises(NetworkError) as refusal:
        read_network(path)
    for words in [str(path), *told]:
        assert words in str(refusal.value)


@pytest.mark.parametrize(
    "content", ["小米,雷军\n".encode("gbk"), "1,2\n".encode("utf-16"), b"1,2\n" * 5000 + b"\xff\n"]
)
def test_other_encodings_are_refused(write, content):
    with pytest.raises(NetworkError, match="UTF-8"):
        read_network(write(content))


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\0\0", bytes(range(256)), b"PK\x03\x04\0\0\0"])
def test_files_that_are_not_text_are_refused(write, content):
    with pytest.raises(NetworkError, match="text"):
        read_network(write(content))


def test_files_that_cannot_be_opened_are_refused(tmp_path):
    with pytest.raises(NetworkError, match=r"absent\.csv cannot be read: No such file"):
        read_network(tmp_path / "absent.csv")
    with pytest.raises(NetworkError, match="cannot be read: Is a directory"):
        read_network(str(tmp_path))
    with pytest.raises(NetworkError, match=r"absent\.graphml cannot be read: No such file"):
        read_network(tmp_path / "absent.graphml")


@pytest.mark.parametrize("kind", [nx.Graph, nx.DiGraph, nx.MultiGraph])
@pytest.mark.parametrize("name", ["fans.graphml", "fans.xml"])
def test_graphml(tmp_path, kind, name):
    graph = kind([(10, 2), (30, 10), (30, 2), (400, 30), (2, 30), (10, 10)])
    graph.add_node(7, colour="orange")
    nx.write_graphml(graph, tmp_path / name)
    file = read_network(tmp_path / name)
    assert file.names.tolist() == [2, 7, 10, 30, 400]
    assert named_ties(file) == TRIANGLE_WITH_TAIL


def test_graphml_with_text_names(tmp_path):
    nx.write_graphml(nx.Graph([("米", "b"), ("b", "a")]), tmp_path / "fans.graphml")
    file = read_network(tmp_path / "fans.graphml")
    assert file.names.tolist() == ["米", "b", "a"]
    assert named_ties(file) == {("米", "b"), ("b", "a")}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "is not valid GraphML"),
        ("1,2\n", "is not valid GraphML: .*line 1"),
        ("<html><body/></html>", "is not valid GraphML"),
        ("<graphml><graph><node id='1'></graph></graphml>", "is not valid GraphML"),
        (f'<graphml xmlns="{GRAPHML}"><graph edgedefault="undirected"/></graphml>', "holds no ties"),
    ],
)
def test_bad_graphml_is_refused(write, content, told):
    with pytest.raises(NetworkError, match=told):
        read_network(write(content, "fans.graphml"))
