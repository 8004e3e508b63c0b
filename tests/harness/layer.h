/* What the tests ask the layer driver to do. */
#ifndef LAYER_H
#define LAYER_H

#define IOCTL_LAYER_HERE 0x222000         /* information 42 */
#define IOCTL_LAYER_STALE_HANDLE 0x222004 /* WdfObjectDelete twice: bug check 0x10D */

#endif
