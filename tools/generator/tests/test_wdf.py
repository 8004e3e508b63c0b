import contextlib
import csv
import io
import pathlib
import shutil
import tempfile
import unittest

import generate
from generator import function_table, wdf_declarations, wdf_docs, wdf_headers, wdf_inits, wdf_spec
from generator.csv_table import SpecError
from generator.wdf_types import Resolver, base_type

TREE = pathlib.Path(__file__).resolve().parents[3]


class CopiedSpec(unittest.TestCase):
    """Works on a copy of spec/ that a test may spoil."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = pathlib.Path(self.folder.name)
        shutil.copytree(TREE / "spec", self.root / "spec")

    def tearDown(self):
        self.folder.cleanup()

    def edit(self, table: str, name: str, **changes: str):
        path = self.root / "spec" / table
        with open(path, newline="", encoding="utf-8") as file:
            reader = csv.DictReader(file)
            columns, rows = reader.fieldnames, list(reader)
        for row in rows:
            if row["name"] == name:
                row.update(changes)
        with open(path, "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def table(self, framework: str) -> str:
        path = pathlib.Path(f"src/ddi/generated/{framework}_table.cpp")
        return function_table.generate(self.root)[path]


class FunctionTable(CopiedSpec):
    def test_every_slot_is_filled_in_order(self):
        for framework, size in (("kmdf", 458), ("umdf", 274)):
            slots = [line for line in self.table(framework).splitlines()
                     if line.startswith("    &gate") or line.startswith("    reinterpret")]
            self.assertEqual(len(slots), size)

    def test_known_slots(self):
        functions = {f.name: f for f in wdf_spec.load(self.root).functions}
        self.assertEqual(functions["WdfDriverCreate"].kmdf_index, 116)
        self.assertEqual(functions["WdfChildListCreate"].kmdf_index, 0)

    def test_status_alone_moves_a_slot(self):
        unbuilt = "&gate::unimplemented_slot<gate::Ddi::WdfStringCreate>"
        built = "reinterpret_cast<Function>(&owdf_WdfStringCreate)"
        self.edit("ddi_wdf.csv", "WdfStringCreate", status="no")
        self.assertIn(unbuilt, self.table("kmdf"))
        wdf_spec.load.cache_clear()
        self.edit("ddi_wdf.csv", "WdfStringCreate", status="partial")
        for framework in ("kmdf", "umdf"):
            self.assertIn(built, self.table(framework))
            self.assertNotIn(unbuilt, self.table(framework))


class SpoiledSpec(CopiedSpec):
    def fails(self, *words: str):
        with self.assertRaises(SpecError) as caught:
            wdf_spec.load(self.root)
        for word in words:
            self.assertIn(word, str(caught.exception))

    def test_index_used_twice(self):
        self.edit("ddi_wdf.csv", "WdfStringCreate", kmdf_index="0")
        self.fails("spec/ddi_wdf.csv:", "already belongs")

    def test_hole_in_the_table(self):
        self.edit("ddi_wdf.csv", "WdfStringCreate", kmdf_index="")
        self.fails("no function has kmdf_index")

    def test_unknown_status_and_level(self):
        self.edit("ddi_wdf.csv", "WdfStringCreate", status="done")
        self.fails("spec/ddi_wdf.csv:", "'done'")

    def test_callback_range_upside_down(self):
        self.edit("callbacks.csv", "EVT_WDF_IO_QUEUE_IO_READ", irql_min="HIGH")
        self.fails("spec/callbacks.csv:", "irql_min")

    def test_type_nobody_declares(self):
        self.edit("wdf_signatures.csv", "WdfIoQueueGetDevice", param_type="WDFNOTHING")
        with self.assertRaises(SpecError) as caught:
            wdf_headers.generate(self.root)
        self.assertIn("WDFNOTHING", str(caught.exception))


class Declarations(unittest.TestCase):
    def setUp(self):
        self.spec = wdf_spec.load(TREE)
        self.structs = {s.name: s for s in self.spec.structs}

    def test_appended_fields_depend_on_the_version_and_renamed_ones_do_not(self):
        late = wdf_declarations.late_fields(self.structs["WDF_IO_QUEUE_CONFIG"])
        self.assertEqual(late["Driver"], "OPENWDF_WDF_SINCE(11, 0)")
        self.assertEqual(late["Settings"], "OPENWDF_WDF_SINCE(9, 0)")
        self.assertNotIn("EvtIoRead", late)
        late = wdf_declarations.late_fields(self.structs["WDF_INTERRUPT_INFO"])
        self.assertNotIn("Reserved1", late)

    def test_missing_type_takes_its_users_out(self):
        resolver = Resolver(self.spec)
        self.assertTrue(resolver.declares(self.structs["WDF_OBJECT_ATTRIBUTES"]))
        self.assertEqual(base_type("const GUID *"), "GUID")

    def test_init_with_a_condition(self):
        row = next(r for r in self.spec.inits if r["name"] == "WDF_IO_QUEUE_CONFIG_INIT")
        text = wdf_inits.inline(row, self.structs, wdf_docs.load(TREE))
        self.assertIn("if (Config->DispatchType == WdfIoQueueDispatchParallel) {", text)
        self.assertIn("#if OPENWDF_WDF_SINCE(9, 0)", text)


class Check(CopiedSpec):
    def test_stale_missing_and_fresh(self):
        path = pathlib.Path("docs/x.md")
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            self.assertEqual(generate.check(self.root, {path: "new\n"}), 1)
            generate.write(self.root, {path: "new\n"})
            self.assertEqual(generate.check(self.root, {path: "new\n"}), 0)
            self.assertEqual(generate.check(self.root, {path: "newer\n"}), 1)
        self.assertIn("docs/x.md is not what spec/ says; run: tools/generate.py", said.getvalue())
