/* OpenWDF: interlocked operations and barriers. All are sequentially consistent, as on Windows. */
#ifndef OPENWDF_WDM_INTERLOCKED_H
#define OPENWDF_WDM_INTERLOCKED_H

#include <ntdef.h>

/* Adds 1; returns the new value. */
OPENWDF_INLINE LONG InterlockedIncrement(LONG volatile* value)
{
    return __atomic_add_fetch(value, 1, __ATOMIC_SEQ_CST);
}

/* Subtracts 1; returns the new value. */
OPENWDF_INLINE LONG InterlockedDecrement(LONG volatile* value)
{
    return __atomic_sub_fetch(value, 1, __ATOMIC_SEQ_CST);
}

/* Stores; returns the old value. */
OPENWDF_INLINE LONG InterlockedExchange(LONG volatile* target, LONG value)
{
    return __atomic_exchange_n(target, value, __ATOMIC_SEQ_CST);
}

/* Adds; returns the old value. */
OPENWDF_INLINE LONG InterlockedExchangeAdd(LONG volatile* target, LONG value)
{
    return __atomic_fetch_add(target, value, __ATOMIC_SEQ_CST);
}

/* Adds; returns the new value. */
OPENWDF_INLINE LONG InterlockedAdd(LONG volatile* target, LONG value)
{
    return __atomic_add_fetch(target, value, __ATOMIC_SEQ_CST);
}

/* Keeps the bits of the mask; returns the old value. */
OPENWDF_INLINE LONG InterlockedAnd(LONG volatile* target, LONG mask)
{
    return __atomic_fetch_and(target, mask, __ATOMIC_SEQ_CST);
}

/* Sets the bits of the mask; returns the old value. */
OPENWDF_INLINE LONG InterlockedOr(LONG volatile* target, LONG mask)
{
    return __atomic_fetch_or(target, mask, __ATOMIC_SEQ_CST);
}

/* Flips the bits of the mask; returns the old value. */
OPENWDF_INLINE LONG InterlockedXor(LONG volatile* target, LONG mask)
{
    return __atomic_fetch_xor(target, mask, __ATOMIC_SEQ_CST);
}

/* Returns the value found; the exchange happened when that equals `comparand`. */
OPENWDF_INLINE LONG InterlockedCompareExchange(LONG volatile* target, LONG exchange, LONG comparand)
{
    __atomic_compare_exchange_n(target, &comparand, exchange, 0, __ATOMIC_SEQ_CST,
                                __ATOMIC_SEQ_CST);
    return comparand;
}

/* Adds 1; returns the new value. */
OPENWDF_INLINE LONG64 InterlockedIncrement64(LONG64 volatile* value)
{
    return __atomic_add_fetch(value, 1, __ATOMIC_SEQ_CST);
}

/* Subtracts 1; returns the new value. */
OPENWDF_INLINE LONG64 InterlockedDecrement64(LONG64 volatile* value)
{
    return __atomic_sub_fetch(value, 1, __ATOMIC_SEQ_CST);
}

/* Stores; returns the old value. */
OPENWDF_INLINE LONG64 InterlockedExchange64(LONG64 volatile* target, LONG64 value)
{
    return __atomic_exchange_n(target, value, __ATOMIC_SEQ_CST);
}

/* Adds; returns the old value. */
OPENWDF_INLINE LONG64 InterlockedExchangeAdd64(LONG64 volatile* target, LONG64 value)
{
    return __atomic_fetch_add(target, value, __ATOMIC_SEQ_CST);
}

/* Adds; returns the new value. */
OPENWDF_INLINE LONG64 InterlockedAdd64(LONG64 volatile* target, LONG64 value)
{
    return __atomic_add_fetch(target, value, __ATOMIC_SEQ_CST);
}

/* Keeps the bits of the mask; returns the old value. */
OPENWDF_INLINE LONG64 InterlockedAnd64(LONG64 volatile* target, LONG64 mask)
{
    return __atomic_fetch_and(target, mask, __ATOMIC_SEQ_CST);
}

/* Sets the bits of the mask; returns the old value. */
OPENWDF_INLINE LONG64 InterlockedOr64(LONG64 volatile* target, LONG64 mask)
{
    return __atomic_fetch_or(target, mask, __ATOMIC_SEQ_CST);
}

/* Flips the bits of the mask; returns the old value. */
OPENWDF_INLINE LONG64 InterlockedXor64(LONG64 volatile* target, LONG64 mask)
{
    return __atomic_fetch_xor(target, mask, __ATOMIC_SEQ_CST);
}

/* Returns the value found; the exchange happened when that equals `comparand`. */
OPENWDF_INLINE LONG64 InterlockedCompareExchange64(LONG64 volatile* target, LONG64 exchange,
                                                   LONG64 comparand)
{
    __atomic_compare_exchange_n(target, &comparand, exchange, 0, __ATOMIC_SEQ_CST,
                                __ATOMIC_SEQ_CST);
    return comparand;
}

/* Stores; returns the old pointer. */
OPENWDF_INLINE PVOID InterlockedExchangePointer(PVOID volatile* target, PVOID value)
{
    return __atomic_exchange_n(target, value, __ATOMIC_SEQ_CST);
}

/* Returns the pointer found; the exchange happened when that equals `comparand`. */
OPENWDF_INLINE PVOID InterlockedCompareExchangePointer(PVOID volatile* target, PVOID exchange,
                                                       PVOID comparand)
{
    __atomic_compare_exchange_n(target, &comparand, exchange, 0, __ATOMIC_SEQ_CST,
                                __ATOMIC_SEQ_CST);
    return comparand;
}

/* Adds 1; returns the new value. */
OPENWDF_INLINE SHORT InterlockedIncrement16(SHORT volatile* value)
{
    return __atomic_add_fetch(value, 1, __ATOMIC_SEQ_CST);
}

/* Subtracts 1; returns the new value. */
OPENWDF_INLINE SHORT InterlockedDecrement16(SHORT volatile* value)
{
    return __atomic_sub_fetch(value, 1, __ATOMIC_SEQ_CST);
}

/* Sets or clears one bit and says what it was. */
OPENWDF_INLINE UCHAR InterlockedBitTestAndSet(LONG volatile* base, LONG bit)
{
    ULONG mask = 1U << (bit & 31);
    return (__atomic_fetch_or(base + (bit >> 5), (LONG)mask, __ATOMIC_SEQ_CST) & (LONG)mask) != 0;
}

/* Keeps the bits of the mask; returns the old value. */
OPENWDF_INLINE UCHAR InterlockedBitTestAndReset(LONG volatile* base, LONG bit)
{
    ULONG mask = 1U << (bit & 31);
    return (__atomic_fetch_and(base + (bit >> 5), (LONG)~mask, __ATOMIC_SEQ_CST) & (LONG)mask) != 0;
}

/* A full barrier for processor and compiler. */
OPENWDF_INLINE VOID KeMemoryBarrier(VOID)
{
    __sync_synchronize();
}

/* Tells the processor that this is a spin loop. */
OPENWDF_INLINE VOID YieldProcessor(VOID)
{
    __builtin_ia32_pause();
}

/* Other names; what asks for less order gets the full one, too. */
#define _InterlockedIncrement InterlockedIncrement
#define _InterlockedDecrement InterlockedDecrement
#define _InterlockedExchange InterlockedExchange
#define _InterlockedExchangeAdd InterlockedExchangeAdd
#define _InterlockedAdd InterlockedAdd
#define _InterlockedAnd InterlockedAnd
#define _InterlockedOr InterlockedOr
#define _InterlockedXor InterlockedXor
#define _InterlockedCompareExchange InterlockedCompareExchange
#define _InterlockedIncrement64 InterlockedIncrement64
#define _InterlockedDecrement64 InterlockedDecrement64
#define _InterlockedExchange64 InterlockedExchange64
#define _InterlockedExchangeAdd64 InterlockedExchangeAdd64
#define _InterlockedAdd64 InterlockedAdd64
#define _InterlockedAnd64 InterlockedAnd64
#define _InterlockedOr64 InterlockedOr64
#define _InterlockedXor64 InterlockedXor64
#define _InterlockedCompareExchange64 InterlockedCompareExchange64
#define _InterlockedExchangePointer InterlockedExchangePointer
#define _InterlockedCompareExchangePointer InterlockedCompareExchangePointer
#define InterlockedIncrementAcquire InterlockedIncrement
#define InterlockedIncrementRelease InterlockedIncrement
#define InterlockedIncrementNoFence InterlockedIncrement
#define InterlockedDecrementAcquire InterlockedDecrement
#define InterlockedDecrementRelease InterlockedDecrement
#define InterlockedDecrementNoFence InterlockedDecrement
#define InterlockedExchangeAcquire InterlockedExchange
#define InterlockedExchangeRelease InterlockedExchange
#define InterlockedExchangeNoFence InterlockedExchange
#define InterlockedAddAcquire InterlockedAdd
#define InterlockedAddRelease InterlockedAdd
#define InterlockedAddNoFence InterlockedAdd
#define InterlockedAndAcquire InterlockedAnd
#define InterlockedAndRelease InterlockedAnd
#define InterlockedAndNoFence InterlockedAnd
#define InterlockedOrAcquire InterlockedOr
#define InterlockedOrRelease InterlockedOr
#define InterlockedOrNoFence InterlockedOr
#define InterlockedXorAcquire InterlockedXor
#define InterlockedXorRelease InterlockedXor
#define InterlockedXorNoFence InterlockedXor
#define InterlockedCompareExchangeAcquire InterlockedCompareExchange
#define InterlockedCompareExchangeRelease InterlockedCompareExchange
#define InterlockedCompareExchangeNoFence InterlockedCompareExchange
#define InterlockedIncrementSizeT(value) InterlockedIncrement64((LONG64 volatile*)(value))
#define InterlockedDecrementSizeT(value) InterlockedDecrement64((LONG64 volatile*)(value))
#define KeMemoryBarrierWithoutFence() __asm__ volatile("" ::: "memory")
#define MemoryBarrier() KeMemoryBarrier()
#define ReadAcquire(source) __atomic_load_n((source), __ATOMIC_ACQUIRE)
#define ReadNoFence(source) __atomic_load_n((source), __ATOMIC_RELAXED)
#define ReadPointerAcquire(source) __atomic_load_n((source), __ATOMIC_ACQUIRE)
#define ReadPointerNoFence(source) __atomic_load_n((source), __ATOMIC_RELAXED)
#define WriteRelease(target, value) __atomic_store_n((target), (value), __ATOMIC_RELEASE)
#define WriteNoFence(target, value) __atomic_store_n((target), (value), __ATOMIC_RELAXED)
#define WritePointerRelease(target, value) __atomic_store_n((target), (value), __ATOMIC_RELEASE)

#endif
