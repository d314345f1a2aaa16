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


def _room_ahead(element):
    """Return an intrinsic that makes room for `AHEAD` elements on the stack."""
    array_type = types.Array(element, 1, "C")

    @intrinsic
    def room_ahead(context):
        def generate(context, builder, signature, arguments):
            array = context.make_array(array_type)(context, builder)
            room = cgutils.alloca_once(builder, context.get_value_type(element), AHEAD)
            length, size = (context.get_constant(types.intp, number) for number in (AHEAD, element.bitwidth // 8))
            arrayobj.populate_array(array, data=room, shape=[length], strides=[size], itemsize=size, meminfo=None)
            return array._getvalue()

        return array_type(), generate

    return room_ahead


words_ahead = _room_ahead(types.uint32)  # random words
flags_ahead = _room_ahead(types.uint8)
places_ahead = _room_ahead(types.uint16)  # within a chunk


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
