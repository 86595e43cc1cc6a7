"""Python's eventsourcing: its SQLite recorder, which writes with synchronous FULL. Called as the peers in C are; see
peer.h. (originator, version) is unique, an event's id is not kept apart."""

import hashlib
import json
import os
import resource
import shutil
import sqlite3
import struct
import sys
import time
from uuid import UUID

from eventsourcing.persistence import StoredEvent
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteDatastore


def entries(path):
    """Position, stream's number, version, type, state, device and record of each event."""
    with open(path, "rb") as file:
        header = file.read(64)
        if header[:8] != b"PRBYWORK":
            raise SystemExit("not the work: " + path)
        position = 0
        while True:
            head = file.read(72)
            if len(head) < 72:
                return
            size, record, stream, version = struct.unpack_from("<IIQQ", head)
            name_bytes, type_bytes = struct.unpack_from("<HH", head, 48)
            rest = file.read(size - 72)
            start = record + name_bytes
            kind = rest[start:start + type_bytes].decode()
            yield position, stream, version, kind, head[54], head[56:72], rest[:record]
            position += 1


def stored(entry):
    _, stream, version, kind, state, device, record = entry
    # What the fold needs stands in front, as an application would keep it in its own form.
    return StoredEvent(UUID(int=stream + 1), version + 1, kind, bytes([state]) + device + record)


def recorder(path, is_new):
    made = SQLiteApplicationRecorder(SQLiteDatastore(path))
    if is_new:
        made.create_table()
    return made


def load(path, all_entries, count):
    made = recorder(path, True)
    batch = []
    for entry in all_entries:
        if entry[0] >= count:
            break
        batch.append(stored(entry))
        if len(batch) == 10_000:
            made.insert_events(batch)
            batch = []
    if batch:
        made.insert_events(batch)
    return made


def usage():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return time.monotonic(), used.ru_utime, used.ru_stime


def quantiles(values):
    values = sorted(values)
    at = lambda part: values[min(len(values) - 1, int(part * len(values)))] * 1e6
    return {"count": len(values), "p50": at(0.5), "p90": at(0.9), "p99": at(0.99), "p999": at(0.999),
            "max": values[-1] * 1e6}


def store(records, folder, total, count, name):
    path = f"{folder}/stores/eventsourcing-{total}-{name}.sqlite"
    if not os.path.exists(path):
        os.makedirs(folder + "/stores", exist_ok=True)
        for end in ("", "-wal", "-shm"):
            if os.path.exists(path + ".new" + end):
                os.remove(path + ".new" + end)
        load(path + ".new", entries(records), count).datastore.close()
        with sqlite3.connect(path + ".new") as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        os.rename(path + ".new", path)
    return path


def main():
    records, folder, verb = sys.argv[1:4]
    with open(records, "rb") as file:
        total = struct.unpack_from("<Q", file.read(64), 16)[0]
    most = int(os.environ.get("BENCH_EVENTS", total))
    tail = min(30_000, total // 10)
    out = {"name": "Python eventsourcing", "events": 0}
    run = folder + "/run/eventsourcing.sqlite"
    os.makedirs(folder + "/run", exist_ok=True)
    latencies = []
    if verb == "append":
        batch = int(sys.argv[4])
        shutil.copy(store(records, folder, total, total - tail, "base"), run)
        events = [stored(entry) for entry in entries(records) if entry[0] >= total - tail][:most]
        made = recorder(run, False)
        made.insert_events(events[:1])
        events = events[1:]
        start = usage()
        for place in range(0, len(events), batch):
            began = time.monotonic()
            made.insert_events(events[place:place + batch])
            latencies.append(time.monotonic() - began)
        end = usage()
        out["events"] = len(events)
        if batch > 1:
            latencies = []
    elif verb == "bulk":
        events = [entry for entry in entries(records)]
        start = usage()
        made = load(run, events, total)
        end = usage()
        out["events"] = total
        made.datastore.close()
        out["storedBytes"] = sum(os.path.getsize(run + e) for e in ("", "-wal") if os.path.exists(run + e))
    elif verb == "replay":
        made = recorder(store(records, folder, total, total, "full"), False)
        states = {}
        first = 1
        start = usage()
        while True:
            found = made.select_notifications(first, 10_000)
            if not found:
                break
            for event in found:
                if event.topic == "compliance.observed" and event.state[0] < 2:
                    states[event.state[1:17]] = event.state[0]
            out["events"] += len(found)
            first = found[-1].id + 1
        digest = hashlib.sha256(b"".join(key + bytes([states[key]]) for key in sorted(states)))
        end = usage()
        out["digest"] = digest.hexdigest()
    elif verb == "histories":
        seen = {entry[1]: None for entry in entries(records) if entry[4] < 2}
        streams = list(seen)
        made = recorder(store(records, folder, total, total, "full"), False)
        state = 4
        read = 0
        start = usage()
        for _ in range(min(most, 5_000)):
            state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
            began = time.monotonic()
            read += len(made.select_events(UUID(int=streams[(state >> 33) % len(streams)] + 1)))
            latencies.append(time.monotonic() - began)
            out["events"] += 1
        end = usage()
        out["note"] = f"{read} events read"
    else:
        raise SystemExit(64)
    out["seconds"], out["user"], out["system"] = (b - a for a, b in zip(start, end))
    if latencies:
        out["latency"] = quantiles(latencies)
    print(json.dumps(out))


main()
