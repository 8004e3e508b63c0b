/* Empty on Windows too since KMDF 1.0: drivers allocate with ExAllocatePool2 or WdfMemoryCreate. */
#ifndef OPENWDF_WDFPOOL_H
#define OPENWDF_WDFPOOL_H

#endif /* OPENWDF_WDFPOOL_H */
