/* Pointer arithmetic in bytes. Hand-written; the end of wdfcore.h. */
#ifndef OPENWDF_WDFCORE_TAIL_H
#define OPENWDF_WDFCORE_TAIL_H

/* The address `offset` bytes behind `pointer`, as a `type`. */
#define WDF_PTR_ADD_OFFSET_TYPE(pointer, offset, type) ((type)((PUCHAR)(pointer) + (offset)))

/* The address `offset` bytes behind `pointer`, as PVOID. */
#define WDF_PTR_ADD_OFFSET(pointer, offset) WDF_PTR_ADD_OFFSET_TYPE(pointer, offset, PVOID)

/* How many bytes `address` lies behind `base`. */
#define WDF_PTR_GET_OFFSET(base, address) ((size_t)((PUCHAR)(address) - (PUCHAR)(base)))

#endif /* OPENWDF_WDFCORE_TAIL_H */
