/* OpenWDF: enumerations of the DMA interface. */
#ifndef OPENWDF_WDM_DMA_ENUMS_H
#define OPENWDF_WDM_DMA_ENUMS_H

/* Width of one transfer of a system DMA channel. Documented: wdm/ns-wdm-_device_description. */
typedef enum _DMA_WIDTH {
    Width8Bits,
    Width16Bits,
    Width32Bits,
    Width64Bits,
    WidthNoWrap,
    MaximumDmaWidth,
} DMA_WIDTH,
    *PDMA_WIDTH;

/* How a system DMA transfer ended. Documented: wdm/nc-wdm-dma_completion_routine. */
typedef enum {
    DmaComplete,
    DmaAborted,
    DmaError,
    DmaCancelled,
} DMA_COMPLETION_STATUS;

#endif
