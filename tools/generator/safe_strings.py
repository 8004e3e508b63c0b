"""include/km/ntstrsafe.h and include/shared/strsafe.h: one family of functions, two sets of names.

The work is done by include/shared/openwdf_safe_string.h and include/km/openwdf_safe_unicode.h, by
hand; here is only what each function passes on.
"""
import dataclasses
import pathlib

from generator.text import banner, comment, wrap

K_UNITS = {"Cch": ("characters", "cch"), "Cb": ("bytes", "cb")}
K_OVERFLOW = "{overflow}: what fits is there, terminated."


@dataclasses.dataclass(frozen=True)
class Face:
    """How one of the two headers names things."""
    path: str
    guard: str
    prefix: str
    status: str
    wrap: str
    overflow: str
    invalid: str
    pointer: str  # PSTR -> NTSTRSAFE_PSTR
    narrow: str
    wide: str
    flags: str
    page: str  # beginning of the documentation's page names, "" where they have other rules
    head: str


K_NT = Face("include/km/ntstrsafe.h", "_NTSTRSAFE_H_INCLUDED_", "Rtl", "NTSTATUS",
            "openwdf_safe_status", "STATUS_BUFFER_OVERFLOW", "STATUS_INVALID_PARAMETER",
            "NTSTRSAFE_", "STR", "WSTR", "ULONG", "nf-ntstrsafe-",
            """#include <openwdf_safe_unicode.h>

// Longest string and buffer, in characters.
#define NTSTRSAFE_MAX_CCH 2147483647
#define NTSTRSAFE_MAX_LENGTH (NTSTRSAFE_MAX_CCH - 1)

// Flags are of this type.
typedef unsigned int DWORD;

// Terminated strings.
typedef CHAR *NTSTRSAFE_PSTR;
typedef const CHAR *NTSTRSAFE_PCSTR;
typedef WCHAR *NTSTRSAFE_PWSTR;
typedef const WCHAR *NTSTRSAFE_PCWSTR;
typedef const WCHAR UNALIGNED *NTSTRSAFE_PCUWSTR;

// The status of an outcome.
OPENWDF_INLINE NTSTATUS openwdf_safe_status(int result)
{
    return result == OPENWDF_SAFE_OK         ? STATUS_SUCCESS
           : result == OPENWDF_SAFE_OVERFLOW ? STATUS_BUFFER_OVERFLOW
                                             : STATUS_INVALID_PARAMETER;
}
""")
K_WIN32 = Face("include/shared/strsafe.h", "_STRSAFE_H_INCLUDED_", "", "HRESULT",
               "openwdf_safe_result", "STRSAFE_E_INSUFFICIENT_BUFFER",
               "STRSAFE_E_INVALID_PARAMETER", "STRSAFE_LP", "STR", "WSTR", "ULONG", "",
               """#include <openwdf_safe_string.h>

// Longest string and buffer, in characters.
#define STRSAFE_MAX_CCH 2147483647
#define STRSAFE_MAX_LENGTH (STRSAFE_MAX_CCH - 1)

// Failures, as HRESULTs of Win32 errors.
#define STRSAFE_E_INSUFFICIENT_BUFFER ((HRESULT)0x8007007A)
#define STRSAFE_E_INVALID_PARAMETER ((HRESULT)0x80070057)
#define STRSAFE_E_END_OF_FILE ((HRESULT)0x80070026)

// Terminated strings.
typedef CHAR *STRSAFE_LPSTR;
typedef const CHAR *STRSAFE_LPCSTR;
typedef WCHAR *STRSAFE_LPWSTR;
typedef const WCHAR *STRSAFE_LPCWSTR;

// The HRESULT of an outcome.
OPENWDF_INLINE HRESULT openwdf_safe_result(int result)
{
    return result == OPENWDF_SAFE_OK         ? (HRESULT)0
           : result == OPENWDF_SAFE_OVERFLOW ? STRSAFE_E_INSUFFICIENT_BUFFER
                                             : STRSAFE_E_INVALID_PARAMETER;
}
""")


@dataclasses.dataclass(frozen=True)
class Form:
    """One function: an operation in a unit and a width, plain or extended."""
    face: Face
    unit: str
    operation: str  # Copy, CopyN, Cat, CatN, Printf, VPrintf
    extended: bool
    wide: bool

    @property
    def name(self) -> str:
        width = "W" if self.wide else "A"
        return f"{self.face.prefix}String{self.unit}{self.operation}{'Ex' * self.extended}{width}"

    @property
    def suffix(self) -> str:
        return "w" if self.wide else "a"

    @property
    def string(self) -> str:
        return self.face.pointer + ("P" if "LP" not in self.face.pointer else "") + (
            self.face.wide if self.wide else self.face.narrow)

    @property
    def constant(self) -> str:
        return self.string.replace("PSTR", "PCSTR").replace("PWSTR", "PCWSTR")

    def units(self, expression: str) -> str:
        """A size of the caller's in characters."""
        if self.unit == "Cch" or not self.wide:
            return expression
        return f"{expression} / sizeof(WCHAR)"


def _summary(form: Form) -> str:
    what = {"Copy": "Copies a string.", "CopyN": "Copies at most so much of a string.",
            "Cat": "Appends a string.", "CatN": "Appends at most so much of a string.",
            "Printf": "Formats a string.", "VPrintf": "Formats a string from an argument list."}
    text = f"{what[form.operation]} Sizes in {K_UNITS[form.unit][0]}."
    if form.extended:
        text += " Tells the end and the room behind it; the flags change what is left."
    text += " " + K_OVERFLOW.format(overflow=form.face.overflow)
    if "Printf" in form.operation:
        text += " IRQL PASSIVE."
    return text


def _comment(face: Face, name: str, summary: str) -> str:
    text = comment(summary)
    if face.page:
        base = name.lower()
        if base.endswith("w") and "unicode" not in base:
            base = base[:-1] + "a" if "length" not in base else base
        text += comment(f"Documented: {face.page}{base}.")
    return text


def _parameters(form: Form) -> list[str]:
    letter = K_UNITS[form.unit][1]
    kind = "_Inout_" if "Cat" in form.operation else "_Out_"
    kind = kind[:-1] + "_opt_" if form.extended else kind
    result = [f"{kind} {form.string} pszDest", f"_In_ size_t {letter}Dest"]
    source = "STRSAFE_PCNZWCH" if form.wide else "STRSAFE_PCNZCH"
    if "Printf" not in form.operation:
        is_counted = form.operation.endswith("N")
        result.append(f"_In{'_opt' * form.extended}_ "
                      f"{source if is_counted else form.constant} pszSrc")
        if is_counted:
            result.append(f"_In_ size_t {letter}To{form.operation[:-1].replace('Cat', 'Append')}")
    if form.extended:
        result += [f"_Out_opt_ {form.string} *ppszDestEnd",
                   f"_Out_opt_ size_t *p{letter}Remaining", f"_In_ {form.face.flags} dwFlags"]
    if "Printf" in form.operation:
        result.append(f"_In{'_opt' * form.extended}_ {form.constant} pszFormat")
        result.append("_In_ va_list argList" if form.operation == "VPrintf" else "...")
    return result


def _work(form: Form) -> str:
    """The call that does it, with `remaining` for the room in characters."""
    letter = K_UNITS[form.unit][1]
    end = "ppszDestEnd, &remaining, dwFlags" if form.extended else "NULL, NULL, 0"
    size = form.units(f"{letter}Dest")
    if "Printf" in form.operation:
        return f"openwdf_safe_print_{form.suffix}(pszDest, {size}, {end}, pszFormat, argList)"
    count = "OPENWDF_SAFE_ALL"
    if form.operation.endswith("N"):
        count = form.units(f"{letter}To{form.operation[:-1].replace('Cat', 'Append')}")
    appends = int("Cat" in form.operation)
    return (f"openwdf_safe_write_{form.suffix}(pszDest, {size}, {appends}, pszSrc, {count}, "
            f"{end})")


def _body(form: Form) -> str:
    letter = K_UNITS[form.unit][1]
    lines = []
    if form.extended:
        lines.append("size_t remaining = 0;")
    if form.operation == "Printf":
        lines += ["va_list argList;", "va_start(argList, pszFormat);"]
    lines.append(f"int result = {_work(form)};")
    if form.operation == "Printf":
        lines.append("va_end(argList);")
    if form.extended:
        scale = " * sizeof(WCHAR)" if form.unit == "Cb" and form.wide else ""
        # What is left over of an odd number of bytes counts as room, too.
        odd = f" + {letter}Dest % sizeof(WCHAR)" if scale else ""
        lines += [f"if (p{letter}Remaining != NULL && result != OPENWDF_SAFE_INVALID) {{",
                  f"    *p{letter}Remaining = remaining{scale}{odd};", "}"]
    lines.append(f"return {form.face.wrap}(result);")
    return "{\n" + "".join(f"    {line}\n" for line in lines) + "}\n"


def _define(face: Face, name: str, summary: str, parameters: list[str], body: str) -> str:
    inline = "OPENWDF_SAFE_VARIADIC" if parameters[-1] == "..." else "OPENWDF_INLINE"
    return (_comment(face, name, summary)
            + wrap(f"{inline} {face.status} {name}(", parameters, ")") + body)


def _length(face: Face, unit: str, wide: bool, prefix: str = "") -> str:
    word, letter = K_UNITS[unit]
    source = "STRSAFE_PCNZWCH" if wide else "STRSAFE_PCNZCH"
    if prefix:
        source = "STRSAFE_PCUNZWCH"
    name = f"{face.prefix}{prefix}String{unit}Length{'W' if wide else 'A'}"
    scale = wide and unit == "Cb"
    size = f"{letter}Max" + (" / sizeof(WCHAR)" if scale else "")
    body = f"""{{
    size_t length = 0;
    int result = openwdf_safe_length_{'w' if wide else 'a'}(psz, {size}, &length);
    if (p{letter}Length != NULL) {{
        *p{letter}Length = length{' * sizeof(WCHAR)' if scale else ''};
    }}
    return {face.wrap}(result);
}}
"""
    return _define(face, name, f"Length of a string in {word}, which must end within {letter}Max. "
                   f"{face.invalid} when it does not.",
                   [f"_In_ {source} psz", f"_In_ size_t {letter}Max",
                    f"_Out_opt_ size_t *p{letter}Length"], body)


def _forms(face: Face) -> list[Form]:
    return [Form(face, unit, operation, extended, wide) for unit in K_UNITS
            for operation in ("Copy", "CopyN", "Cat", "CatN", "Printf", "VPrintf")
            for extended in (False, True) for wide in (False, True)]


def _family(face: Face) -> list[str]:
    functions = [_length(face, unit, wide) for unit in K_UNITS for wide in (False, True)]
    return functions + [_define(face, form.name, _summary(form), _parameters(form), _body(form))
                        for form in _forms(face)]


def _unicode(name: str, source: str, extended: bool, unit: str) -> str:
    """RtlUnicodeString[Cch|Cb]{Copy,Cat}[String][N][Ex]."""
    appends = int(name.startswith("Cat"))
    word, letter = K_UNITS[unit or "Cch"]
    text = "pszSrc" if source == "String" else "SourceString"
    kind = "NTSTRSAFE_PCWSTR" if source == "String" else "PCUNICODE_STRING"
    counted = f"{letter}To{'Append' if appends else 'Copy'}" if unit else "OPENWDF_SAFE_ALL"
    count = counted + (" / sizeof(WCHAR)" if unit == "Cb" else "")
    optional = "_opt" * extended
    parameters = [f"_{'Inout' if appends else 'Out'}{optional}_ PUNICODE_STRING DestinationString",
                  f"_In{optional}_ {kind} {text}"]
    parameters += [f"_In_ size_t {counted}"] if unit else []
    if extended:
        parameters += ["_Out_opt_ PUNICODE_STRING RemainingString", "_In_ ULONG dwFlags"]
    call = f"openwdf_safe_store_{'text' if source == 'String' else 'counted'}"
    end = "RemainingString, dwFlags" if extended else "NULL, 0"
    body = wrap(f"    return {call}(", ["DestinationString", str(appends), text, count, end], ");")
    full = f"RtlUnicodeString{unit}{name}{source}{'N' if unit else ''}{'Ex' * extended}"
    what = "Appends" if appends else "Copies"
    summary = f"{what} {'at most so much of ' if unit else ''}a string to a counted one."
    summary += f" Sizes in {word}." if unit else ""
    summary += " STATUS_BUFFER_OVERFLOW: what fits is there."
    return _define(K_NT, full, summary, parameters, "{\n" + body + "}\n")


def _unicode_print(variadic: bool, extended: bool) -> str:
    name = f"RtlUnicodeString{'' if variadic else 'V'}Printf{'Ex' * extended}"
    optional = "_opt" * extended
    parameters = [f"_Out{optional}_ PUNICODE_STRING DestinationString"]
    if extended:
        parameters += ["_Out_opt_ PUNICODE_STRING RemainingString", "_In_ ULONG dwFlags"]
    parameters += [f"_In{optional}_ NTSTRSAFE_PCWSTR pszFormat",
                   "..." if variadic else "_In_ va_list argList"]
    end = "RemainingString, dwFlags" if extended else "NULL, 0"
    work = f"openwdf_safe_store_format(DestinationString, {end}, pszFormat, argList)"
    if variadic:
        body = ("    va_list argList;\n    va_start(argList, pszFormat);\n"
                f"    NTSTATUS status = {work};\n    va_end(argList);\n    return status;\n")
    else:
        body = f"    return {work};\n"
    return _define(K_NT, name, "Formats into a counted string. STATUS_BUFFER_OVERFLOW: what fits "
                   "is there. IRQL PASSIVE.", parameters, "{\n" + body + "}\n")


def _copy_unicode(unit: str, extended: bool) -> str:
    """RtlString{Cch,Cb}CopyUnicodeString[Ex]: a counted source, which need not be terminated."""
    form = Form(K_NT, unit, "CopyN", extended, True)
    letter = K_UNITS[unit][1]
    parameters = _parameters(form)
    parameters[2:4] = [f"_In{'_opt' * extended}_ PCUNICODE_STRING SourceString"]
    flags = "dwFlags" if extended else "0"
    head = f"""{{
    if (!openwdf_safe_is_valid(SourceString, {flags})) {{
        return STATUS_INVALID_PARAMETER;
    }}
    size_t count = SourceString == NULL ? 0 : SourceString->Length / sizeof(WCHAR);
    STRSAFE_PCNZWCH pszSrc = SourceString == NULL ? NULL : SourceString->Buffer;
    const WCHAR nothing = 0;
    if (count == 0) {{
        pszSrc = &nothing;
    }}
"""
    body = _body(form)[2:].replace(form.units(f"{letter}ToCopy") + ",", "count,")
    return _define(K_NT, f"RtlString{unit}CopyUnicodeString{'Ex' * extended}",
                   f"Copies a counted string and terminates it. Sizes in {K_UNITS[unit][0]}. "
                   + K_OVERFLOW.format(overflow=K_NT.overflow), parameters, head + body)


K_INIT = """{
    size_t length = 0;
    if (DestinationString == NULL && ((dwFlags & STRSAFE_IGNORE_NULLS) == 0 || pszSrc != NULL)) {
        return STATUS_INVALID_PARAMETER;
    }
    if (pszSrc != NULL && openwdf_safe_length_w(pszSrc, NTSTRSAFE_UNICODE_STRING_MAX_CCH,
                                                &length) != OPENWDF_SAFE_OK) {
        return STATUS_INVALID_PARAMETER;
    }
    if (DestinationString != NULL) {
        DestinationString->Length = (USHORT)(length * sizeof(WCHAR));
        DestinationString->MaximumLength =
            (USHORT)(pszSrc == NULL ? 0 : (length + 1) * sizeof(WCHAR));
        DestinationString->Buffer = (PWSTR)(ULONG_PTR)pszSrc;
    }
    return STATUS_SUCCESS;
}
"""
K_VALIDATE = """{
    return (dwFlags & ~(ULONG)STRSAFE_IGNORE_NULLS) == 0 &&
                   openwdf_safe_is_valid(SourceString, dwFlags)
               ? STATUS_SUCCESS
               : STATUS_INVALID_PARAMETER;
}
"""


def _unicode_checks() -> list[str]:
    init = "Counted string over a terminated one, not copied; NULL gives an empty string."
    validate = "Whether a counted string is one. STATUS_INVALID_PARAMETER."
    target, source = "_Out_{} PUNICODE_STRING DestinationString", "_In_opt_ NTSTRSAFE_PCWSTR pszSrc"
    text = "_In_{} PCUNICODE_STRING SourceString"
    return [
        _define(K_NT, "RtlUnicodeStringInitEx", init, [target.format("opt_"), source,
                                                       "_In_ ULONG dwFlags"], K_INIT),
        _define(K_NT, "RtlUnicodeStringInit", init, [target.format(""), source],
                "{\n    return RtlUnicodeStringInitEx(DestinationString, pszSrc, 0);\n}\n"),
        _define(K_NT, "RtlUnicodeStringValidateEx", validate,
                [text.format("opt_"), "_In_ ULONG dwFlags"], K_VALIDATE),
        _define(K_NT, "RtlUnicodeStringValidate", validate, [text.format("")],
                "{\n    return RtlUnicodeStringValidateEx(SourceString, 0);\n}\n")]


def _unicode_family() -> list[str]:
    both = (False, True)
    functions = _unicode_checks()
    functions += [_length(K_NT, unit, True, "Unaligned") for unit in K_UNITS]
    functions += [_copy_unicode(unit, extended) for unit in K_UNITS for extended in both]
    functions += [_unicode(name, source, extended, unit) for unit in ("", "Cch", "Cb")
                  for name in ("Copy", "Cat") for source in ("", "String") for extended in both]
    return functions + [_unicode_print(variadic, extended) for variadic in both
                        for extended in both]


def _generic_names(face: Face) -> str:
    """Names without a width follow the character set of the source."""
    names = sorted({form.name[:-1] for form in _forms(face)}
                   | {f"{face.prefix}String{unit}Length" for unit in K_UNITS})
    def of(width: str) -> str:
        return "".join(f"#define {name} {name}{width}\n" for name in names)
    return f"// Names without a width.\n#ifdef UNICODE\n{of('W')}#else\n{of('A')}#endif\n"


def _file(face: Face, functions: list[str], tail: str = "") -> str:
    body = "\n".join(functions)
    return (f"{banner('tools/generator/safe_strings.py')}#ifndef {face.guard}\n"
            f"#define {face.guard}\n\n{face.head}\n{body}\n{tail}\n#endif\n")


def generate(_root: pathlib.Path) -> dict[pathlib.Path, str]:
    return {pathlib.Path(K_NT.path): _file(K_NT, _family(K_NT) + _unicode_family()),
            pathlib.Path(K_WIN32.path): _file(K_WIN32, _family(K_WIN32), _generic_names(K_WIN32))}
