"""The copy of the tree in which mutations are compiled and tested."""
import hashlib
import pathlib
import shutil
import subprocess
from typing import Optional, Set, Tuple

from mutator import fresh
from mutator.mutation import Mutation

RED = ("red", "crashed", "hung")
TEST_TIMEOUT_S = 60

# Test program by the folder of the test's source; the first row that fits.
PROGRAMS = (
    ("src/", "unit_tests", "unit_tests"),
    ("tests/conformance/", "conformance", "tests/conformance/conformance"),
    ("tests/harness/", "harness_tests", "tests/harness/harness_tests"),
    ("tests/path/", "path_tests", "tests/path/path_tests"),
)


class Tree:
    def __init__(self, root: pathlib.Path, folder: pathlib.Path, jobs: int):
        self.root = root
        self.source = folder / "tree"
        # Where the preset puts it: a compiler cache then knows the objects of the tree itself.
        self.build = self.source / "build/release"
        self.jobs = jobs
        self.where = fresh.known_tests(root)

    def key_of(self, one: Mutation) -> str:
        """Changes when the mutation, its source or its test's source does."""
        digest = hashlib.sha256(repr((one.file, one.test, one.old, one.new)).encode())
        digest.update((self.root / one.file).read_bytes())
        digest.update((self.root / self.where[one.test]).read_bytes())
        return digest.hexdigest()[:16]

    def program(self, test: str) -> Tuple[str, pathlib.Path]:
        for folder, target, path in PROGRAMS:
            if self.where[test].startswith(folder):
                return target, self.build / path
        raise SystemExit(f"{test}: tools/mutator/scratch.py names no program for its folder")

    def prepare(self, tests: Set[str]) -> None:
        """Copies, builds, and sees that every test is green before anything is changed."""
        self._copy()
        subprocess.run(["cmake", "--preset", "release", "-DOPENWDF_BUILD_BENCHMARKS=OFF",
                        "-DCMAKE_LINK_DEPENDS_NO_SHARED=ON"],
                       cwd=self.source, check=True, stdout=subprocess.DEVNULL)
        print("building the tree as it is", flush=True)
        built = self._ninja({self.program(test)[0] for test in tests})
        if built is not None:
            raise SystemExit("the tree itself does not build:\n" + built)
        for test in sorted(tests):
            answer = self._run(test)
            if answer != "green":
                raise SystemExit(f"{test} is {answer} before anything is changed")

    def answer(self, one: Mutation) -> Tuple[str, str]:
        """(red, crashed, hung, NOT NOTICED or DOES NOT COMPILE; detail)."""
        file = self.source / one.file
        original = file.read_text(encoding="utf-8")
        file.write_text(one.applied(original), encoding="utf-8")
        try:
            failure = self._ninja({self.program(one.test)[0]})
            if failure is not None:
                return "DOES NOT COMPILE", failure
            answer = self._run(one.test)
            return ("NOT NOTICED", "") if answer == "green" else (answer, "")
        finally:
            file.write_text(original, encoding="utf-8")

    def _copy(self) -> None:
        """Brings the copy up to date; equal files keep their time, so little is compiled anew."""
        listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others",
                                 "--exclude-standard"], cwd=self.root, check=True,
                                stdout=subprocess.PIPE).stdout.decode().split("\0")
        names = {name for name in listed if name and (self.root / name).is_file()}
        for name in names:
            old, new = self.source / name, self.root / name
            if old.exists() and old.read_bytes() == new.read_bytes():
                continue
            old.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(new, old)
        for old in [file for file in self.source.rglob("*") if file.is_file()]:
            if str(old.relative_to(self.source)) not in names and self.build not in old.parents:
                old.unlink()

    def _ninja(self, targets: Set[str]) -> Optional[str]:
        """None, or the end of what the build said."""
        done = subprocess.run(["cmake", "--build", self.build, f"-j{self.jobs}", "--target",
                               *sorted(targets)], stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, check=False)
        if done.returncode == 0:
            return None
        lines = done.stdout.decode(errors="replace").splitlines()
        return "\n".join([line for line in lines if "error:" in line][:4] or lines[-4:])

    def _run(self, test: str) -> str:
        program = self.program(test)[1]
        try:
            done = subprocess.run([program, f"--gtest_filter={test}:{test}/*:*/{test}/*",
                                   "--gtest_fail_fast"],
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                  timeout=TEST_TIMEOUT_S, check=False)
        except subprocess.TimeoutExpired:
            return "hung"
        if b"[==========] Running 0 tests" in done.stdout:
            raise SystemExit(f"{test}: {program} has no such test")
        if done.returncode == 0:
            return "green"
        return "red" if done.returncode == 1 else "crashed"
