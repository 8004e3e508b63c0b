/* OpenWDF: structures are packed to 4 bytes until <poppack.h>. No include guard: each
 * inclusion counts. */
#pragma pack(push, 4)
