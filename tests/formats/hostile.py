"""Files made to hurt whoever reads them: FILES names each, with the function that writes it.

Most hold, beside the trap, what looks like an LSTM, so that a reader goes on.
"""

import io
import json
import os
import pickle
import struct
import zipfile
from pathlib import Path

import h5py
import numpy as np
import torch

SHAPES = {"weight_ih_l0": (20, 3), "weight_hh_l0": (20, 5), "bias_ih_l0": (20,), "bias_hh_l0": (20,)}
NET = {name: torch.zeros(shape) for name, shape in SHAPES.items()}
FILES = {}


def hostile(suffix):
    def known(write):
        FILES[write.__name__ + suffix] = write
        return write

    return known


# Pickles: each instruction that runs, nests or swells, in a new file of torch.save and in an old one.

CANARY = "canary_of_lstmviz"  # a file that appears if anything is run


def torchs(body, tail=b"."):
    return b"\x80\x02" + body + tail


def text(string):
    return b"X" + struct.pack("<I", len(string)) + string.encode()


RUN = text(f"touch {CANARY}")
PICKLES = {
    "os_system": torchs(b"cos\nsystem\n" + RUN + b"\x85R"),
    "posix_system_by_stack": torchs(text("posix") + text("system") + b"\x93" + RUN + b"\x85R"),
    "eval": torchs(b"cbuiltins\neval\n" + text(f"open({CANARY!r}, 'w')") + b"\x85R"),
    "getattr_chain": torchs(b"cbuiltins\ngetattr\ncos\n__dict__\n" + RUN + b"\x86R" + RUN + b"\x85R"),
    "runpy": torchs(b"crunpy\nrun_path\n" + text("evil.py") + b"\x85R"),
    "torch_load_inside": torchs(b"ctorch\nload\n" + text("evil.pt") + b"\x85R"),
    "torch_hub": torchs(b"ctorch.hub\nload\n" + text("a/b") + text("c") + b"\x86R"),
    "numpy_gadget": torchs(b"cnumpy.testing._private.utils\nrunstring\n" + RUN + b"}\x86R"),
    "subprocess_by_newobj": torchs(b"csubprocess\nPopen\n(" + RUN + b"t\x81"),
    "inst": b"(" + RUN + b"ios\nsystem\n.",
    "obj": b"(cos\nsystem\n" + RUN + b"o.",
    "extension": torchs(b"\x82\x01"),
    "persistent_by_text": b"Pos.system\n.",
    "buffer": b"\x80\x05\x97.",
    "built_state": torchs(
        b"cos\n_wrap_close\n)\x81}" + text("__setstate__") + b"cos\nsystem\nsb" + RUN + b"b"
    ),
    "memo_bomb": torchs(b"]r" + struct.pack("<I", 2**32 - 1) + b"r" + struct.pack("<I", 2**31)),
    "long_text": torchs(b"X" + struct.pack("<I", 2**32 - 1) + b"abc"),
    "longer_text": torchs(b"\x8d" + struct.pack("<Q", 2**62) + b"abc"),
    "long_bytes": torchs(b"\x8e" + struct.pack("<Q", 2**62) + b"abc"),
    "long_integer": torchs(b"\x8b" + struct.pack("<i", 2**31 - 1) + b"abc"),
    "long_frame": b"\x80\x04\x95" + struct.pack("<Q", 2**62) + b"N.",
    "decimal_integer": b"L" + b"9" * 1_000_000 + b"L\n.",
    "many_lists": torchs(b"]" * 3_000_000),
    "deep_lists": torchs(b"]" * 90_000 + b"a" * 89_999),
    "deep_tuples": torchs(b")" + b"\x85" * 190_000),
    "shared_lists": torchs(b"]" + b"q\x00(h\x00h\x00h\x00h\x00h\x00h\x00h\x00h\x00l" * 40),
    "shared_dicts": torchs(
        b"}q\x00"
        + b"".join(
            b"}(" + b"".join(text(f"k{at}") + b"h\x00" for at in range(10)) + b"uq\x00" for _ in range(20)
        )
    ),
    "dict_of_itself": torchs(b"}q\x00" + text("me") + b"h\x00s" + text("too") + b"h\x00s"),
    "list_as_key": torchs(b"}]Ns"),
    "stack_underflow": torchs(b"R"),
    "mark_missing": torchs(b"t"),
    "memo_missing": torchs(b"h\x07"),
    "two_left_nothing": torchs(b"NN"),
    "protocol_255": b"\x80\xffN.",
    "unknown_instruction": b"\x80\x02\xff.",
    "endless": torchs(b"N" * 50, tail=b""),
    "empty": b"",
    "storage_of_a_negative_count": pickle.dumps(None),
}


def zipped(path, members, compression=zipfile.ZIP_STORED):
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)


OLD_HEAD = b"".join(
    pickle.dumps(part, protocol=2) for part in (0x1950A86A20F9469CFC6C, 1001, {"little_endian": True})
)
for name, data in PICKLES.items():
    FILES[f"{name}.pt"] = lambda path, data=data: zipped(path, {"net/data.pkl": data, "net/version": "3"})
    FILES[f"{name}_old.pth"] = lambda path, data=data: path.write_bytes(OLD_HEAD + data + b"\x80\x02].")
    FILES[f"{name}_first.bin"] = lambda path, data=data: path.write_bytes(data)


# Tensors that are not what they say


def rebuilt(shape, stride, offset=0, count=100, kind="Float"):
    """A pickle of a state_dict in which every tensor is a view of one storage."""
    storage = b"(" + text("storage") + f"ctorch\n{kind}Storage\n".encode() + text("0") + text("cpu")
    storage += number(count) + b"tQ"
    view = storage + number(offset) + numbers(shape) + numbers(stride) + b"\x89ccollections\nOrderedDict\n)Rt"
    tensors = (text(name) + b"ctorch._utils\n_rebuild_tensor_v2\n(" + view + b"R" for name in SHAPES)
    return torchs(b"}(" + b"".join(tensors) + b"u")


def number(value):
    data = value.to_bytes(16, "little", signed=True)
    return b"\x8a" + bytes([len(data)]) + data


def numbers(values):
    return b"(" + b"".join(map(number, values)) + b"t"


VIEWS = {
    "same_number_everywhere": rebuilt((100_000, 100_000), (0, 0)),
    "outside_its_storage": rebuilt((20, 5), (5, 1), offset=1),
    "before_its_storage": rebuilt((20, 5), (5, 1), offset=-1),
    "backwards": rebuilt((20, 5), (-5, 1), offset=99),
    "negative_shape": rebuilt((-20, 5), (5, 1)),
    "overflowing_shape": rebuilt((2**62, 2**62), (1, 1)),
    "shape_of_many": rebuilt((1,) * 40_000, (1,) * 40_000),
    "strides_missing": rebuilt((20, 5), (5,)),
    "storage_lies": rebuilt((20, 5), (5, 1), count=2**39),
    "storage_negative": rebuilt((20, 5), (5, 1), count=-1),
    "storage_overflows": rebuilt((20, 5), (5, 1), count=2**80),
    "storage_unknown": rebuilt((20, 5), (5, 1), kind="Evil"),
}
for name, data in VIEWS.items():
    members = {"net/data.pkl": data, "net/data/0": bytes(400)}
    FILES[f"{name}.pt"] = lambda path, members=members: zipped(path, members)
    old = OLD_HEAD + data + torchs(b"]" + text("0") + b"a") + struct.pack("<q", 100) + bytes(400)
    FILES[f"{name}_old.pt"] = lambda path, old=old: path.write_bytes(old)


@hostile(".pt")
def not_a_number(path):
    torch.save({**NET, "weight_hh_l0": torch.full((20, 5), torch.nan)}, path)


@hostile(".pt")
def infinite(path):
    torch.save({**NET, "bias_hh_l0": torch.full((20,), torch.inf)}, path)


@hostile(".pt")
def cut_off(path):
    torch.save({**NET, "weight_ih_l0": torch.zeros(20, 3000)}, path)
    path.write_bytes(path.read_bytes()[:100_000])


@hostile(".pt")
def cut_off_old(path):
    torch.save(NET, path, _use_new_zipfile_serialization=False)
    path.write_bytes(path.read_bytes()[:-50])


@hostile(".pt")
def packed_bomb(path):
    zipped(path, {"net/data.pkl": rebuilt((20, 5), (5, 1)), "net/data/0": bytes(2**28)}, zipfile.ZIP_DEFLATED)


@hostile(".pt")
def packed_pickle_bomb(path):
    zipped(path, {"net/data.pkl": b"\x80\x02" + b"]" * 2**26}, zipfile.ZIP_DEFLATED)


@hostile(".pt")
def large_pickle(path):
    zipped(path, {"net/data.pkl": torchs(text("x" * 80_000_000))})


@hostile(".bin")
def large_pickle_old(path):
    path.write_bytes(OLD_HEAD + torchs(text("x" * 80_000_000)))


@hostile(".pt")
def torchscript(path):
    zipped(
        path,
        {"net/data.pkl": pickle.dumps({}), "net/constants.pkl": b"", "net/code/__torch__.py": "import os"},
    )


@hostile(".pt")
def other_byte_order(path):
    zipped(path, {"net/data.pkl": rebuilt((20, 5), (5, 1)), "net/byteorder": "big", "net/data/0": bytes(400)})


@hostile(".pt")
def many_members(path):
    zipped(
        path, {"net/data.pkl": rebuilt((20, 5), (5, 1))} | {f"net/data/{at}": b"" for at in range(100_000)}
    )


@hostile(".pt")
def members_twice(path):
    with zipfile.ZipFile(path, "w") as archive:
        for _ in range(2):
            member = zipfile.ZipInfo("net/data.pkl")
            archive.NameToInfo.clear()
            archive.writestr(member, torchs(b"}"))


@hostile(".pt")
def link_to_elsewhere(path):
    with zipfile.ZipFile(path, "w") as archive:
        member = zipfile.ZipInfo("net/data.pkl")
        member.external_attr = 0o120777 << 16
        archive.writestr(member, "/etc/passwd")


@hostile(".pt")
def climbs_out(path):
    zipped(path, {"../../../etc/data.pkl": torchs(b"}")})


# NPZ


def npy(header, body=b"", version=1):
    form = "<H" if version == 1 else "<I"
    return b"\x93NUMPY" + bytes([version, 0]) + struct.pack(form, len(header)) + header + body


def npy_of(shape, dtype="'<f4'"):
    return f"{{'descr': {dtype}, 'fortran_order': False, 'shape': {shape}, }}\n".encode()


ARRAYS = {
    "array_of_many": npy(npy_of("(1000000000000000,)")),
    "array_negative": npy(npy_of("(-20, 3)"), bytes(240)),
    "array_overflows": npy(npy_of(f"({2**62}, {2**62})")),
    "array_rank": npy(npy_of("(" + "1," * 3000 + ")"), bytes(4)),
    "array_of_objects": npy(npy_of("(1,)", "'|O'"), torchs(b"cos\nsystem\n" + RUN + b"\x85R")),
    "array_of_records": npy(npy_of("(1,)", "[('a', '<f4'), ('b', '|O')]"), bytes(12)),
    "array_of_evil_type": npy(npy_of("(1,)", f"__import__('os').system('touch {CANARY}')"), bytes(4)),
    "header_deep": npy(b"(" * 9000),
    "header_deep_minus": npy(b"-" * 9000 + b"1"),
    "header_long": npy(b"(" * 60_000),
    "header_longer": npy(b"{" + b" " * 40_000_000, version=2),
    "header_lies": b"\x93NUMPY\x02\x00" + struct.pack("<I", 2**32 - 1) + b"{}",
    "version_9": b"\x93NUMPY\x09\x00" + struct.pack("<I", 4) + b"{}\n\n",
    "array_cut_off": npy(npy_of("(20, 3)"), bytes(100)),
    "array_too_long": npy(npy_of("(20, 3)"), bytes(1000)),
    "array_empty_file": b"",
    "not_an_array": b"GIF89a",
    "nan_array": npy(npy_of("(20, 3)"), struct.pack("<f", float("nan")) * 60),
    "boolean_shape": npy(npy_of("(True, 3)"), bytes(12)),
}
for name, data in ARRAYS.items():
    others = {
        f"{part}.npy": npy(npy_of(shape), bytes(4 * int(np.prod(shape)))) for part, shape in SHAPES.items()
    }
    FILES[f"{name}.npz"] = lambda path, data=data, others=others: zipped(
        path,
        others | {"weight_ih_l0.npy": data},
        zipfile.ZIP_DEFLATED if len(data) < 10**6 else zipfile.ZIP_STORED,
    )


@hostile(".npz")
def bomb(path):
    zipped(path, {"weight_ih_l0.npy": npy(npy_of("(20, 3500000)"), bytes(280_000_000))}, zipfile.ZIP_DEFLATED)


@hostile(".npz")
def headers_bomb(path):
    zipped(path, {f"{at}.npy": npy(b" " * 60_000) for at in range(2_000)}, zipfile.ZIP_DEFLATED)


@hostile(".npz")
def wrong_checksum(path):
    zipped(
        path,
        {f"{name}.npy": npy(npy_of(shape), bytes(4 * int(np.prod(shape)))) for name, shape in SHAPES.items()},
    )
    data = bytearray(path.read_bytes())
    data[data.index(b"\n", 20) + 20] ^= 1
    path.write_bytes(data)


@hostile(".npz")
def archive_cut_off(path):
    np.savez(path, **{name: value.numpy() for name, value in NET.items()})
    path.write_bytes(path.read_bytes()[:-30])


@hostile(".npz")
def encrypted(path):
    np.savez(path, weight_ih_l0=np.zeros((20, 3), "f"))
    data = path.read_bytes().replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01")
    path.write_bytes(data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"))


# Safetensors


def safetensors(header, body=b""):
    header = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<Q", len(header)) + header + body


def entry(shape, start, end, dtype="F32"):
    return {"dtype": dtype, "shape": shape, "data_offsets": [start, end]}


TABLES = {
    "header_of_2_to_63": struct.pack("<Q", 2**63) + b"{}",
    "header_of_95_megabytes": safetensors(
        b"{"
        + b",".join(b'"%d":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}' % at for at in range(1_600_000))
        + b"}"
    ),
    "header_over_the_end": struct.pack("<Q", 1000) + b"{}",
    "header_no_object": safetensors([1, 2]),
    "header_no_json": safetensors(b"hello"),
    "header_no_text": safetensors(b"\xff\xfe{}"),
    "header_nested": safetensors(b'{"a":' + b"[" * 200_000 + b"]" * 200_000 + b"}"),
    "header_of_digits": safetensors(b'{"a":' + b"9" * 500_000 + b"}"),
    "names_twice": safetensors(
        b'{"weight_ih_l0":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},'
        b'"weight_ih_l0":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}',
        bytes(8),
    ),
    "overlapping": safetensors(
        {"weight_ih_l0": entry([20, 3], 0, 240), "weight_hh_l0": entry([20, 3], 0, 240)}, bytes(240)
    ),
    "with_a_hole": safetensors({"weight_ih_l0": entry([20, 3], 8, 248)}, bytes(248)),
    "too_much": safetensors({"weight_ih_l0": entry([20, 3], 0, 240)}, bytes(1000)),
    "too_little": safetensors({"weight_ih_l0": entry([20, 3], 0, 240)}, bytes(100)),
    "shape_and_size_differ": safetensors({"weight_ih_l0": entry([20, 300], 0, 240)}, bytes(240)),
    "shape_overflows": safetensors({"weight_ih_l0": entry([2**62, 8], 0, 240)}, bytes(240)),
    "nothing_of_2_to_62": safetensors(
        {"weight_ih_l0": entry([0, 2**62], 0, 0), "weight_hh_l0": entry([0, 2**62], 0, 0)}
    ),
    "negative_offset": safetensors({"weight_ih_l0": entry([20, 3], -240, 0)}, bytes(240)),
    "unknown_type": safetensors({"weight_ih_l0": entry([20, 3], 0, 240, "EVIL")}, bytes(240)),
    "integers": safetensors(
        {name: entry([1, 1], at * 4, at * 4 + 4, "I32") for at, name in enumerate(SHAPES)}, bytes(16)
    ),
    "nan": safetensors(
        {"weight_ih_l0": entry([4, 1], 0, 16), "weight_hh_l0": entry([4, 1], 16, 32)},
        b"\xff" * 16 + bytes(16),
    ),
    "nothing": b"",
    "seven_bytes": b"1234567",
    "long_name": safetensors({"x" * 300_000 + ".weight_ih_l0": entry([20, 3], 0, 240)}, bytes(240)),
    "separators": safetensors({"." * 300_000 + "weight_ih_l": entry([20, 3], 0, 240)}, bytes(240)),
}
for name, data in TABLES.items():
    FILES[f"{name}.safetensors"] = lambda path, data=data: path.write_bytes(data)


# ONNX


def varint(value):
    data = b""
    while value > 127:
        data += bytes([value & 127 | 128])
        value >>= 7
    return data + bytes([value])


def field(key, value):
    if isinstance(value, int):
        return varint(key << 3) + varint(value)
    value = value.encode() if isinstance(value, str) else value
    return varint(key << 3 | 2) + varint(len(value)) + value


def node(kind, inputs, output, *attributes):
    return field(
        1, b"".join([*(field(1, one) for one in inputs), field(2, output), field(4, kind), *attributes])
    )


def tensor(name, shape, raw=b"", kind=1, extra=b""):
    dims = b"".join(field(1, size % 2**64) for size in shape)
    return field(5, dims + field(2, kind) + field(8, name) + (field(9, raw) if raw else b"") + extra)


LSTM = node("LSTM", ["x", "W", "R"], "y")
R = tensor("R", (1, 20, 5), bytes(400))


def inside(depth):
    graph = LSTM
    for _ in range(depth):
        graph = node("If", ["x"], "y", field(5, field(1, "then_branch") + field(6, graph)))
    return graph


def doubled(times):
    axis = field(5, field(1, "axis") + field(3, 0))
    nodes = [node("Concat", ["W0"] * 2, "W1", axis)]
    nodes += [node("Concat", [f"W{at}"] * 2, f"W{at + 1}", axis) for at in range(1, times)]
    return b"".join(nodes) + node("LSTM", ["x", f"W{times}", "R"], "y")


GRAPHS = {
    "empty_nodes": b"\x0a\x00" * 8_000_000,
    "empty_attributes": field(1, b"\x2a\x00" * 8_000_000),
    "empty_tensors": b"\x2a\x00" * 2_000_000 + LSTM,
    "packed_integers": tensor("W", (1, 20, 3), extra=field(7, b"\x01" * 8_000_000), kind=7) + R + LSTM,
    "graphs_in_graphs": inside(3_000),
    "doubled_for_ever": tensor("W0", (1024, 1024), bytes(2**22)) + doubled(28) + R,
    "joined_with_itself": node("Concat", ["W", "W"], "W", field(5, field(1, "axis") + field(3, 0)))
    + LSTM
    + R,
    "in_circles": node("Identity", ["V"], "W") + node("Identity", ["W"], "V") + LSTM + R,
    "long_way": b"".join(
        node("Identity", [f"W{at}"], f"W{at - 1}" if at > 1 else "W") for at in range(1, 5000)
    )
    + LSTM
    + R,
    "cut_wrongly": tensor("V", (1, 20, 3), bytes(240))
    + tensor("n", (1,), struct.pack("<q", 2**62), kind=7)
    + node("Slice", ["V", "n", "n", "n", "n"], "W")
    + LSTM
    + R,
    "widened": tensor("V", (20, 3), bytes(240))
    + tensor("n", (1000,), struct.pack("<q", 0) * 1000, kind=7)
    + node("Unsqueeze", ["V", "n"], "W")
    + LSTM
    + R,
    "huge_shape": tensor("W", (1, 2**40, 2**40), bytes(240)) + R + LSTM,
    "negative_shape": tensor("W", (-1, 20, 3), bytes(240)) + R + LSTM,
    "shape_of_many": tensor("W", (1,) * 100_000, bytes(4)) + R + LSTM,
    "elsewhere": tensor(
        "W", (1, 20, 3), extra=field(13, field(1, "location") + field(2, "/etc/passwd")) + field(14, 1)
    )
    + R
    + LSTM,
    "odd_bytes": tensor("W", (1, 20, 3), bytes(239)) + R + LSTM,
    "flat_weights": tensor("W", (60,), bytes(240)) + R + LSTM,
    "no_weights": node("LSTM", [], "y"),
    "more_directions": tensor("W", (2, 20, 3), bytes(480))
    + R
    + node("LSTM", ["x", "W", "R"], "y", field(5, field(1, "direction") + field(4, "bidirectional"))),
    "no_activations": tensor("W", (1, 20, 3), bytes(240))
    + R
    + node("LSTM", ["x", "W", "R"], "y", field(5, field(1, "activations"))),
    "nan_weights": tensor("W", (1, 20, 3), b"\xff" * 240) + R + LSTM,
}
for name, data in GRAPHS.items():
    FILES[f"{name}.onnx"] = lambda path, data=data: path.write_bytes(field(8, "opset") + field(7, data))

for name, data in {
    "no_bytes": b"",
    "no_end": b"\xff" * 1000,
    "behind_its_end": b"\x3a\xff\xff\xff\xff\x0f",
    "groups": b"\x3b\x3c" * 1000,
    "text": b"this is no model",
    "cut_off": field(7, R + LSTM)[:-7],
}.items():
    FILES[f"{name}.onnx"] = lambda path, data=data: path.write_bytes(data)


# HDF5


def hdf5(name):
    def known(write):
        def written(path):
            with h5py.File(path, "w", libver="latest") as file:
                write(file, path)

        FILES[f"{name}.h5"] = written
        return write

    return known


def lstm(file, **others):
    for part, shape in {"kernel": (3, 20), "recurrent_kernel": (5, 20), "bias": (20,)}.items():
        if part not in others:
            file.create_dataset(f"lstm/lstm/{part}", data=np.zeros(shape, "f"))


@hdf5("numbers_elsewhere")
def _(file, path):
    lstm(file, kernel=True)
    file.create_dataset("lstm/lstm/kernel", (3, 20), "f", external=[("/etc/passwd", 0, h5py.h5f.UNLIMITED)])


@hdf5("virtual")
def _(file, path):
    lstm(file, kernel=True)
    layout = h5py.VirtualLayout((3, 20), "f")
    layout[:] = h5py.VirtualSource("elsewhere.h5", "kernel", (3, 20))
    file.create_virtual_dataset("lstm/lstm/kernel", layout)


@hdf5("link_to_another_file")
def _(file, path):
    file["lstm"] = h5py.ExternalLink("/proc/self/environ", "/")


@hdf5("link_to_nowhere")
def _(file, path):
    file["lstm"] = h5py.SoftLink("/nowhere")


@hdf5("in_circles")
def _(file, path):
    group = file.create_group("a")
    group["b"] = file["a"]
    group["c"] = file["/"]


@hdf5("never_written")
def _(file, path):
    lstm(file, kernel=True)
    file.create_dataset("lstm/lstm/kernel", (2**20, 20), "f")


@hdf5("huge_shape")
def _(file, path):
    lstm(file, kernel=True)
    file.create_dataset("lstm/lstm/kernel", (2**40, 20), "f", chunks=(2**10, 20))


@hdf5("bomb")
def _(file, path):
    lstm(file, kernel=True)
    data = np.zeros((2**20, 20), "f")
    file.create_dataset("lstm/lstm/kernel", data=data, chunks=(2**18, 20), compression="gzip")


@hdf5("many_groups")
def _(file, path):
    for at in range(20_000):
        file.create_group(f"g{at}")


@hdf5("deep_groups")
def _(file, path):
    file.create_group("/".join("g" * 500))


@hdf5("long_config")
def _(file, path):
    lstm(file)
    file.attrs["model_config"] = "[" * 60_000_000


@hdf5("large_config")
def _(file, path):
    lstm(file)
    file.attrs["model_config"] = "[" * 7_000_000


@hdf5("deep_config")
def _(file, path):
    lstm(file)
    file.attrs["model_config"] = '{"config":' * 100_000


@hdf5("evil_config")
def _(file, path):
    lstm(file)
    code = {"class_name": "Lambda", "config": {"function": [f"open({CANARY!r}, 'w')"]}}
    own = {
        "class_name": "LSTM",
        "config": {"name": "lstm", "activation": code, "recurrent_activation": ["x"]},
    }
    file.attrs["model_config"] = json.dumps({"config": {"layers": [code, own]}})


@hdf5("odd_shapes")
def _(file, path):
    for name, shapes in {
        "a": ((3, 0), (0, 0)),
        "b": ((3, 7), (5, 7)),
        "c": ((), ()),
        "d": ((3, 20, 1), (5, 20, 1)),
    }.items():
        for part, shape in zip(("kernel", "recurrent_kernel"), shapes, strict=True):
            file.create_dataset(f"{name}/{name}/{part}", data=np.zeros(shape, "f"))


@hdf5("bias_of_three")
def _(file, path):
    lstm(file, bias=True)
    file.create_dataset("lstm/lstm/bias", data=np.zeros((3, 20), "f"))


@hdf5("nan_kernel")
def _(file, path):
    lstm(file, kernel=True)
    file.create_dataset("lstm/lstm/kernel", data=np.full((3, 20), np.nan, "f"))


@hostile(".h5")
def hdf5_cut_off(path):
    with h5py.File(path, "w") as file:
        lstm(file)
    path.write_bytes(path.read_bytes()[:-500])


@hostile(".h5")
def hdf5_scrambled(path):
    with h5py.File(path, "w") as file:
        lstm(file)
    data = bytearray(path.read_bytes())
    for at in range(96, len(data), 37):
        data[at] ^= 0x55
    path.write_bytes(data)


@hostile(".h5")
def no_hdf5(path):
    path.write_bytes(b"\x89HDF\r\n\x1a\n" + bytes(1000))


def h5_bytes():
    with io.BytesIO() as memory:
        with h5py.File(memory, "w") as file:
            for name, shape in {"0": (3, 20), "1": (5, 20), "2": (20,)}.items():
                file.create_dataset(f"layers/lstm/cell/vars/{name}", data=np.zeros(shape, "f"))
            file["layers/lstm/cell/vars"].attrs["name"] = "lstm_cell"
        return memory.getvalue()


KERAS = {
    "keras_bomb": {"model.weights.h5": bytes(2**28), "config.json": "{}"},
    "keras_config_bomb": {"model.weights.h5": h5_bytes(), "config.json": "[" * 2**24},
    "keras_config_deep": {"model.weights.h5": h5_bytes(), "config.json": '{"a":' * 100_000},
    "keras_without_weights": {"config.json": "{}"},
    "keras_without_config": {"model.weights.h5": h5_bytes()},
    "keras_no_hdf5": {"model.weights.h5": b"GIF89a", "config.json": "{}"},
}
for name, members in KERAS.items():
    FILES[f"{name}.keras"] = lambda path, members=members: zipped(path, members, zipfile.ZIP_DEFLATED)


# Paths that are no file, or endless ones


@hostile(".pt")
def device(path):
    path.symlink_to("/dev/zero")


@hostile(".safetensors")
def pipe(path):
    os.mkfifo(path)


@hostile(".npz")
def folder(path):
    path.mkdir()


@hostile(".onnx")
def link_to_itself(path):
    path.symlink_to(path)


@hostile(".h5")
def missing(path):
    assert not path.exists()


@hostile(".exe")
def other_ending(path):
    path.write_bytes(b"MZ")


def written(folder: Path) -> list[Path]:
    """All of them, in a folder."""
    for name, write in FILES.items():
        write(folder / name)
    return [folder / name for name in FILES]
