import pathlib
import shutil
import tempfile
import unittest

from generator import wdf_docs, wdf_headers, wdf_spec
from generator.csv_table import SpecError

TREE = pathlib.Path(__file__).resolve().parents[3]


class Written(unittest.TestCase):
    """What the committed entries must have beyond being there, which the generator demands."""

    def setUp(self):
        self.spec = wdf_spec.load(TREE)
        self.docs = wdf_docs.Docs(TREE)

    def test_a_status_has_its_meanings(self):
        silent = [f.name for f in self.spec.functions if f.signature.returns == "NTSTATUS"
                  and not self.docs.labels(f.name).keys() & {"Errors", "Returns"}]
        self.assertEqual(silent, [])

    def test_a_docstring_of_a_function(self):
        function = next(f for f in self.spec.functions if f.name == "WdfTimerStop")
        text = self.docs.function(function, "both")
        self.assertIn("// Stops a timer", text)
        self.assertIn("//   IRQL: <= DISPATCH_LEVEL; Wait=TRUE: PASSIVE_LEVEL;", text)
        self.assertIn("//   Documented: wdftimer/nf-wdftimer-wdftimerstop\n", text)
        self.assertNotIn("Since", text)

    def test_versions_and_frameworks(self):
        functions = {f.name: f for f in self.spec.functions}
        text = self.docs.function(functions["WdfRequestMarkCancelableEx"], "both")
        self.assertIn("//   Since: KMDF 1.9\n", text)
        text = self.docs.function(functions["WdfDpcEnqueue"], "kmdf")
        self.assertIn("//   Since: KMDF only\n", text)

    def test_structures_have_other_pages_than_functions(self):
        self.assertEqual(wdf_docs.page("ns", "wdfio.h", "WDF_IO_QUEUE_CONFIG"),
                         "wdfio/ns-wdfio-_wdf_io_queue_config")
        self.assertEqual(wdf_docs.page("nf", "wdfio.h", "WdfIoQueueStart"),
                         "wdfio/nf-wdfio-wdfioqueuestart")


class Spoiled(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        shutil.copytree(TREE / "spec", self.root / "spec")
        self.file = self.root / "spec/docs/wdftimer.md"

    def fails(self, change, *words: str):
        self.file.write_text(change(self.file.read_text(encoding="utf-8")), encoding="utf-8")
        with self.assertRaises(SpecError) as caught:
            wdf_headers.generate(self.root)
        for word in words:
            self.assertIn(word, str(caught.exception))

    def test_a_declaration_without_entry(self):
        self.fails(lambda text: text.replace("## EVT_WDF_TIMER", "## EVT_WDF_TICKER"),
                   "no entry for EVT_WDF_TIMER")

    def test_an_entry_without_declaration(self):
        self.fails(lambda text: text + "\n## WdfTimerWait\nWaits.\n",
                   "spec/docs/wdftimer.md:", "nothing is called WdfTimerWait")

    def test_an_entry_for_a_member_that_is_none(self):
        self.fails(lambda text: text.replace("- Period:", "- Interval:"), "no member Interval")

    def test_two_entries(self):
        self.fails(lambda text: text + "\n## WdfTimerStop\nAgain.\n", "already stands")


if __name__ == "__main__":
    unittest.main()
