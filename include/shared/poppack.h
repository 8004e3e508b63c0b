/* OpenWDF: ends what <pshpackN.h> began. No include guard: each inclusion counts. */
#pragma pack(pop)
