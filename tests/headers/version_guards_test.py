#!/usr/bin/env python3
"""What wdf.h accepts and refuses of the versions that a project asks for, in compilers' words.

usage: tests/headers/version_guards_test.py [--compiler gcc|clang]
"""
import argparse
import subprocess
import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools" / "check"))
import self_contained  # noqa: E402

COMPILER = "gcc"


def errors(source, **definitions):
    """The compiler's complaints about a C source that begins with wdf.h; '' when there are none."""
    lists = self_contained.contract_lists(ROOT)
    options = ["-xc", "-std=gnu11", "-fsyntax-only", "-Wall", "-Wextra", "-Werror"]
    options += lists["OPENWDF_DRIVER_FLAGS"] + lists["OPENWDF_DRIVER_C_FLAGS"]
    options += lists["OPENWDF_DRIVER_CLANG_FLAGS"] if COMPILER == "clang" else []
    options += [f"-D{one}" for one in lists["OPENWDF_DRIVER_DEFINITIONS"]]
    options += [f"-D{name}={value}" for name, value in definitions.items()]
    options += [f"-Iinclude/{folder}" for folder in ("crt", "shared", "wdf", "km")] + ["-Iinclude"]
    result = subprocess.run([COMPILER] + options + ["-"], input="#include <wdf.h>\n" + source,
                            cwd=ROOT, capture_output=True, text=True, check=False)
    return result.stderr


def kmdf(minor, source="", **more):
    return errors(source, KMDF_VERSION_MAJOR=1, KMDF_VERSION_MINOR=minor, **more)


def umdf(minor, source="", **more):
    return errors(source, UMDF_VERSION_MAJOR=2, UMDF_VERSION_MINOR=minor, **more)


class Versions(unittest.TestCase):
    def test_known_versions(self):
        self.assertEqual(errors(""), "")
        for minor in (0, 1, 5, 7, 9, 11, 13, 15, 33):
            self.assertEqual(kmdf(minor), "")
        for minor in (0, 15, 33):
            self.assertEqual(umdf(minor), "")

    def test_unknown_versions(self):
        self.assertIn("ask for an older version", kmdf(35))
        self.assertIn("ask for an older version", umdf(35))
        self.assertIn("the only major version", errors("", KMDF_VERSION_MAJOR=2))
        self.assertIn("wudfddi.h", errors("", UMDF_VERSION_MAJOR=1))

    def test_minimum_version_required(self):
        self.assertEqual(kmdf(33, KMDF_MINIMUM_VERSION_REQUIRED=25), "")
        self.assertIn("25 or newer", kmdf(33, KMDF_MINIMUM_VERSION_REQUIRED=15))
        self.assertIn("newer than the version", kmdf(27, KMDF_MINIMUM_VERSION_REQUIRED=31))
        self.assertEqual(umdf(33, UMDF_MINIMUM_VERSION_REQUIRED=25), "")
        self.assertIn("25 or newer", umdf(33, UMDF_MINIMUM_VERSION_REQUIRED=15))


class Declared(unittest.TestCase):
    """A version sees what it had, and nothing newer."""

    QUEUE = "VOID use(WDFQUEUE queue) { WdfIoQueueStopAndPurgeSynchronously(queue); }\n"
    FIELD = "SIZE_T size = sizeof(((PWDF_IO_QUEUE_CONFIG)0)->Driver);\n"

    def test_functions_and_fields_of_newer_versions(self):
        self.assertEqual(kmdf(11, self.QUEUE), "")
        self.assertIn("WdfIoQueueStopAndPurgeSynchronously", kmdf(9, self.QUEUE))
        self.assertEqual(kmdf(11, self.FIELD), "")
        self.assertIn("Driver", kmdf(9, self.FIELD))

    def test_frameworks_do_not_see_each_others_functions(self):
        only_kmdf = "VOID use(WDFDPC dpc) { WdfDpcEnqueue(dpc); }\n"
        self.assertEqual(kmdf(33, only_kmdf), "")
        self.assertIn("WdfDpcEnqueue", umdf(33, only_kmdf))
        only_umdf = "PVOID use(WDFDEVICE device, PVOID address)\n{\n" \
            "    return WdfDeviceGetHardwareRegisterMappedAddress(device, address);\n}\n"
        self.assertEqual(umdf(33, only_umdf), "")
        self.assertIn("WdfDeviceGetHardwareRegisterMappedAddress", kmdf(33, only_umdf))

    def test_questions_about_versions(self):
        source = "C_ASSERT(WDF_IS_FUNCTION_AVAILABLE(WdfIoTargetCreate));\n" \
            "C_ASSERT(WDF_IS_STRUCTURE_AVAILABLE(WDF_IO_QUEUE_CONFIG));\n" \
            "C_ASSERT(WDF_IS_FIELD_AVAILABLE(WDF_IO_QUEUE_CONFIG, Driver));\n" \
            "C_ASSERT(WDF_STRUCTURE_SIZE(WDF_IO_QUEUE_CONFIG) == sizeof(WDF_IO_QUEUE_CONFIG));\n" \
            "C_ASSERT(!WdfClientVersionHigherThanFramework);\n"
        self.assertEqual(kmdf(33, source), "")
        self.assertEqual(umdf(33, source), "")
        unknown = "C_ASSERT(WDF_IS_STRUCTURE_AVAILABLE(WDF_NO_SUCH_CONFIG));\n"
        self.assertIn("INDEX_WDF_NO_SUCH_CONFIG", kmdf(33, unknown))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--compiler", choices=("gcc", "clang"), default="gcc")
    options, rest = parser.parse_known_args()
    global COMPILER
    COMPILER = options.compiler
    unittest.main(argv=[sys.argv[0]] + rest)


if __name__ == "__main__":
    main()
