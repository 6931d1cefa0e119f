#!/usr/bin/python3
"""Bad input, bad stores, full disks: a message that names file, line and text, the right exit code, and nothing lost."""
import contextlib
import gzip
import json
import os
import pathlib
import pwd
import resource
import shutil
import signal
import sqlite3
import stat
import subprocess

import lab

GOOD = {"id": "good", "published": "2021-03-02", "text": "Kenyan Foreign Minister Raychelle Omamo met with Sudanese Foreign Minister Mariam al-Mahdi in Oslo on Tuesday."}


def line(value):
    return json.dumps(value).encode() + b"\n"


class Inputs(lab.Lab):
    def ingest(self, *paths, code=3, options=()):
        """Ingests into a fresh store; gives what was said, and how many articles it holds then."""
        store = self.folder / f"{self.id().split('.')[-1]}.db"
        err = self.run_program("--db", store, *options, "ingest", *paths, code=code)[1]
        self.check_sound(store)
        return err, self.count(store)

    def test_truncated_gzip(self):
        whole = gzip.compress(b"".join(map(line, lab.make_articles(900))))
        self.write("cut.jsonl.gz", whole[: len(whole) // 2])
        err, articles = self.ingest("cut.jsonl.gz")
        self.assertIn("cut.jsonl.gz: gzip data ends too early", err)
        self.assertTrue(100 < articles < 900)
        self.write("broken.jsonl.gz", whole[:2000] + b"\xff" * 2000 + whole[4000:])
        self.assertIn("broken.jsonl.gz: gzip data is broken", self.run_program("--db", "broken.db", "ingest", "broken.jsonl.gz", code=3)[1])

    def test_invalid_utf8(self):
        self.write("latin.jsonl", line(GOOD).replace(b"Oslo", b"Os\xf8lo") + line(dict(GOOD, id="next")))
        err, articles = self.ingest("latin.jsonl", code=0, options=["-v"])
        self.assertIn("latin.jsonl:1: bytes that are no UTF-8 were replaced", err)
        self.assertEqual(articles, 2)
        self.write("utf16.txt", GOOD["text"].encode("utf-16"))
        self.assertEqual(self.run_program("-q", "extract", "utf16.txt")[0].count(b'"type":"meeting"'), 1)

    def test_wrong_types(self):
        bad = ['{"text": 5}', "[1, 2]", '"text"', "17", "null", '{"id": "x"}', '{"text": "a", "published": "soon"}', '{"text": null}', '{"text": "   "}',
               '{"text": ["a"]}', '{"id": {}, "text": "a b c"}', '{"text": "cut', "}{", '{"text": "\\ud800"}', "{" * 100000,
               '{"schema": "diplograph.extraction/1", "id": "r"}', '{"schema": "diplograph.extraction/1", "id": "r", "text": "a", "entities": [{"id": "e"}]}',
               '{"schema": "diplograph.extraction/1", "id": "r", "text": "a", "entities": [{"id": "e", "kind": "person", "name": "A", "mentions": [[0, 9]]}]}',
               '{"schema": "diplograph.extraction/1", "id": "r", "text": "a", "events": [{"id": "v", "type": "party"}]}']
        self.write("bad.jsonl", line(GOOD) + "\n".join(bad).encode() + b"\n" + line(dict(GOOD, id="last")))
        err, articles = self.ingest("bad.jsonl")
        said = err.splitlines()
        for number in range(len(bad)):
            self.assertRegex(said[number], rf"^diplograph: bad\.jsonl:{number + 2}: .{{10,400}}$")
        for text in ('"published" is not a date: "soon"', '"text" is not a string: 5', "not a JSON object: [1,2]", '"text" is missing: {"id":"x"}', '"party"'):
            self.assertIn(text, err)
        self.assertEqual(said[len(bad):], [f"read 2 articles ({len(bad)} failed): 2 events"])
        self.assertEqual(articles, 2)

    def test_endless_line(self):
        with open(self.folder / "long.jsonl", "wb") as file:
            file.write(line(GOOD) + b'{"id": "long", "text": "')
            for _ in range(50):
                file.write(b"word " * (1024 * 1024 // 5))
            file.write(b'"}\n' + line(dict(GOOD, id="last")))
        err, articles = self.ingest("long.jsonl")
        self.assertIn('long.jsonl:2: a line over 32 MiB: {"id":', err)
        self.assertLess(len(err), 1000)
        self.assertEqual(articles, 2)

    def test_empty_and_binary_files(self):
        self.write("empty.txt", b"")
        self.write("blank.jsonl", b"\n\n \n")
        self.write("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
        self.write("good.jsonl", line(GOOD))
        err, articles = self.ingest("empty.txt", "blank.jsonl", "picture.txt", "nowhere.txt", lab.BINARY, "good.jsonl")
        for text in ("empty.txt: empty", "blank.jsonl: no JSON lines in it", "picture.txt: not text", "nowhere.txt: cannot be opened: No such file", f"{lab.BINARY}: not text"):
            self.assertIn("diplograph: " + text, err)
        self.assertIn("read 1 articles (5 failed)", err)
        self.assertEqual(articles, 1)

    def test_no_input(self):
        (self.folder / "hollow").mkdir()
        self.assertIn("read 0 articles", self.run_program("--db", "hollow.db", "ingest", "hollow")[1])
        self.assertIn("-: empty", self.run_program("-q", "extract", "-", text=b"", code=3)[1])

    def test_folder_without_rights(self):
        folder = self.folder / "secret"
        folder.mkdir()
        (folder / "good.jsonl").write_bytes(line(GOOD))
        options = {}
        if os.geteuid() == 0:  # rights do not bind root
            nobody = pwd.getpwnam("nobody")
            options = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
            os.chmod(self.folder, 0o755)
            probe = subprocess.run(["test", "-x", lab.BINARY], check=False, **options)
            if probe.returncode != 0:
                self.skipTest("nobody may not run the program here")
        folder.chmod(0)
        self.addCleanup(folder.chmod, 0o755)
        err = self.run_program("extract", "secret", code=3, **options)[1]
        self.assertIn("diplograph: secret: cannot be listed: Permission denied", err)
        err = self.run_program("extract", "secret/good.jsonl", code=3, **options)[1]
        self.assertIn("diplograph: secret/good.jsonl: cannot be opened: Permission denied", err)

    def test_missing_data_folder(self):
        self.write("data.jsonl", line(GOOD))
        self.assertEqual(self.run_program("--data", "nowhere", "extract", "data.jsonl", code=2)[1], "diplograph: --data nowhere: no such folder\n")

    def test_broken_overlay(self):
        (self.folder / "overlay").mkdir()
        header = (lab.ROOT / "data/predicates.tsv").read_bytes().split(b"\n")[0]
        (self.folder / "overlay/predicates.tsv").write_bytes(header + b"\nonly\ttwo cells\n")
        self.write("overlay.jsonl", line(GOOD))
        out, err = self.run_program("--data", "overlay", "extract", "overlay.jsonl", code=5)
        self.assertEqual(out, b"")
        self.assertRegex(err, r"predicates\.tsv:2: expected \d+ cells, found 2: \"only \| two cells\"")


class Stores(lab.Lab):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.write_lines("good.jsonl", [GOOD])
        cls.write_lines("many.jsonl", lab.make_articles(500))
        cls.make_store("good.db", "good.jsonl")

    def check_refused(self, path, message, code=4):
        for command in (("stats",), ("met", "Omamo"), ("verify",), ("export", "json"), ("ingest", "good.jsonl"), ("forget", "good")):
            before = path.read_bytes() if path.is_file() else None
            out, err = self.run_program("--db", path, *command, code=code)
            self.assertEqual(out, b"")
            self.assertTrue(err.startswith(f"diplograph: {path}: "), err)
            self.assertIn(message, err)
            self.assertEqual(path.read_bytes() if path.is_file() else None, before)

    def test_newer_store(self):
        newer = shutil.copy(self.folder / "good.db", self.folder / "newer.db")
        with contextlib.closing(sqlite3.connect(newer)) as database:
            database.execute("PRAGMA user_version = 99")
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.check_refused(newer, "made by a newer diplograph (schema 99")

    def test_no_store_at_all(self):
        self.check_refused(self.write("text.db", "not a database, but a text that is long enough to look like one\n" * 40), "damaged or no store")
        other = self.folder / "other.db"
        with contextlib.closing(sqlite3.connect(other)) as database:
            database.execute("CREATE TABLE shopping(thing)")
            database.commit()
        self.check_refused(other, "a database, but no diplograph store")

    def test_missing_store(self):
        for command in (("stats",), ("show", "x"), ("export", "dot"), ("forget", "x"), ("sql", "SELECT 1")):
            self.assertEqual(self.run_program("--db", "nowhere.db", *command, code=4)[1], "diplograph: nowhere.db: no store here\n")
        self.assertFalse((self.folder / "nowhere.db").exists())
        self.assertIn("nowhere/new.db: a store cannot be made here", self.run_program("--db", "nowhere/new.db", "ingest", "good.jsonl", code=5)[1])

    def test_folder_for_a_store(self):
        (self.folder / "folder.db").mkdir()
        self.check_refused(self.folder / "folder.db", "a folder, no store")
        self.assertEqual(self.run_program("--db", "", "stats", code=4)[1], "diplograph: the store has no name\n")

    def test_locked_store(self):
        locked = shutil.copy(self.folder / "good.db", self.folder / "locked.db")
        with contextlib.closing(sqlite3.connect(locked, isolation_level=None)) as writer:
            writer.execute("BEGIN IMMEDIATE")
            err = self.run_program("--db", locked, "ingest", "many.jsonl", code=4)[1]
            self.assertRegex(err, "locked.db: locked by another process")
            self.assertEqual(self.count(locked), 1)  # readers do not wait
            self.run_program("--db", locked, "export", "json")
            writer.execute("ROLLBACK")
        self.check_sound(locked)

    def test_damaged_store(self):
        self.make_store("damaged.db", "many.jsonl")
        whole = bytearray((self.folder / "damaged.db").read_bytes())
        for page in range(4, len(whole) // 4096, 3):
            whole[page * 4096:page * 4096 + 64] = b"\xff" * 64
        self.write("damaged.db", bytes(whole))
        process = self.start("--db", "damaged.db", "verify")
        err = process.communicate()[1].decode()
        self.assertIn(process.returncode, (3, 4))
        self.assertTrue(err.startswith("diplograph: "), err)

    def test_store_that_cannot_be_written(self):
        folder = self.folder / "shelf"
        folder.mkdir()
        shutil.copy(self.folder / "good.db", folder / "good.db")
        options = {}
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            options = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
            os.chmod(self.folder, 0o755)
            if subprocess.run(["test", "-x", lab.BINARY], check=False, **options).returncode != 0:
                self.skipTest("nobody may not run the program here")
        (folder / "good.db").chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
        folder.chmod(0o555)
        self.addCleanup(folder.chmod, 0o755)
        self.assertIn(b"Omamo", self.run_program("--db", "shelf/good.db", "met", "Mahdi", **options)[0])
        self.assertEqual(self.run_program("--db", "shelf/good.db", "verify", **options)[0].split()[-1], b"0")
        self.assertRegex(self.run_program("--db", "shelf/good.db", "ingest", "good.jsonl", code=5, **options)[1], "good.db: cannot be written")

    def check_full(self, store, **options):
        """What a disk that is full leaves is sound, and whole once there is room."""
        err = self.run_program("--db", store, "ingest", "many.jsonl", code=5, **options)[1]
        self.assertRegex(err, r"full.db: .*(full|disk I/O error)")
        self.assertRegex(self.run_program("-q", "extract", "--text", "many.jsonl", "-o", store.with_name("full.jsonl"), code=5, **options)[1], "full.jsonl: cannot be written")
        self.assertFalse(store.with_name("full.jsonl").exists())
        return err

    def test_full_disk_by_limit(self):
        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
        store = self.folder / "full.db"
        self.check_full(store, preexec_fn=limit)
        self.make_store("full.db", "many.jsonl")
        self.make_store("roomy.db", "many.jsonl")
        self.check_sound("full.db")
        self.assertTrue(self.exports("full.db") == self.exports("roomy.db"))

    def test_full_disk(self):
        disk = self.folder / "disk"
        disk.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=700k", "tmpfs", disk], capture_output=True, check=False).returncode != 0:
            self.skipTest("no disk can be mounted here")
        self.addCleanup(subprocess.run, ["umount", disk], check=True)
        self.check_full(disk / "full.db")
        for path in disk.glob("full.db*"):
            shutil.copy(path, self.folder / path.name.replace("full", "moved"))
        self.make_store("moved.db", "many.jsonl")
        self.check_sound("moved.db")
        self.assertEqual(self.count("moved.db"), 500)

    def test_full_output(self):
        if not pathlib.Path("/dev/full").exists():
            self.skipTest("no /dev/full here")
        for command in (("export", "graphml"), ("stats",), ("extract", "many.jsonl")):
            with open("/dev/full", "wb") as full:
                err = self.run_program("--db", "good.db", *command, code=5, stdout=full)[1]
            self.assertRegex(err, "standard output: cannot be written: No space left on device")
            self.assertIn("/dev/full: cannot be written", self.run_program("--db", "good.db", *command, "-o", "/dev/full", code=5)[1])


if __name__ == "__main__":
    lab.main()
