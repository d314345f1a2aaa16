"""How kernels reach arrays and each other: views made from addresses, words on the stack, calls by address."""

from __future__ import annotations

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic
from numba.np import arrayobj

AHEAD = 512  # rows drawn for at once: enough to vectorise, few enough for the nearest cache


@intrinsic
def array_at(context, handle, place, dtype):
    """Return the array whose address and length stand at a place of the handle: a view, not counted."""
    element = dtype.instance_type if isinstance(dtype, types.TypeRef) else dtype.dtype
    array_type = types.Array(element, 1, "C")

    def generate(context, builder, signature, arguments):
        place = builder.gep(arguments[0], [arguments[1]])
        length = builder.load(builder.gep(place, [context.get_constant(types.intp, 1)]))
        itemsize = context.get_constant(types.intp, context.get_abi_sizeof(context.get_data_type(element)))
        array = context.make_array(array_type)(context, builder)
        data = builder.inttoptr(builder.load(place), array.data.type)
        arrayobj.populate_array(array, data=data, shape=[length], strides=[itemsize], itemsize=itemsize, meminfo=None)
        return array._getvalue()

    return array_type(handle, place, dtype), generate


@intrinsic
def words_ahead(context):
    """Return room for `AHEAD` words on the stack."""
    array_type = types.Array(types.uint32, 1, "C")

    def generate(context, builder, signature, arguments):
        array = context.make_array(array_type)(context, builder)
        room = cgutils.alloca_once(builder, context.get_value_type(types.uint32), AHEAD)
        length, size = (context.get_constant(types.intp, number) for number in (AHEAD, 4))
        arrayobj.populate_array(array, data=room, shape=[length], strides=[size], itemsize=size, meminfo=None)
        return array._getvalue()

    return array_type(), generate


@intrinsic
def flags_ahead(context):
    """Return room for `AHEAD` flags on the stack."""
    array_type = types.Array(types.uint8, 1, "C")

    def generate(context, builder, signature, arguments):
        array = context.make_array(array_type)(context, builder)
        room = cgutils.alloca_once(builder, context.get_value_type(types.uint8), AHEAD)
        length, size = (context.get_constant(types.intp, number) for number in (AHEAD, 1))
        arrayobj.populate_array(array, data=room, shape=[length], strides=[size], itemsize=size, meminfo=None)
        return array._getvalue()

    return array_type(), generate


@intrinsic
def places_ahead(context):
    """Return room for `AHEAD` places within a chunk on the stack."""
    array_type = types.Array(types.uint16, 1, "C")

    def generate(context, builder, signature, arguments):
        array = context.make_array(array_type)(context, builder)
        room = cgutils.alloca_once(builder, context.get_value_type(types.uint16), AHEAD)
        length, size = (context.get_constant(types.intp, number) for number in (AHEAD, 2))
        arrayobj.populate_array(array, data=room, shape=[length], strides=[size], itemsize=size, meminfo=None)
        return array._getvalue()

    return array_type(), generate


@intrinsic
def call_at(context, address, first, last, day, handle):
    """Call the kernel at an address: ``kernel(first, last, day, handle)``, with the handle given by its address."""

    def generate(context, builder, signature, arguments):
        whole = ir.IntType(64)
        kernel = ir.FunctionType(ir.VoidType(), [whole, whole, whole, whole.as_pointer()]).as_pointer()
        function = builder.inttoptr(arguments[0], kernel)
        handle = builder.inttoptr(arguments[4], whole.as_pointer())
        builder.call(function, [arguments[1], arguments[2], arguments[3], handle])
        return context.get_dummy_value()

    return types.void(types.uint64, types.int64, types.int64, types.int64, types.uint64), generate
