"""Changes a record behind Kaudit's back as somebody could who knows how it is sealed.

    python3 forge.py acme.kaudit SQL...    runs the statements with the guards of the log taken off, and puts them back
    python3 forge.py --seal acme.kaudit SQL...    the same, and seals every event anew, so that the chain holds

In the SQL, `hostile(N)` is a JSON text nested N deep, and `many(TEXT, N)` a text N times.
"""
import hashlib, json, sqlite3, sys

def text(value):
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value

def quoted(value):
    """A text as Kaudit writes it in canonical JSON."""
    return json.dumps(text(value), ensure_ascii=False).encode("utf-8", "replace")

def seal(record):
    previous = b""
    rows = record.execute(
        'SELECT sequence, cast(at AS BLOB), cast("by" AS BLOB), cast(kind AS BLOB), cast(body AS BLOB), salt '
        "FROM log ORDER BY sequence").fetchall()
    for sequence, at, by, kind, body, salt in rows:
        body_digest = hashlib.sha256(b"\1" + salt + body).digest()
        links = b'"' + previous.hex().encode() + b'"' if previous else b""
        sealed = (b'\0{"at":' + quoted(at) + b',"body_digest":"' + body_digest.hex().encode() + b'","by":' + quoted(by)
                  + b',"kind":' + quoted(kind) + b',"previous":[' + links + b"]}")
        digest = hashlib.sha256(sealed).digest()
        record.execute("UPDATE log SET body_digest = ?, previous = ?, digest = ? WHERE sequence = ?",
                       (body_digest, previous, digest, sequence))
        previous = digest

arguments = sys.argv[1:]
isSealed = arguments[0] == "--seal"
path, *statements = arguments[isSealed:]
record = sqlite3.connect(path)
record.create_function("hostile", 1, lambda n: "[" * n + "]" * n)
record.create_function("many", 2, lambda text, n: text * n)
record.execute("PRAGMA ignore_check_constraints = ON")
guards = record.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
for name, _ in guards:
    record.execute(f"DROP TRIGGER {name}")
for statement in statements:
    record.execute(statement)
if isSealed:
    seal(record)
for _, sql in guards:
    record.execute(sql)
record.commit()
record.close()
