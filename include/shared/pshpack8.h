/* OpenWDF: structures are packed to 8 bytes until <poppack.h>. No include guard: each
 * inclusion counts. */
#pragma pack(push, 8)
