#!/usr/bin/env python3
"""The checks, checked: each must find a bad fixture made in a temporary folder, and nothing else.

usage: tools/check/self_test.py [unittest options]
"""

import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import docstrings
import header_orders
import layers
import layouts
import self_contained
import source_tree
import tidy

CHECKS = Path(__file__).resolve().parent


class Fixture(unittest.TestCase):
    def setUp(self):
        self.root = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.root)

    def write(self, path, text, mode=0o644):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        file.chmod(mode)


class Layers(Fixture):
    def setUp(self):
        super().setUp()
        for path in (
            "src/base/check.hpp",
            "src/host/host.hpp",
            "src/host/linux/ring.hpp",
            "src/nt/io/device.hpp",
            "src/nt/io/secret.hpp",
            "src/wdf/queue/queue.hpp",
            "src/ddi/table.hpp",
            "include/km/ntddk.h",
            "include/openwdf/machine.hpp",
        ):
            self.write(path, "")
        self.write("src/nt/io/provider.hpp", '#include "nt/io/device.hpp"\n')

    def findings(self, path, *included):
        self.write(path, "".join(f'#include "{name}"\n' for name in included))
        return [line for line in layers.violations(self.root) if line.startswith(path)]

    def test_allowed(self):
        self.assertEqual(self.findings("src/host/sim/a.cpp", "base/check.hpp", "host/host.hpp"), [])
        self.assertEqual(self.findings("src/nt/io/a.cpp", "ntddk.h", "device.hpp"), [])
        self.assertEqual(self.findings("src/runtime/a.cpp", "wdf/queue/queue.hpp"), [])
        self.assertEqual(self.findings("src/runtime/b.cpp", "ddi/table.hpp"), [])

    def test_upwards(self):
        found = self.findings("src/nt/io/a.cpp", "base/check.hpp", "wdf/queue/queue.hpp")
        self.assertEqual(len(found), 1)
        self.assertTrue(
            found[0].startswith("src/nt/io/a.cpp:2: layer nt may not include wdf/queue/queue.hpp")
        )

    def test_one_file_of_a_layer(self):
        self.assertEqual(self.findings("src/exec/a.cpp", "host/host.hpp"), [])
        self.assertEqual(len(self.findings("src/exec/b.cpp", "host/linux/ring.hpp")), 1)

    def test_a_face_exports_what_it_includes(self):
        allowed = ("nt/io/provider.hpp", "nt/io/device.hpp")
        self.assertEqual(self.findings("src/backend/a.cpp", *allowed), [])
        self.assertEqual(len(self.findings("src/backend/b.cpp", "nt/io/secret.hpp")), 1)

    def test_nobody_includes_ddi(self):
        self.assertEqual(len(self.findings("src/wdf/a.cpp", "ddi/table.hpp")), 1)

    def test_installed_headers_stay_among_themselves(self):
        self.assertEqual(len(self.findings("include/openwdf/test.hpp", "base/check.hpp")), 1)
        self.assertEqual(len(self.findings("include/openwdf/test2.hpp", "km/ntddk.h")), 1)
        self.assertEqual(self.findings("include/openwdf/test3.hpp", "openwdf/machine.hpp"), [])

    def test_tests_may_make_a_simulated_machine(self):
        self.write("src/explore/random.hpp", "")
        for path in ("src/nt/io/a_test.cpp", "src/nt/testing/a.hpp"):
            self.assertEqual(self.findings(path, "explore/random.hpp", "host/linux/ring.hpp"), [])
            self.assertEqual(len(self.findings(path, "wdf/queue/queue.hpp")), 1)
        self.assertEqual(len(self.findings("src/nt/io/a.cpp", "explore/random.hpp")), 1)

    def test_unknown_layer(self):
        self.assertEqual(len(self.findings("src/misc/a.cpp")), 1)


class Tidy(Fixture):
    def rules(self, path, text, mode=0o644):
        self.write(path, text, mode)
        return [line.split(": ")[1] for line in tidy.violations(self.root) if path in line]

    def test_clean(self):
        self.assertEqual(self.rules("src/a/a.cpp", "int f()\n{\n    return 1;\n}\n"), [])

    def test_each_rule(self):
        self.assertEqual(self.rules("src/a/a.cpp", "//" + "x" * 99 + "\n"), ["line-length"])
        self.assertEqual(self.rules("src/a/b.cpp", "int a; \n"), ["blanks"])
        self.assertEqual(self.rules("src/a/c.cpp", "\tint a;\n"), ["blanks"])
        self.assertEqual(self.rules("src/a/d.cpp", "int a;"), ["blanks"])
        self.assertEqual(self.rules("src/a/e.cpp", "// TODO: more\n"), ["mark"])
        self.assertEqual(self.rules("src/a/f.cpp", "// TODO(#3): more\n"), [])
        self.assertEqual(self.rules("src/a/g.cpp", "// see /home/me/x\n"), ["machine-path"])
        self.assertEqual(self.rules("src/a/h.hpp", "int a;\n" * 301), ["file-length"])
        self.assertEqual(self.rules("a.sh", "#!/bin/sh\n"), ["executable"])
        self.assertEqual(self.rules("b.md", "text\n", 0o755), ["executable"])

    def test_long_function(self):
        body = "    f();\n" * 71
        long = "void f()\n{\n" + body + "}\n"
        self.assertEqual(self.rules("src/a/a.cpp", long), ["function-length"])
        member = "struct S {\n    void f()\n    {\n" + "        f();\n" * 71 + "    }\n};\n"
        self.assertEqual(self.rules("src/a/b.cpp", member), ["function-length"])
        exact = "void f()\n{\n" + "    f();\n" * 70 + "}\n"
        self.assertEqual(self.rules("src/a/c.cpp", exact), [])
        python = "def f():\n" + "    f()\n" * 71
        self.assertEqual(self.rules("a.py", python), ["function-length"])

    def test_exceptions(self):
        header = "path,rule,limit,reason\n"
        self.write("src/a/a.cpp", "int a;\n" * 510)
        self.write(tidy.EXCEPTIONS_FILE, header + "src/a/a.cpp,file-length,510,one long table\n")
        self.assertEqual(list(tidy.violations(self.root)), [])
        self.write("src/a/a.cpp", "int a;\n" * 511)
        self.assertEqual(len(list(tidy.violations(self.root))), 1)
        self.write("src/a/a.cpp", "int a;\n")
        self.assertEqual(len(list(tidy.violations(self.root))), 1)
        self.write(tidy.EXCEPTIONS_FILE, header + "src/a/a.cpp,file-length,510,because\n")
        with self.assertRaises(SystemExit):
            list(tidy.violations(self.root))


class SelfContained(Fixture):
    def setUp(self):
        super().setUp()
        (self.root / "cmake").mkdir()
        contract = "cmake/OpenWDFDriverContract.cmake"
        shutil.copy(source_tree.repository_root() / contract, self.root / contract)

    def failing(self, cache=None):
        errors, _ = self_contained.violations(self.root, cache=cache)
        return [error.split(":")[0] for error in errors]

    def test_finds_what_does_not_compile_alone(self):
        good = "#pragma once\n#include <string>\nstruct A { std::string s; };\n"
        self.write("src/a/good.hpp", good)
        self.write("src/a/bad.hpp", "#pragma once\nstruct B { std::string s; };\n")
        self.write("src/a/no_guard.hpp", "struct C {};\n")
        self.write("src/a/built.hpp", "#pragma once\nstruct D { std::string s; };\n")
        self.write("src/a/built.cpp", '#include "a/built.hpp"\n')  # the build's to refuse
        self.write("include/km/wide.h", "_Static_assert(sizeof(L'x') == 2, \"\");\n")
        self.write("include/openwdf/h.hpp", "#pragma once\nstatic_assert(sizeof(L'x') == 4);\n")
        # C only: C++ has another spelling.
        self.assertEqual(
            sorted(self.failing()), ["include/km/wide.h", "src/a/bad.hpp", "src/a/no_guard.hpp"]
        )

    def test_cache_follows_content(self):
        cache = self.root / "cache"
        self.write("src/a/inner.hpp", "#pragma once\n")
        self.write("src/a/outer.hpp", '#pragma once\n#include "a/inner.hpp"\n')
        self.assertEqual(self.failing(cache), [])
        self.write("src/a/inner.hpp", "#pragma once\n#error changed\n")
        self.assertEqual(self.failing(cache), ["src/a/inner.hpp", "src/a/outer.hpp"])


class Docstrings(Fixture):
    def names(self, text):
        return [name for _, name in docstrings.undocumented(text)]

    def test_each_kind_of_declaration(self):
        for text, name in (
            ("#define LIMIT 3\n", "LIMIT"),
            ("#define ADD(a, b) \\\n    ((a) + (b))\n", "ADD"),
            ("typedef unsigned long ULONG, *PULONG;\n", "PULONG"),
            ("typedef VOID ROLE(PVOID Context);\n", "ROLE"),
            ("typedef VOID (NTAPI *PFN_ROLE)(\n    PVOID Context);\n", "PFN_ROLE"),
            ("typedef struct _POINT {\n    int x; // across\n} POINT;\n", "_POINT"),
            ("enum E {\n    A,\n};\n", "E"),
            ("NTSTATUS NTAPI Call(PVOID A,\n              PVOID B);\n", "Call"),
            ("OPENWDF_INLINE VOID Run(VOID)\n{\n    if (1) {\n    }\n}\n", "Run"),
        ):
            self.assertEqual(self.names(text), [name])
            self.assertEqual(self.names("/* What it is. */\n" + text), [])
            self.assertEqual(self.names("// What it is {\n//   Returns: 0.\n" + text), [])
            self.assertEqual(self.names("// Something else.\n\n" + text), [name])

    def test_what_stands_between_and_what_is_no_declaration(self):
        for text in (
            "#ifndef GUARD_H\n#define GUARD_H\n#include <a.h>\n#endif\n",
            "// What it is.\n#if X\n_Must_inspect_result_\nint Call(void);\n#endif\n",
            "// Limits.\n#define LOW 1\n#define HIGH 2\n",
            "#define OPENWDF_HELPER(x) (x)\n",
            "struct _LATER;\n",
            'extern "C" {\n/* What it is. */\nint Call(void);\n}\n',
        ):
            self.assertEqual(self.names(text), [])

    def test_debt_may_only_shrink(self):
        header = "include/km/old.h"
        self.write(header, "#define A 1\n\n#define B 2\n")
        self.assertEqual(len(list(docstrings.violations(self.root))), 2)
        (self.root / docstrings.DEBT_FILE).parent.mkdir(parents=True)
        docstrings.write_debt(self.root)
        self.assertEqual(list(docstrings.violations(self.root)), [])
        self.write(header, "#define A 1\n\n#define B 2\n\n#define C 3\n")
        self.assertEqual(len(list(docstrings.violations(self.root))), 3)
        self.write(header, "// It.\n#define A 1\n\n#define B 2\n")
        self.assertIn("lower the number", list(docstrings.violations(self.root))[0])


class Layouts(Fixture):
    def setUp(self):
        super().setUp()
        for table in layouts.TABLES:
            self.write(f"spec/{table}.csv", "struct,field\nKNOWN,(whole)\nstruct _TAGGED,(whole)\n")
        self.write("spec/struct_usage.csv", "name,header,projects\nKNOWN,wdm.h,2\n")
        self.write(layouts.EXCEPTIONS, "name,reason\n")
        self.write("include/km/a.h", "typedef struct _KNOWN {\n} KNOWN;\nstruct _TAGGED {\n};\n")

    def test_clean(self):
        self.assertEqual(list(layouts.violations(self.root)), [])

    def test_a_structure_without_rows(self):
        self.write("include/um/b.h", "struct DECLSPEC_ALIGN(16) _NEW {\n};\n")
        self.assertIn("NEW has no rows", "".join(layouts.violations(self.root)))
        self.write(layouts.EXCEPTIONS, "name,reason\nNEW,a reason of words\n")
        self.assertEqual(list(layouts.violations(self.root)), [])

    def test_a_used_structure_that_is_missing(self):
        self.write("spec/struct_usage.csv", "name,header,projects\nGONE,wdm.h,2\n")
        self.assertIn("GONE, which 2 projects use", "".join(layouts.violations(self.root)))

    def test_an_exception_too_many(self):
        self.write(layouts.EXCEPTIONS, "name,reason\nKNOWN,a reason of words\n")
        self.assertIn("needs no exception", "".join(layouts.violations(self.root)))


class HeaderOrders(Fixture):
    def setUp(self):
        super().setUp()
        (self.root / "cmake").mkdir()
        contract = "cmake/OpenWDFDriverContract.cmake"
        shutil.copy(source_tree.repository_root() / contract, self.root / contract)
        self.write("include/shared/a.h", "#ifndef A\n#define A\ntypedef int word;\n#endif\n")

    def failing(self, cache=None):
        errors, _ = header_orders.violations(self.root, cache)
        return sorted(error.splitlines()[0].rpartition(", ")[2] for error in errors)

    def test_finds_the_order_that_fails(self):
        self.write("include/shared/b.h", "#ifndef B\n#define B\n#define field 1\n#endif\n")
        self.assertEqual(self.failing(), [])
        # Alone it compiles, and before b.h; after b.h its member has no name, in both worlds.
        self.write("include/shared/c.h", "#ifndef C\n#define C\nstruct c { int field; };\n#endif\n")
        self.assertEqual(self.failing(), ["b.h first"] * 4 + ["in order"] * 8)

    def test_names_the_pairs_that_no_order_has(self):
        self.assertEqual(header_orders.uncovered([["a", "b", "c"], ["c", "b", "a"]]), [])
        self.assertEqual(header_orders.uncovered([["a", "b"], ["b", "c", "a"]]),
                         [("a", "c"), ("c", "b")])

    def test_cache_follows_content(self):
        cache = self.root / "cache"
        self.write("include/shared/b.h", "#pragma once\n")
        self.assertEqual(self.failing(cache), [])
        self.assertEqual(len(list(cache.iterdir())), 1)
        self.write("include/shared/b.h", "#pragma once\n#error changed\n")
        self.assertNotEqual(self.failing(cache), [])


class Format(Fixture):
    def test_finds_and_fixes(self):
        shutil.copy(source_tree.repository_root() / ".clang-format", self.root)
        self.write("src/a/a.cpp", "int   a;\n")
        self.write("src/generated/b.cpp", "int   b;\n")
        command = [CHECKS / "format.sh", "--root", self.root]
        self.assertEqual(subprocess.run(command, capture_output=True, check=False).returncode, 1)
        subprocess.run(command + ["--fix"], capture_output=True, check=True)
        subprocess.run(command, capture_output=True, check=True)
        self.assertEqual((self.root / "src/generated/b.cpp").read_text(), "int   b;\n")


if __name__ == "__main__":
    unittest.main()
