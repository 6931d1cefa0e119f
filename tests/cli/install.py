#!/usr/bin/python3
"""What is installed works without the source tree: the program finds its tables in share/diplograph."""
import shutil
import subprocess

import lab

BUILD = lab.BINARY.parent


class Install(lab.Lab):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.prefix = cls.folder / "prefix"
        subprocess.run(["cmake", "--install", BUILD, "--prefix", cls.prefix], check=True, stdout=subprocess.DEVNULL)
        cls.write_lines("made.jsonl", lab.make_articles(40))

    def run_installed(self, *arguments, code=0):
        done = subprocess.run([self.prefix / "bin/diplograph", *arguments], cwd=self.folder, env=self.environment, capture_output=True, check=False)
        self.assertEqual(done.returncode, code, done.stderr.decode())
        return done.stdout, done.stderr.decode()

    def test_finds_its_tables(self):
        self.assertEqual(self.run_installed("-q", "extract", "made.jsonl"), self.run_program("-q", "extract", "made.jsonl"))

    def test_reads_no_other_tables(self):
        table = self.prefix / "share/diplograph/predicates.tsv"
        kept = table.read_bytes()
        self.addCleanup(table.write_bytes, kept)
        table.write_bytes(b"broken\n")
        self.assertIn("predicates.tsv:1", self.run_installed("extract", "made.jsonl", code=5)[1])

    def test_can_be_moved(self):
        moved = self.folder / "moved"
        shutil.copytree(self.prefix, moved)
        done = subprocess.run([moved / "bin/diplograph", "-q", "extract", "made.jsonl"], cwd=self.folder, env=self.environment, capture_output=True, check=True)
        self.assertEqual(done.stdout, self.run_program("-q", "extract", "made.jsonl")[0])

    def test_brings_manual_completions_and_licence(self):
        files = {str(path.relative_to(self.prefix)) for path in self.prefix.rglob("*") if path.is_file()}
        for name in ("bin/diplograph", "share/man/man1/diplograph.1", "share/bash-completion/completions/diplograph", "share/zsh/site-functions/_diplograph",
                     "share/fish/vendor_completions.d/diplograph.fish", "share/diplograph/predicates.tsv", "share/diplograph/cities.tsv"):
            self.assertIn(name, files)
        self.assertTrue(any(name.endswith("/LICENSE") for name in files))


if __name__ == "__main__":
    lab.main()
