import pathlib
import tempfile
import unittest

from generator.csv_table import SpecError, read_table


class ReadTable(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = pathlib.Path(self.folder.name) / "t.csv"

    def tearDown(self):
        self.folder.cleanup()

    def read(self, text: str, columns: str = "name size", key: str = "name"):
        self.path.write_text(text, encoding="utf-8")
        return read_table(self.path, columns, key)

    def fails(self, text: str, *words: str):
        with self.assertRaises(SpecError) as caught:
            self.read(text)
        for word in words:
            self.assertIn(word, str(caught.exception))

    def test_rows_know_their_values_and_lines(self):
        rows = self.read("name,size\na,1\nb,0x10\n")
        self.assertEqual([row.number("size") for row in rows], [1, 16])
        self.assertEqual(rows[1].line, 3)

    def test_duplicate_key_names_both_lines(self):
        self.fails("name,size\na,1\na,2\n", "t.csv:3", "line 2")

    def test_unknown_missing_and_double_columns(self):
        self.fails("name,size,colour\na,1,red\n", "t.csv:1", "colour")
        self.fails("name\na\n", "t.csv:1", "size")
        self.fails("name,size,size\na,1,1\n", "t.csv:1", "twice")

    def test_short_row(self):
        self.fails("name,size\na\n", "t.csv:2", "1 values for 2")

    def test_bad_number_flag_and_choice(self):
        row = self.read("name,size\na,many\n")[0]
        for check in (lambda: row.number("size"), lambda: row.flag("size"),
                      lambda: row.choice("size", "small", "large")):
            with self.assertRaises(SpecError) as caught:
                check()
            self.assertIn("t.csv:2", str(caught.exception))

    def test_number_out_of_range(self):
        row = self.read("name,size\na,500\n")[0]
        with self.assertRaises(SpecError):
            row.number("size", 0, 457)
