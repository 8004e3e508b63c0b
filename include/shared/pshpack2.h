/* OpenWDF: structures are packed to 2 bytes until <poppack.h>. No include guard: each
 * inclusion counts. */
#pragma pack(push, 2)
