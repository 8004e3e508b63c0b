"""include/km/ntintsafe.h and include/shared/intsafe.h: arithmetic that says when it fails.

Fifteen types; the other names are the same types. Every pair that can lose a value has a
conversion, every type addition, subtraction and multiplication.
"""
import pathlib

from generator.text import banner, comment, wrap

# Name in functions, C type, bits, signed.
K_TYPES = (("Int8", "INT8", 8, True), ("UInt8", "UINT8", 8, False), ("Char", "CHAR", 8, True),
           ("UChar", "UCHAR", 8, False), ("Short", "SHORT", 16, True),
           ("UShort", "USHORT", 16, False), ("Int", "INT", 32, True), ("UInt", "UINT", 32, False),
           ("Long", "LONG", 32, True), ("ULong", "ULONG", 32, False),
           ("IntPtr", "INT_PTR", 64, True), ("UIntPtr", "UINT_PTR", 64, False),
           ("LongPtr", "LONG_PTR", 64, True), ("ULongPtr", "ULONG_PTR", 64, False),
           ("LongLong", "LONGLONG", 64, True), ("ULongLong", "ULONGLONG", 64, False))
# Other names of the same types: name -> (name in functions of the type, C type).
K_ALIASES = {"Byte": ("UInt8", "BYTE"), "Word": ("UShort", "WORD"), "Int16": ("Short", "INT16"),
             "UInt16": ("UShort", "UINT16"), "Int32": ("Int", "INT32"),
             "UInt32": ("UInt", "UINT32"), "DWord": ("ULong", "DWORD"),
             "DWordPtr": ("ULongPtr", "DWORD_PTR"), "SizeT": ("ULongPtr", "SIZE_T"),
             "SSIZET": ("LongPtr", "SSIZE_T"), "PtrdiffT": ("IntPtr", "PTRDIFF_T"),
             "Int64": ("LongLong", "INT64"), "Long64": ("LongLong", "LONG64"),
             "UInt64": ("ULongLong", "UINT64"), "ULong64": ("ULongLong", "ULONG64"),
             "DWord64": ("ULongLong", "DWORD64"), "DWordLong": ("ULongLong", "DWORDLONG")}
K_OPERATIONS = (("Add", "add", "Sum"), ("Sub", "sub", "Difference"), ("Mult", "mul", "Product"))


def _limits(name: str, bits: int, signed: bool) -> str:
    """_MIN, _MAX and the value that a failure leaves, as the compiler's limits.h may not have."""
    suffix = "LL" if bits == 64 else ""
    top = (1 << (bits - 1)) - 1 if signed else (1 << bits) - 1
    values = [("MAX", f"0x{top:X}{'' if signed else 'U'}{suffix}")]
    if signed:
        values.append(("MIN", f"(-{name}_MAX - 1)"))
    values.append(("ERROR", "(-1)" if signed else f"0x{top:X}U{suffix}"))
    return "".join(f"#undef {name}_{kind}\n#define {name}_{kind} {value}\n"
                   for kind, value in values)


def _all_limits() -> str:
    types = [(c_type, bits, signed) for _, c_type, bits, signed in K_TYPES if c_type not in
             ("CHAR", "UCHAR")]
    facts = {name: (bits, signed) for name, _, bits, signed in K_TYPES}
    types += [(c_type, *facts[base]) for base, c_type in K_ALIASES.values()]
    return "".join(_limits(*one) for one in types)


def _error(c_type: str) -> str:
    return {"CHAR": "'\\0'", "UCHAR": "'\\0'"}.get(c_type, f"{c_type}_ERROR")


def _can_lose(source: tuple, target: tuple) -> bool:
    _, _, from_bits, from_signed = source
    _, _, to_bits, to_signed = target
    if from_signed and not to_signed:
        return True
    return from_bits > to_bits or (from_bits == to_bits and from_signed != to_signed)


def _is_conversion(source: tuple, target: tuple) -> bool:
    """Also pairs that lose nothing here, but do where pointers have 32 bits."""
    if source[1] == target[1]:
        return False
    same = source[2:] == target[2:] and source[2] >= 32
    grows = source[2] == 32 and target[0].endswith("Ptr")
    return _can_lose(source, target) or same or grows


def _convert(prefix: str, status: str, failure: str, source: tuple, target: tuple) -> str:
    name = f"{prefix}{source[0]}To{target[0]}"
    value, result = "Operand", "pResult"
    head = comment(f"{source[1]} to {target[1]}; fails when it does not fit.") + wrap(
        f"OPENWDF_INLINE {status} {name}(",
        [f"_In_ {source[1]} {value}", f"_Out_ {target[1]} *{result}"], ")")
    return head + f"""{{
    if (__builtin_add_overflow({value}, ({source[1]})0, {result})) {{
        *{result} = {_error(target[1])};
        return {failure};
    }}
    return 0;
}}
"""


def _compute(prefix: str, status: str, failure: str, one: tuple, operation: tuple) -> str:
    word, builtin, what = operation
    name, c_type = one[0], one[1]
    head = comment(f"{what} of two {c_type}; fails when it does not fit.") + wrap(
        f"OPENWDF_INLINE {status} {prefix}{name}{word}(",
        [f"_In_ {c_type} Left", f"_In_ {c_type} Right", f"_Out_ {c_type} *pResult"], ")")
    return head + f"""{{
    if (__builtin_{builtin}_overflow(Left, Right, pResult)) {{
        *pResult = {_error(c_type)};
        return {failure};
    }}
    return 0;
}}
"""


def _aliases(prefix: str) -> str:
    """#define of every function whose name has another name of a type."""
    names = {name: name for name, *_ in K_TYPES} | {n: b for n, (b, _) in K_ALIASES.items()}
    facts = {one[0]: one for one in K_TYPES}
    lines = []
    for alias, base in names.items():
        if alias in K_ALIASES and base not in ("Char", "UChar"):
            lines += [f"#define {prefix}{alias}{word} {prefix}{base}{word}\n"
                      for word, _, _ in K_OPERATIONS]
        for other, other_base in names.items():
            if (alias in K_ALIASES or other in K_ALIASES) and _is_conversion(
                    facts[base], facts[other_base]):
                lines.append(f"#define {prefix}{alias}To{other} {prefix}{base}To{other_base}\n")
    return "".join(lines)


def _file(guard: str, head: str, prefix: str, status: str, failure: str) -> str:
    convert = [_convert(prefix, status, failure, source, target) for source in K_TYPES
               for target in K_TYPES if _is_conversion(source, target)]
    compute = [_compute(prefix, status, failure, one, operation) for one in K_TYPES
               if one[0] not in ("Char", "UChar") for operation in K_OPERATIONS]
    functions = "\n".join(convert + compute)
    return (f"{banner('tools/generator/safe_integers.py')}#ifndef {guard}\n#define {guard}\n\n"
            f"{head}\n{functions}\n// Other names of the same types.\n{_aliases(prefix)}\n#endif\n")


def generate(_root: pathlib.Path) -> dict[pathlib.Path, str]:
    limits = (f"{banner('tools/generator/safe_integers.py')}#ifndef OPENWDF_INTEGER_LIMITS_H\n"
              "#define OPENWDF_INTEGER_LIMITS_H\n\n#include <limits.h>\n\n#include <ntdef.h>\n\n"
              "// LONG is 32 bits, whatever the compiler's long is.\n" + _all_limits()
              + "\n#endif\n")
    nt = _file("_NTINTSAFE_H_INCLUDED_", "#include <ntstatus.h>\n#include "
               "<openwdf_integer_limits.h>\n", "Rtl", "NTSTATUS", "STATUS_INTEGER_OVERFLOW")
    win32 = _file("_INTSAFE_H_INCLUDED_", "#include <openwdf_integer_limits.h>\n\n"
                  "// What every function here fails with.\n#define INTSAFE_E_ARITHMETIC_OVERFLOW "
                  "((HRESULT)0x80070216)\n", "", "HRESULT", "INTSAFE_E_ARITHMETIC_OVERFLOW")
    return {pathlib.Path("include/shared/openwdf_integer_limits.h"): limits,
            pathlib.Path("include/km/ntintsafe.h"): nt,
            pathlib.Path("include/shared/intsafe.h"): win32}
