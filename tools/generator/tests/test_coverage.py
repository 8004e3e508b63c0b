"""The headers are complete: every row of the tables is declared, used and asserted, and the tables
have as many rows as KMDF 1.33 and UMDF 2.33 have declarations."""
import hashlib
import pathlib
import re
import unittest

from generator import wdf_calls, wdf_headers, wdf_layout, wdf_spec
from generator.csv_table import Row
from generator.wdf_types import Resolver

TREE = pathlib.Path(__file__).resolve().parents[3]

# What Microsoft's headers of KMDF 1.33 and UMDF 2.33 declare, counted from them and from the
# documentation. A number changes together with the facts, never alone.
K_KMDF_FUNCTIONS = 458
K_UMDF_FUNCTIONS = 274
K_CALLBACKS = 112
K_HANDLES = 32
K_HELPERS = 132  # with those written by hand
K_HELPERS_BY_HAND = ("WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE",
                     "WDF_OBJECT_ATTRIBUTES_SET_CONTEXT_TYPE", "WDF_WMI_BUFFER_APPEND_STRING")
K_MACROS = 36
K_STRUCTS = 78
K_ENUMS = 65  # WDFFUNCENUM is made from the function table, the others from wdf_enums.csv
K_ENUMERATORS_AND_CONSTANTS = 902
K_LAYOUT_ROWS = 878
K_LAYOUT_BIT_FIELDS = 4
# The rows of the layout table in order of name, as measured with Microsoft's headers on x64.
K_LAYOUT_DIGEST = "71bae33da56b7ad396d67854b981c4580f2c2ab9543bd62a7d6e4eca99735016"

K_MACRO_NAMES = """
    WDF_PTR_ADD_OFFSET WDF_PTR_ADD_OFFSET_TYPE WDF_PTR_GET_OFFSET WdfDeviceResumeIdle
    WdfDeviceResumeIdleWithTag WdfDeviceStopIdle WdfDeviceStopIdleWithTag WDF_IS_FIELD_AVAILABLE
    WDF_IS_FUNCTION_AVAILABLE WDF_IS_STRUCTURE_AVAILABLE WDF_STRUCTURE_SIZE
    WDF_ADD_CUSTOM_TYPE_FUNCTION_NAME WDF_CUSTOM_TYPE_CONTEXT_NAME WDF_DECLARE_CASTING_FUNCTION
    WDF_DECLARE_CONTEXT_TYPE WDF_DECLARE_CONTEXT_TYPE_WITH_NAME WDF_DECLARE_CUSTOM_TYPE
    WDF_DECLARE_SHARED_CONTEXT_TYPE_WITH_NAME WDF_DECLARE_TYPE_AND_GLOBALS
    WDF_GET_CONTEXT_TYPE_INFO WDF_GET_CUSTOM_TYPE_FUNCTION_NAME
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE WDF_OBJECT_ATTRIBUTES_SET_CONTEXT_TYPE
    WDF_TYPE_NAME_POINTER_TYPE WDF_TYPE_NAME_TO_EXTERNAL_INIT
    WDF_TYPE_NAME_TO_EXTERNAL_INIT_FUNCTION WDF_TYPE_NAME_TO_TYPE_INFO WdfObjectAddCustomType
    WdfObjectAddCustomTypeWithData WdfObjectDereference WdfObjectDereferenceWithTag
    WdfObjectGetCustomTypeData WdfObjectGetTypedContext WdfObjectIsCustomType WdfObjectReference
    WdfObjectReferenceWithTag""".split()


class Complete(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.spec = wdf_spec.load(TREE)
        generated = wdf_headers.generate(TREE)
        cls.text = "".join(generated.values())
        for path in sorted((TREE / "include/wdf").glob("*.h")):
            if path.relative_to(TREE) not in generated:
                cls.text += path.read_text(encoding="utf-8")
        cls.calls = wdf_calls.generate(TREE)[wdf_calls.K_PATH]

    def declared(self, pattern: str) -> set[str]:
        return set(re.findall(pattern, self.text, re.M))

    def test_every_function_is_declared_and_called(self):
        functions = wdf_headers.declared_functions(self.spec, Resolver(self.spec))
        self.assertEqual(len(functions), len(self.spec.functions))
        for framework, count in (("kmdf", K_KMDF_FUNCTIONS), ("umdf", K_UMDF_FUNCTIONS)):
            mine = [f for f in functions if getattr(f, framework + "_index") is not None]
            self.assertEqual(len(mine), count)
        inlines = self.declared(r"^OPENWDF_INLINE [^()]*?\*?(\w+)\(")
        called = set(re.findall(r"CALLS_RUN\(call_(\w+)\)", self.calls))
        names = {f.name for f in functions}
        self.assertEqual(names - inlines, set())
        self.assertEqual(names, called)

    def test_every_callback_is_declared_and_used(self):
        roles = {c.name for c in self.spec.callbacks if c.signature}
        self.assertEqual(len(roles), K_CALLBACKS)
        self.assertEqual(roles - self.declared(r"^typedef [\w ]+?\*? ?(EVT_WDF\w+)\("), set())
        self.assertEqual(roles, set(re.findall(r"CALLS_RUN\(use_(\w+)\)", self.calls)))

    def test_every_helper_is_declared_and_run(self):
        names = {row["name"] for row in self.spec.inits}
        self.assertEqual(len(names) + len(K_HELPERS_BY_HAND), K_HELPERS)
        self.assertEqual(names - self.declared(r"^OPENWDF_INLINE [^()]*?\*?(\w+)\("), set())
        self.assertEqual(names, set(re.findall(r"CALLS_RUN\(run_(\w+)\)", self.calls)))
        for name in K_HELPERS_BY_HAND:
            self.assertTrue(self.declared(rf"^(?:#define |)({name})\("), name)

    def test_every_macro_is_defined(self):
        self.assertEqual(len(K_MACRO_NAMES), K_MACROS)
        self.assertEqual(set(K_MACRO_NAMES) - self.declared(r"^#define (\w+)\("), set())

    def test_every_handle_and_no_missing_type(self):
        forms = {row["name"]: row["form"] for row in self.spec.types.values()}
        self.assertEqual([name for name, form in forms.items() if form == "missing"], [])
        handles = {name for name, form in forms.items() if form == "handle"}
        self.assertEqual(len(handles), K_HANDLES)
        self.assertEqual(handles - self.declared(r"^typedef struct \w+__ ?\* ?(\w+);"), set())

    def test_every_structure_is_declared(self):
        structs = {s.name for s in self.spec.structs if s.header}
        self.assertEqual(len(structs), K_STRUCTS)
        self.assertEqual(structs - self.declared(r"^(?:struct|union) _(\w+) \{"), set())

    def test_every_enumerator_and_constant_is_declared(self):
        self.assertEqual(len(self.spec.enums), K_ENUMERATORS_AND_CONSTANTS)
        enums = {row["enum"] for row in self.spec.enums if row["enum"]}
        enums.add("WDFFUNCENUM")
        self.assertEqual(len(enums), K_ENUMS)
        self.assertEqual(enums - self.declared(r"^typedef enum _(\w+) \{"), set())
        names = {row["name"] for row in self.spec.enums if row["enum"]}
        self.assertEqual(names - self.declared(r"^ {4}(\w+) = "), set())
        constants = {row["name"] for row in self.spec.enums if not row["enum"]}
        self.assertEqual(constants - self.declared(r"^#define (\w+)"), set())


def canonical(row: Row) -> str:
    return ",".join([row["struct"], row["field"], str(row.number("offset")),
                     str(row.number("size")), row["framework"], row["bits"], row["align"]])


class Layout(unittest.TestCase):
    def setUp(self):
        self.rows = wdf_layout.rows(TREE)
        self.files = {path.name: text for path, text in wdf_layout.generate(TREE).items()}

    def test_every_row_is_asserted(self):
        self.assertEqual(len(self.rows), K_LAYOUT_ROWS)
        asserts = self.files["wdf_layout_asserts.inc"]
        bits = self.files["wdf_layout_bits.inc"]
        for row in self.rows:
            name = row["struct"]
            if row["field"] == "(whole)":
                self.assertIn(f"OPENWDF_LAYOUT_SIZE({name}, {row.number('size')})\n", asserts)
                self.assertIn(f"OPENWDF_LAYOUT_ALIGN({name}, {row.number('align')})\n", asserts)
            elif row["bits"]:
                self.assertIn(f"OPENWDF_LAYOUT_BITS({name}, {row['field']}, ", bits)
            else:
                self.assertIn(f"OPENWDF_LAYOUT_FIELD({name}, {row['field']},"
                              f" {row.number('offset')}, {row.number('size')})\n", asserts)
        self.assertEqual(bits.count("OPENWDF_LAYOUT_BITS("), K_LAYOUT_BIT_FIELDS)

    def test_rows_are_those_that_were_measured(self):
        text = "\n".join(sorted(canonical(row) for row in self.rows))
        self.assertEqual(hashlib.sha256(text.encode()).hexdigest(), K_LAYOUT_DIGEST)


if __name__ == "__main__":
    unittest.main()
