/* OpenWDF: structures are packed to 1 byte until <poppack.h>. No include guard: each
 * inclusion counts. */
#pragma pack(push, 1)
