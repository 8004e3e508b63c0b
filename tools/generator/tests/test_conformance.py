import unittest

from generator.conformance import covered, facts_of_comment, facts_of_name, tests_of
from generator.csv_table import SpecError


class Names(unittest.TestCase):
    def facts(self, name):
        return facts_of_name(name, "x_test.cpp:1")

    def test_numbers_at_the_start(self):
        self.assertEqual(self.facts("Fact31DriverCreatedRequests"), ["31"])
        self.assertEqual(self.facts("Facts36And37TimeoutCancels"), ["36", "37"])
        self.assertEqual(self.facts("Facts19To22And24Options"), ["19", "20", "21", "22", "24"])
        self.assertEqual(self.facts("Fact1Fact8LifeOfATarget"), ["1", "8"])
        self.assertEqual(self.facts("N52N54Cancel"), ["N52", "N54"])
        self.assertEqual(self.facts("N7To9Ioctls"), ["N7", "N8", "N9"])

    def test_other_names_cover_nothing(self):
        self.assertEqual(self.facts("StatesFact31"), [])
        self.assertEqual(self.facts("FactTable"), [])
        self.assertEqual(self.facts("NullHandle"), [])

    def test_a_range_goes_up(self):
        with self.assertRaises(SpecError):
            self.facts("Facts24To19Options")


class Comments(unittest.TestCase):
    def facts(self, comment):
        return facts_of_comment(comment, "x_test.cpp:1")

    def test_lists_and_ranges(self):
        self.assertEqual(self.facts("Covers: 31, 34-36, N52."), ["31", "34", "35", "36", "N52"])
        self.assertEqual(self.facts("As documented. Covers: N7-N9. Both."), ["N7", "N8", "N9"])
        self.assertEqual(self.facts("Fact 31 is something else."), [])

    def test_no_list_is_an_error(self):
        for wrong in ("Covers: 31, 32", "Covers: all.", "Covers: 31 and 32.", "Covers:31."):
            with self.assertRaises(SpecError):
                self.facts(wrong)


class Sources(unittest.TestCase):
    def test_names_and_comments_add_up(self):
        tests = tests_of("// Of a target.\n// Covers: 32,\n// N1.\n"
                         "TEST_P(Target, Fact31Grows)\n{\n}\n"
                         "TEST(Target, Plain)\n", "x_test.cpp")
        self.assertEqual(tests[0], ("Target.Fact31Grows", "x_test.cpp:4", ("31", "32", "N1")))
        self.assertEqual(tests[1].facts, ())

    def test_a_comment_beside_a_test(self):
        tests = tests_of("TEST_F(Cancel, Ends) // N52, N54-N56\nTEST(Cancel, Plain) // of N1\n",
                         "x_test.cpp")
        self.assertEqual(tests[0].facts, ("N52", "N54", "N55", "N56"))
        self.assertEqual(tests[1].facts, ())

    def test_a_list_above_no_test_is_an_error(self):
        with self.assertRaises(SpecError):
            tests_of("// Covers: 31.\n\nTEST(Target, Plain)\n", "x_test.cpp")

    def test_a_fact_that_does_not_exist_is_an_error(self):
        tests = tests_of("TEST(Target, Fact999Grows)\n", "x_test.cpp")
        with self.assertRaises(SpecError) as caught:
            covered({"31": "grows"}, tests)
        self.assertIn("x_test.cpp:1", str(caught.exception))

    def test_a_covered_fact_names_its_tests(self):
        tests = tests_of("TEST(Target, Fact31Grows)\n", "x_test.cpp")
        self.assertEqual(covered({"31": "grows", "32": "-"}, tests),
                         {"31": ["Target.Fact31Grows"], "32": []})
