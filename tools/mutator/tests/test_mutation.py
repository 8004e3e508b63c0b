import pathlib
import tempfile
import unittest

from mutator import fresh, mutation

ONE = """# a remark
== first-one
file: src/a.cpp
facts: 31, N52
test: Suite.Name
-- old
    return 1;
-- new
    return 2;

== second-one
file: src/a.cpp
facts: 31
test: Suite.Name
-- old
    call();
-- new
"""


class Parse(unittest.TestCase):
    def test_fields_and_texts(self):
        first, second = mutation.parse(ONE, "m.txt")
        self.assertEqual(first.name, "first-one")
        self.assertEqual(first.where, "m.txt:2")
        self.assertEqual(first.facts, ("31", "N52"))
        self.assertEqual(first.applied("{\n    return 1;\n}\n"), "{\n    return 2;\n}\n")
        self.assertEqual(second.where, "m.txt:11")
        self.assertEqual(second.applied("{\n    call();\n}\n"), "{\n}\n")

    def test_what_is_missing_is_named(self):
        for wrong in ("test: Suite.Name\n", "-- new\n", "facts: 31\n"):
            with self.assertRaises(mutation.MutationError):
                mutation.parse(ONE.replace(wrong, "", 1), "m.txt")

    def test_no_change_is_an_error(self):
        with self.assertRaises(mutation.MutationError):
            mutation.parse(ONE.replace("return 2", "return 1"), "m.txt")


class Fresh(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = pathlib.Path(self.folder.name)
        self.write("spec/facts.csv", "number,fact\n31,grows\nN52,cancels\n")
        self.write("src/a_test.cpp", "TEST(Suite, Name)\n")
        self.write("src/a.cpp", "{\n    return 1;\n    call();\n}\n")

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def complaints(self, text=ONE):
        return fresh.complaints(self.root, mutation.parse(text, "m.txt"))

    def test_nothing_to_complain_about(self):
        self.assertEqual(self.complaints(), [])

    def test_a_text_that_went_or_came_twice(self):
        self.write("src/a.cpp", "{\n    call();\n    call();\n}\n")
        found = self.complaints()
        self.assertEqual(len(found), 2)
        self.assertIn("0 times", found[0])
        self.assertIn("2 times", found[1])

    def test_a_test_or_fact_that_does_not_exist(self):
        self.assertEqual(len(self.complaints(ONE.replace("Suite.Name", "Suite.Gone"))), 2)
        self.assertEqual(len(self.complaints(ONE.replace("N52", "N53"))), 1)
