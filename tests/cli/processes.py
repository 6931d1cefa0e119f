#!/usr/bin/python3
"""The same bytes whatever happens: threads, order, kills, interrupts, readers beside a writer, articles that are forgotten."""
import contextlib
import fcntl
import json
import os
import random
import signal
import struct
import subprocess
import termios

import lab


def lines_of(articles):
    return [json.dumps(article).encode() + b"\n" for article in articles]


class Processes(lab.Lab):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.articles = lab.make_articles(700)
        cls.write_lines("all.jsonl", cls.articles)
        cls.make_store("all.db", "all.jsonl")
        cls.wanted = cls.exports("all.db")

    def check_same(self, store):
        self.check_sound(store)
        for key, data in self.exports(store).items():
            self.assertEqual(data == self.wanted[key], True, f"{store}: the export {key} differs")

    def feed(self, store, *options):
        return self.start("--db", store, "-q", *options, "ingest", "-", stdin=subprocess.PIPE)

    def wait_for_articles(self, store, process):
        """Until a reader sees articles of a writer at work."""
        while process.poll() is None:
            out = self.start("--db", store, "stats", "--json").communicate()[0]
            if out and json.loads(out)[0]["number"] > 0:
                return
        self.fail("the writer ended before a reader saw an article")

    def test_jobs(self):
        one, four = (self.run_program("-q", "extract", "--text", "-j", jobs, "all.jsonl")[0] for jobs in (1, 4))
        self.assertTrue(one == four and one.count(b"\n") == len(self.articles))
        self.make_store("four.db", "all.jsonl", jobs=4)
        self.check_same("four.db")

    def test_records_make_the_same_store(self):
        self.run_program("-q", "extract", "--text", "all.jsonl", "-o", "records.jsonl")
        self.make_store("records.db", "records.jsonl")
        self.check_same("records.db")

    def test_order(self):
        dice = random.Random(5)
        for turn in range(2):
            shuffled = list(self.articles)
            dice.shuffle(shuffled)
            self.write_lines("shuffled-a.jsonl", shuffled[:250])
            self.write_lines("shuffled-b.jsonl", shuffled[250:])
            store = f"shuffled-{turn}.db"
            self.make_store(store, "shuffled-b.jsonl")
            self.make_store(store, "shuffled-a.jsonl")
            self.check_same(store)

    def test_again(self):
        self.make_store("again.db", "all.jsonl")
        err = self.run_program("--db", "again.db", "ingest", "all.jsonl")[1]
        self.assertIn(f"({len(self.articles)} known)", err)
        self.check_same("again.db")

    def test_forget(self):
        more = lab.make_articles(900, seed=2)
        for article in more:
            article["id"] = "more-" + article["id"]
        self.write_lines("more.jsonl", more[:60])
        self.make_store("forget.db", "more.jsonl", "all.jsonl")
        self.assertNotEqual(self.exports("forget.db"), self.wanted)
        self.run_program("--db", "forget.db", "forget", *(article["id"] for article in more[:60]))
        self.check_same("forget.db")
        self.assertEqual(self.run_program("--db", "forget.db", "stats"), self.run_program("--db", "all.db", "stats"))

    def test_changed_article_takes_the_place_of_the_old(self):
        changed = [dict(article, text="Nothing of note happened in the capital on that day, the newspapers of the city said.") for article in self.articles[:30]]
        self.write_lines("changed.jsonl", changed)
        self.make_store("changed.db", "changed.jsonl")
        self.make_store("changed.db", "all.jsonl")
        self.check_same("changed.db")

    def test_kill(self):
        dice = random.Random(11)
        lines = lines_of(self.articles)
        for turn in range(20):
            store = f"killed-{turn}.db"
            process = self.feed(store)
            late = turn % 2 == 1
            part = len(lines) if late else dice.randrange(len(lines))
            with contextlib.suppress(BrokenPipeError):
                process.stdin.write(b"".join(lines[:part]))
                process.stdin.flush()
            if late:  # all is read, the store is being written
                with contextlib.suppress(BrokenPipeError):
                    process.stdin.close()
                self.watch(self.folder / f"{store}-wal", process, dice.randrange(1, 6))
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout, process.stderr):
                with contextlib.suppress(BrokenPipeError):
                    stream.close()
            stats = self.start("--db", store, "stats")
            stats.communicate()
            self.assertIn(stats.returncode, (0, 4))  # a store, or none yet
            if stats.returncode == 0:
                self.check_sound(store)
            self.make_store(store, "all.jsonl")
            self.check_sound(store)
            self.assertEqual(self.run_program("--db", store, "export", "json")[0] == self.wanted["json", "events"], True, f"killed after {part} articles")
        self.check_same(store)

    def watch(self, path, process, changes):
        """Until a file has been seen to change so many times, or the process has ended."""
        before = None
        while changes > 0 and process.poll() is None:
            with contextlib.suppress(FileNotFoundError):
                now = (path.stat().st_size, path.stat().st_mtime_ns)
                changes -= before is not None and now != before
                before = now

    def test_read_while_it_writes(self):
        lines = lines_of(self.articles)
        process = self.feed("read.db")
        process.stdin.write(b"".join(lines[:500]))
        process.stdin.flush()
        self.wait_for_articles("read.db", process)
        self.assertIsNone(process.poll())
        for command in (("stats",), ("articles",), ("verify",), ("export", "graphml"), ("export", "json", "--shape", "actors")):
            self.run_program("--db", "read.db", *command)
        self.assertIsNone(process.poll(), "the writer was still at work")
        process.communicate(b"".join(lines[500:]))
        self.assertEqual(process.returncode, 0)
        self.check_same("read.db")

    def test_interrupt(self):
        lines = lines_of(self.articles)
        process = self.feed("interrupted.db")
        process.stdin.write(b"".join(lines[:500]))
        process.stdin.flush()
        self.wait_for_articles("interrupted.db", process)
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
        err = process.stderr.read().decode()
        self.assertEqual((process.wait(), err), (130, ""))
        process.stdout.close()
        process.stderr.close()
        self.check_sound("interrupted.db")
        kept = self.count("interrupted.db")
        self.assertGreater(kept, 0)
        self.assertGreater(self.count("interrupted.db", "events"), 0, "what was read is in the graph")
        self.make_store("interrupted.db", "all.jsonl")
        self.check_same("interrupted.db")

    def test_interrupted_extract_prints_whole_lines(self):
        process = self.start("-q", "extract", "-", stdin=subprocess.PIPE)
        process.stdin.write(b"".join(lines_of(self.articles[:400])))
        process.stdin.flush()
        first = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.stdin.close()
        rest = process.stdout.read()
        self.assertEqual(process.wait(), 130)
        self.assertEqual(process.stderr.read(), b"")
        process.stdout.close()
        process.stderr.close()
        ids = [json.loads(line)["id"] for line in (first + rest).splitlines()]
        self.assertEqual(ids, [article["id"] for article in self.articles[:len(ids)]])

    def test_closed_pipe(self):
        for arguments in (("-q", "extract", "--text", "all.jsonl"), ("--db", "all.db", "export", "graphml"), ("--db", "all.db", "events", "--json")):
            process = self.start(*arguments)
            process.stdout.readline()
            process.stdout.close()
            err = process.stderr.read()
            process.stderr.close()
            self.assertEqual((process.wait(), err), (-signal.SIGPIPE, b""), arguments)

    def test_environment_changes_nothing(self):
        for variables in ({"LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Apia"}, {"LC_ALL": "C", "LANG": "de_DE", "COLUMNS": "20"}):
            done = subprocess.run([lab.BINARY, "--db", "all.db", "export", "gexf"], cwd=self.folder, env={**self.environment, **variables}, capture_output=True, check=True)
            self.assertTrue(done.stdout == self.wanted["gexf", "events"], variables)

    def test_outputs_are_named_when_whole(self):
        self.write("old.json", "old")
        self.run_program("--db", "all.db", "-q", "export", "json", "-o", "old.json")
        self.assertEqual((self.folder / "old.json").read_bytes(), self.wanted["json", "events"])
        self.assertEqual([p for p in os.listdir(self.folder) if p.endswith(".part")], [])


class Terminal(lab.Lab):
    """What a person sees: bold headers, progress, tables cut to the width; ids and dates never."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.write_lines("all.jsonl", lab.make_articles(100))
        cls.make_store("all.db", "all.jsonl")

    def show(self, *arguments, columns, **variables):
        """What the program writes to a terminal that is so wide, both outputs together."""
        try:
            ours, theirs = os.openpty()
        except OSError as fault:
            self.skipTest(f"no terminal to be had: {fault}")
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        environment = {**{k: v for k, v in self.environment.items() if k != "NO_COLOR"}, "TERM": "xterm", **variables}
        process = subprocess.Popen([lab.BINARY, *arguments], cwd=self.folder, env=environment, stdin=theirs, stdout=theirs, stderr=theirs)
        os.close(theirs)
        out = b""
        with contextlib.suppress(OSError):  # the other end is closed
            while part := os.read(ours, 65536):
                out += part
        os.close(ours)
        self.assertEqual(process.wait(), 0)
        return out.decode()

    def test_tables_fit(self):
        piped = self.run_program("--db", "all.db", "events")[0].decode()
        self.assertNotIn("\033", piped)
        ids = [line.split()[-1] for line in piped.splitlines()]
        wide = self.show("--db", "all.db", "events", columns=400)
        self.assertEqual(wide.replace("\r\n", "\n").replace("\033[1m", "").replace("\033[0m", ""), piped)
        self.assertTrue(wide.startswith("\033[1mdate"))
        narrow = self.show("--db", "all.db", "events", columns=90, NO_COLOR="1")
        self.assertNotIn("\033", narrow)
        self.assertIn("…", narrow)
        self.assertEqual([line.split()[-1] for line in narrow.splitlines()], ids)
        self.assertLess(max(map(len, narrow.splitlines())), max(map(len, piped.splitlines())))

    def test_progress(self):
        self.assertRegex(self.show("--db", "new.db", "ingest", "all.jsonl", columns=80), r"\rread \d+ articles\r.*read 100 articles: \d+ events")
        self.assertEqual(self.show("--db", "new.db", "-q", "ingest", "all.jsonl", columns=80), "")


class Verification(lab.Lab):
    """An altered byte of an article, anywhere in it, is found."""

    def test_altered_byte(self):
        article = {"id": "one", "published": "2021-03-02", "text": "Kenyan Foreign Minister Raychelle Omamo met with Sudanese Foreign Minister Mariam al-Mahdi in Oslo on Tuesday. "
                   "The weather was quite pleasant, and the harbour glittered."}
        self.write_lines("one.jsonl", [article])
        self.make_store("whole.db", "one.jsonl")
        self.check_sound("whole.db")
        whole = (self.folder / "whole.db").read_bytes()
        places = [at for at in range(len(whole)) if whole.startswith(article["text"].encode(), at)]
        self.assertEqual(len(places), 1)
        for word in ("Omamo", "met with", "Oslo", "glittered"):
            altered = bytearray(whole)
            at = places[0] + article["text"].index(word) + 1
            altered[at] ^= 0x04
            self.write("altered.db", bytes(altered))
            with contextlib.suppress(FileNotFoundError):
                os.remove(self.folder / "altered.db-wal")
            out, err = self.run_program("--db", "altered.db", "verify", code=3)
            self.assertIn("one: ", err)
            self.assertGreater(int(out.split()[-1]), 0, word)


if __name__ == "__main__":
    lab.main()
