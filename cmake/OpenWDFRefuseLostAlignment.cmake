# cmake -DLIST=<file with one source per line> -DSTAMP=<file> -P OpenWDFRefuseLostAlignment.cmake
#
# gcc drops `__declspec(align(n)) struct S {...};` in C without a word: an attribute before the
# keyword belongs to the (absent) declared object, where MSVC gives it to the type. The same after
# the keyword works everywhere. Losing an alignment silently is not an option, so the build stops.
file(STRINGS "${LIST}" sources)
set(found "")
set(argument "[ \t]*\\([^()]*\\)")
set(prefix "(__declspec[ \t]*\\([ \t]*align${argument}[ \t]*\\)|DECLSPEC_ALIGN${argument}")
string(APPEND prefix "|DECLSPEC_CACHEALIGN)")
foreach(source IN LISTS sources)
    file(READ "${source}" text)
    # Lists and brackets mean something to CMake; neither matters to the search.
    string(REPLACE ";" "," text "${text}")
    string(REPLACE "[" "(" text "${text}")
    string(REPLACE "]" ")" text "${text}")
    if(NOT text MATCHES "${prefix}[ \t\r\n]+(struct|union)[ \t\r\n]+[A-Za-z_0-9 \t\r\n]*{")
        continue()
    endif()
    string(FIND "${text}" "${CMAKE_MATCH_0}" offset)
    string(SUBSTRING "${text}" 0 ${offset} before)
    string(REGEX MATCHALL "\n" newlines "${before}")
    list(LENGTH newlines line)
    math(EXPR line "${line} + 1")
    string(APPEND found "  ${source}:${line}\n")
endforeach()
if(found)
    message(FATAL_ERROR "gcc would drop this alignment silently in C:\n${found}"
        "Write `struct __declspec(align(n)) Name {...}` (MSVC takes it too), or build with clang.")
endif()
file(TOUCH "${STAMP}")
