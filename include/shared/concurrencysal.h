/* OpenWDF: lock annotations as empty macros. */
#ifndef OPENWDF_CONCURRENCYSAL_H
#define OPENWDF_CONCURRENCYSAL_H

#define _Guarded_by_(...)
#define _Write_guarded_by_(...)
#define _Interlocked_operand_of_(...)
#define _Requires_lock_held_(...)
#define _Requires_lock_not_held_(...)
#define _Requires_exclusive_lock_held_(...)
#define _Requires_shared_lock_held_(...)
#define _Acquires_lock_(...)
#define _Acquires_exclusive_lock_(...)
#define _Acquires_shared_lock_(...)
#define _Acquires_nonreentrant_lock_(...)
#define _Releases_lock_(...)
#define _Releases_exclusive_lock_(...)
#define _Releases_shared_lock_(...)
#define _Releases_nonreentrant_lock_(...)
#define _Has_lock_kind_(...)
#define _Has_lock_level_(...)
#define _Lock_level_order_(...)
#define _Create_lock_level_(...)
#define _Post_same_lock_(...)
#define _Post_satisfies_lock_(...)
#define _Internal_lock_(...)
#define _Lock_kind_(...)
#define _Benign_race_begin_(...)
#define __guarded_by(...)
#define __write_guarded_by(...)
#define __acquires_lock(...)
#define __releases_lock(...)
#define __requires_lock_held(...)

#define _Requires_no_locks_held_
#define _Benign_race_end_

#endif
