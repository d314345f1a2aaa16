"""Networks from files: what is read, and what is refused with its line."""

import copy
import gzip
import json
import os

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases import SCENARIOS

import fansim
from fansim.errors import NetworkError
from fansim.language import spoken
from fansim.network import files
from fansim.network.files import read_network
from fansim.report.biography import biography
from fansim.results import save_result
from fansim.scenario import load_scenario

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
    (start, neighbours), names, _ = file
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
        "10,2\n30,10\n30,2,,,\n400,30\n",
        "% sym unweighted\n% 4 4 4\n10 2\n30 10\n30 2\n400 30\n",
        "10 2 {}\n30 10 {'weight': 1.0}\n30 2 {'a': {'b': 1}, 'c': 'd,e'}\n400 30 {}\n",
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
        ("ann,bob\n", ["ann", "bob"]),
        ("发送人,回复人\n小米,雷军\n", ["小米", "雷军"]),
        ("wer,wen\nu1,u2\nu2,u3\n", ["u1", "u2", "u3"]),
        ("qui,que\nu1,u2\nu2,u3\n", ["u1", "u2", "u3"]),
        ("V1,V2\nV2,V3\n", ["V1", "V2", "V3"]),
        ("V1,V2\n10,11\n11,12\n", [10, 11, 12]),
        ("0,1\n5,6\n1,5\n", [0, 1, 5, 6]),
        ("ann,bo,yes\nbo,cy,no\n", ["ann", "bo", "cy"]),
        ("wer,wen\na@x.cn,b@x.cn\n", ["a@x.cn", "b@x.cn"]),
        ("u1,u2\nu3,u4\n", ["u1", "u2", "u3", "u4"]),
        ("a6,a0\na9,b10\n", ["a6", "a0", "a9", "b10"]),
        ("user_1,user_2\nuser_3,user_4\n", ["user_1", "user_2", "user_3", "user_4"]),
        ("wer,wen,wie oft\nann,bob,3\n", ["ann", "bob"]),
        ("ann bob 1.5\nbob cy 2\n", ["ann", "bob", "cy"]),
        ("Id,Target,Source\n0,ann,bob\n", ["ann", "bob"]),
        ('"ann lee" "bob wu"\n"bob wu" cy\n', ["ann lee", "bob wu", "cy"]),
        ('"#ann",bob\nbob,cy\n', ["#ann", "bob", "cy"]),
        ('"Lee, Ann",Bob\n', ["Lee, Ann", "Bob"]),
    ],
)
def test_headers_and_names_are_told_apart(write, text, names):
    assert read_network(write(text)).names.tolist() == names


def of(file) -> tuple[int, int]:
    return len(file.network.start) - 1, len(file.network.neighbours) // 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("follower_x,followee_x\nann,bo\nbo,cai\n", ["header or with a tie", "'follower_x'", "network.columns"]),
        ("ann,bob\ncy,dee\n", ["header or with a tie", "network.columns = [1, 2]"]),
        ("from,to\nann,from\n", ["header or with a tie"]),
        ("time,from,to\n2026-01-01 10:00,ann,bo\n", ["'time', 'from', 'to'", 'network.columns = ["FROM", "TO"]']),
        ("id,weight,a,b\n1,2,ann,bo\n", ["'id', 'weight', 'a', 'b'"]),
        (",from,to\n0,ann,bo\n1,bo,cai\n", ["'', 'from', 'to'"]),
        ("0,1,2\n1,2,3\n", ["3 columns", "network.columns = [1, 2]"]),
        ("x,y,z\n0,1,2\n1,2,3\n", ["'x', 'y', 'z'"]),
        ("ann,1\n2,3\n", ["2 columns"]),
        ("1,2\nann,bo\nbo,cai\n", ["header or with a tie", "delete its first line"]),
        ("0,1\n15,16\n16,17\n", ["header or with a tie ('0', '1')", "delete its first line"]),
        ("1 2 3\n15 16 0.5\n16 17 0.25\n", ["header or with a tie ('1', '2', '3')"]),
        ("0,1\n2026-01-18,bo\n2026-01-19,cy\n", ["header or with a tie ('0', '1')"]),
        ("V1,V2\nc346b1,4a318f\n4a318f,33c0b2\n", ["header or with a tie ('V1', 'V2')"]),
        ("klub,fan\ng1,u1\ng1,u2\n", ["'klub', 'fan'", "which two name persons is not clear"]),
        ("fan,seit\n15,2019\n16,2021\n", ["'fan', 'seit'"]),
        ("w,id\n1,5\n2,5\n", ["'w', 'id'"]),
        ("Zeit,type\n1,5\n5,1\n", ["'Zeit', 'type'"]),
        ("lauf,fan\n1,3\n2,3\n3,1\n", ["'lauf', 'fan'"]),
        ("like,False,509,870\nreply,False,870,426\nreply,True,426,509\n", ["4 columns"]),
        ("ann,bo,1,2\nbo,cy,2,3\n", ["4 columns"]),
        ("g2|5e3eec|910683\ng3|5e3eec|910683\n", ["3 columns"]),
        ("ann,True\nbo,False\n", ["header or with a tie"]),
        ("ts,,User A,User B\n16,0,5,4\n17,1,4,11\n", ["'ts', '', 'User A', 'User B'"]),
        ("x,y,lat,lon\n0,1,1.5,2.5\n1,2,1.5,3.5\n", ["'x', 'y', 'lat', 'lon'"]),
        ("1,ann\n2,bo\n", ["2 columns"]),
        ("0.5,0.25\n1.5,2.5\n", ["2 columns"]),
        ("group,member\ng1,u1\ng1,u2\n", ['network.columns = ["member"]', 'network.group = "group"']),
        ("% bip unweighted\n1 1\n2 1\n", ["network.columns = [1]", "network.group = 2"]),
        ("ann lee bo\ncy dee eve\n", ["header or with a tie"]),
        ("ann,bo,cy\ncy,dee,ann\n", ["3 columns"]),
    ],
)
def test_what_can_be_read_in_two_ways_is_refused_with_the_way_to_say_it(write, text, told):
    with pytest.raises(NetworkError) as refusal:
        read_network(write(text))
    for words in told:
        assert words in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "columns", "group", "people_and_ties"),
    [
        ("time,from,to\n2026-01-01 10:00,ann,bo\n2026-01-02 10:00,bo,cai\n", ("from", "to"), None, (3, 2)),
        ("time,From,TO\n1,ann,bo\n2,bo,cai\n", ("from", "to"), None, (3, 2)),
        ("0,1,2\n1,2,3\n", ("2", "3"), None, (3, 2)),
        ("ann,bob\ncy,dee\n", ("1", "2"), None, (4, 2)),
        ("a,b,n\nann,bo,2\nbo,cai,0\n", ("a", "b", "n"), None, (2, 1)),
        ("0,1,2\n1,2,0\n", ("1", "2", "3"), None, (2, 1)),
        ("team,who\nx,ann\nx,bo\nx,cai\ny,cai\ny,dan\nz,eve\nx,ann\n", ("who",), "team", (5, 4)),
        ("% bip unweighted\n1 1\n2 1\n3 2\n", ("1",), "2", (3, 1)),
    ],
)
def test_columns_that_are_said_are_read(write, text, columns, group, people_and_ties):
    assert of(read_network(write(text), columns, group)) == people_and_ties


@pytest.mark.parametrize(
    ("text", "columns", "told"),
    [
        ("time,from,to\n1,ann,bo\n", ("von", "to"), ["no column called 'von'", "'time', 'from', 'to'"]),
        ("a,a\nann,bo\n", ("a", "b"), ["two columns called 'a'"]),
        ("1,2\n2,3\n", ("1", "3"), ["no column 3", "from 1 to 2"]),
        ("from,to\nann,bo\n", ("1", "2"), ["begins with a header"]),
        ("a,b,n\nann,bo,viel\n", ("a", "b", "n"), ["line 2", "'viel' for a weight"]),
    ],
)
def test_columns_that_are_not_there_are_refused(write, text, columns, told):
    with pytest.raises(NetworkError) as refusal:
        read_network(write(text), columns)
    for words in told:
        assert words in str(refusal.value)


def test_a_group_too_large_to_be_tied_is_refused(write):
    crowd = "member,group\n" + "".join(f"u{n},all\n" for n in range(12_000))
    with pytest.raises(NetworkError, match=r"71,994,000 ties.*'all' alone ties its 12,000 members"):
        read_network(write(crowd), ("member",), "group")


def test_what_was_read_is_told(write):
    text = "# by hand\nsource;target\nann;bo\nbo;ann\nbo;bo\nbo;cy\n"
    assert read_network(write(text)).told["en"] == (
        "3 people, 2 ties; split by semicolons, header skipped, 1 comment line skipped, 1 duplicate merged, "
        "1 self-loop dropped"
    )
    assert read_network(write("1,2\n2,3\n")).told["en"] == "3 people, 2 ties; split by commas, no header"
    assert read_network(write("a1,b1\na1,b2\n")).told["en"] == (
        "3 people, 2 ties; split by commas, no header, nobody stands in both columns"
    )


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
    path.write_text(text, encoding="utf-8")
    fast = read_network(path, ("1", "2"))
    path.write_text(text + "# a remark makes it slow\n", encoding="utf-8")
    slow = read_network(path, ("1", "2"))
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
        ("1,2,3.5\n4,5\n", ["line 2", "2 columns", "first line has 3"]),
        ("1,2\n3,4,x\n", ["line 2", "3 columns", "first line has 2"]),
        ('"from" "to"\n"1" "ann" "bo"\n', ["line 2", "3 columns"]),
        ("1 2\n30,10\n", ["line 2"]),
        ("1 2 {}\n3 4\n", ["line 2", "{attributes}"]),
        ("ann,bo\nbo,nan\n", ["line 2", "missing"]),
        ("ann,bo\n#bo,cy\n", ["line 2", "comment or a tie"]),
        ("ann -> bo\nbo -> cy\n", ["line 1", "'ann -> bo'"]),
        ("ann->bo\nbo->cy\n", ["line 1"]),
        ("ann: bo\nbo: ann\n", ["line 1", "sign for a name"]),
        ("graph fans {\n  ann -- bo\n}\n", ["line 1", "DOT"]),
        ("graph [\n  node [\n", ["line 1", "GML"]),
        ('{"ann": ["bo"]}\n', ["line 1", "JSON"]),
        ('[["ann","bo"]]\n', ["line 1", "JSON"]),
        ("ann,bo\nbo," + "x" * 201 + "\n", ["line 2", "201 signs"]),
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


def test_gexf_pajek_and_matrix_market(tmp_path):
    graph = nx.Graph([("ann lee", "bo"), ("bo", "cy")])
    graph.add_node("dan")
    nx.write_gexf(graph, tmp_path / "fans.gexf")
    nx.write_pajek(graph, tmp_path / "fans.net")
    for name in ("fans.gexf", "fans.net"):
        file = read_network(tmp_path / name)
        assert file.names.tolist() == ["ann lee", "bo", "cy", "dan"]
        assert named_ties(file) == {("ann lee", "bo"), ("bo", "cy")}
    (tmp_path / "fans.mtx").write_text(
        "%%MatrixMarket matrix coordinate pattern symmetric\n% x\n4 4 2\n2 1\n3 2\n", encoding="utf-8"
    )
    file = read_network(tmp_path / "fans.mtx")
    assert (file.names.tolist(), named_ties(file)) == ([1, 2, 3, 4], {(1, 2), (2, 3)})


@pytest.mark.parametrize("name", ["ties.csv.gz", "ties.graphml.gz", "without_ending"])
def test_zipped_files(tmp_path, name):
    graph = nx.Graph([(10, 2), (30, 10), (30, 2), (400, 30)])
    text = "\n".join(nx.generate_graphml(graph)) if "graphml" in name else "10,2\n30,10\n30,2\n400,30\n"
    (tmp_path / name).write_bytes(gzip.compress(text.encode()))
    assert named_ties(read_network(tmp_path / name)) == TRIANGLE_WITH_TAIL
    (tmp_path / name).write_bytes(gzip.compress(text.encode())[:-9])
    with pytest.raises(NetworkError, match=r"damaged \.gz"):
        read_network(tmp_path / name)


def test_files_larger_than_the_limit_are_refused(write, monkeypatch):
    monkeypatch.setattr(files, "LARGEST_NETWORK_FILE", 1000)
    with pytest.raises(NetworkError, match="2,000 bytes, but at most 1,000"):
        read_network(write("1,2\n" * 500))
    with pytest.raises(NetworkError, match="more than 1,000 bytes once unzipped"):
        read_network(write(gzip.compress(b"1,2\n" * 500)))


def test_only_regular_files_are_read(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    for path in (tmp_path / "pipe.csv", "/dev/zero"):
        with pytest.raises(NetworkError, match="regular file"):
            read_network(path)
    with pytest.raises(NetworkError, match="File name too long"):
        read_network("x" * 5000)
    with pytest.raises(NetworkError, match="NUL"):
        read_network("a\0b")


TWO_GRAPHS = "<graph edgedefault='undirected'><node id='a'/><node id='b'/><edge source='a' target='b'/>{}</graph>{}"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (TWO_GRAPHS.format("", "<graph edgedefault='undirected'><node id='c'/></graph>"), "has 2 graphs"),
        (TWO_GRAPHS.format("<node id='c'><graph edgedefault='undirected'/></node>", ""), "has 2 graphs"),
        (TWO_GRAPHS.format("<edge source='a' target='x'/>", ""), "undeclared"),
        (TWO_GRAPHS.format("<node id='a'/>", ""), "double"),
    ],
)
def test_graphs_that_networkx_would_leave_out_are_refused(write, content, told):
    with pytest.raises(NetworkError, match=told):
        read_network(write(f'<graphml xmlns="{GRAPHML}">{content}</graphml>', "fans.graphml"))


@pytest.mark.parametrize(
    "text",
    [
        '*Vertices 2\n1 "ann"\n2 "ann"\n*Edges\n1 2\n',
        '*Vertices 3\n1 "ann"\n2 "bo"\n*Edges\n1 2\n',
        '*Vertices 2\n1 "ann"\n2 "bo"\n*Edgeslist\n1 2\n',
        "%%MatrixMarket matrix coordinate pattern general\n2 3 1\n1 2\n",
        "%%MatrixMarket matrix coordinate pattern general\n3 3 2\n1 2\n",
        "%%MatrixMarket matrix array real general\n1 1\n1\n",
    ],
)
def test_pajek_and_matrices_that_do_not_fit_are_refused(write, text):
    with pytest.raises(NetworkError, match=r"Pajek|Matrix|same people"):
        read_network(write(text))


def test_names_stay_with_the_persons_and_are_told_without_control_signs(write, tmp_path):
    path = write("who,whom\n1ann,1bo\n1bo,1c\x1b[31my\n")
    small = {"network.path": str(path), "days": 2, "groups.cap": 1, "groups.max_groups": 1}
    result = fansim.run(load_scenario(SCENARIOS / "lastfm_network.toml", small))
    names = result.persons["name"].tolist()
    assert names[:3] == ["1ann", "1bo", "1c\x1b[31my"]
    assert set(names[3:]) == {""}
    save_result(result, tmp_path / "run", figures=False)
    again = fansim.load_result(tmp_path / "run")
    assert again.network == result.network == "3 people, 2 ties; split by commas, header skipped"
    with spoken("zh"):
        assert again.network == result.network == "3 人，2 条关系；以逗号分隔、跳过了表头"
    assert again.persons["name"].tolist() == names
    assert "(1c\\x1b[31my)" in biography(2, result.persons, result.events, 2)[0]


def test_names_are_saved_with_a_community(write, tmp_path):
    path = write("who,whom\n1ann,1bo\n1bo,1cy\n")
    small = {"network.path": str(path), "days": 2, "groups.cap": 1, "groups.max_groups": 1}
    model = fansim.FanCommunity(load_scenario(SCENARIOS / "lastfm_network.toml", small))
    model.save(tmp_path / "day0.fansim")
    for other in (fansim.FanCommunity.load(tmp_path / "day0.fansim"), copy.deepcopy(model)):
        assert other.names.tolist() == ["1ann", "1bo", "1cy"]
        assert other.network_told == model.network_told


def test_a_manifest_that_tells_of_the_network_in_one_language_is_read(write, tmp_path):
    small = {"network.path": str(write("1,2\n2,3\n")), "days": 2, "groups.cap": 1, "groups.max_groups": 1}
    folder = tmp_path / "run"
    save_result(fansim.run(load_scenario(SCENARIOS / "lastfm_network.toml", small)), folder, figures=False)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["network"] = manifest["network"]["en"]
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with spoken("zh"):
        assert fansim.load_result(folder).network == "3 people, 2 ties; split by commas, no header"
