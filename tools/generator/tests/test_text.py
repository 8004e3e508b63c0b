import unittest

from generator.text import comment, declare, guarded, wrap


class Text(unittest.TestCase):
    def test_declare(self):
        self.assertEqual(declare("PVOID[4]", "Reserved"), "PVOID Reserved[4]")
        self.assertEqual(declare("WDFIOTARGET *", "IoTarget"), "WDFIOTARGET *IoTarget")

    def test_wrap_keeps_to_the_width(self):
        text = wrap("int f(", [f"int argument_{i}" for i in range(12)], ");")
        self.assertTrue(all(len(line) <= 100 for line in text.splitlines()))
        self.assertTrue(text.endswith(");\n"))

    def test_comment_wraps(self):
        text = comment("word " * 60)
        self.assertTrue(all(line.startswith("// ") and len(line) <= 100
                            for line in text.splitlines()))

    def test_guarded_merges_neighbours(self):
        text = guarded([("", "a\n"), ("X", "b\n"), ("X", "c\n"), ("Y", "d\n")], gap="")
        self.assertEqual(text, "a\n#if X\nb\nc\n#endif\n#if Y\nd\n#endif\n")
