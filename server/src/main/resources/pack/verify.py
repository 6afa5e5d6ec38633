#!/usr/bin/env python3
"""Checks an audit pack with Python 3.9 and nothing else: python3 verify.py pack.zip [policy]. VERIFY.md says what it does."""
import base64, functools, hashlib, hmac, json, re, struct, sys, zipfile
P, Q = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493  # Ed25519 as in RFC 8032, 5.1
D = -121665 * pow(121666, -1, P) % P
where = sys.argv[1] if len(sys.argv) in (2, 3) else sys.exit(__doc__)  # what is being read, for the line WRONG
class Wrong(Exception): pass
def tell(kind, why, trace): print(f"WRONG {where}:", why if issubclass(kind, (Wrong, zipfile.BadZipFile)) else f"{kind.__name__} {why}")
sys.excepthook = tell  # Python exits with 1 after it
def need(holds, name, why):
    global where
    if not holds: where = name; raise Wrong(why)

def add(a, b):
    A, B, C, E = (a[1]-a[0])*(b[1]-b[0]), (a[1]+a[0])*(b[1]+b[0]), 2*a[3]*b[3]*D, 2*a[2]*b[2]
    return (B-A)*(E-C) % P, (E+C)*(B+A) % P, (E-C)*(E+C) % P, (B-A)*(B+A) % P
def mul(s, p): return (0, 1, 1, 0) if s == 0 else add(mul(s >> 1, add(p, p)), p) if s & 1 else mul(s >> 1, add(p, p))
def point(b):
    n = int.from_bytes(b, "little"); y = n % 2**255; xx = (y*y - 1) * pow(D*y*y + 1, -1, P) % P
    x = next((r for r in (pow(xx, (P+3)//8, P), pow(xx, (P+3)//8, P) * pow(2, (P-1)//4, P) % P) if r*r % P == xx), -1)
    need(x >= 0 and y < P, where, "a key or signature is no point of the curve")
    x = P - x if x & 1 != n >> 255 else x; return x, y, 1, x*y % P
def ed25519(key, text, sig):
    h, s = int.from_bytes(hashlib.sha512(sig[:32] + key + text).digest(), "little") % Q, int.from_bytes(sig[32:], "little")
    a, b = mul(s, point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))), add(point(sig[:32]), mul(h, point(key)))
    return s < Q and (a[0]*b[2] - b[0]*a[2]) % P == 0 and (a[1]*b[2] - b[1]*a[2]) % P == 0
def H(*parts): return hashlib.sha256(b"".join(parts)).digest()
def b64(text):  # the one base 64 form of some bytes
    data = base64.b64decode(text, validate=True); need(base64.b64encode(data).decode() == text, where, "this is not base 64"); return data
def once(pairs): need(len(dict(pairs)) == len(pairs), where, "a member stands twice in one object"); return dict(pairs)
def unfit(word): need(False, where, f"{word} is no number that may stand here")
def strict(data, **more): return json.loads(data.decode(), object_pairs_hook=once, parse_constant=unfit, **more)
def canonical(data, name, why):  # RFC 8785, for what has no fractions
    value = strict(data, parse_float=unfit); form = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    need(form == data, name, why); return value

class Policy:  # C2SP tlog-policy; keys are found by (name, key id)
    def __init__(self, name, data):
        self.logs, self.witnesses, self.members, self.quorum, vkeys = {}, {}, {}, None, {}
        for kind, *words in (line.split() for line in data.decode().split("\n") if line.strip() and line.split()[0][0] != "#"):
            if kind in ("log", "witness"):
                owner, key_id, key = (vkey := words[kind == "witness"]).split("+", 2); raw = b64(key)
                need(len(raw) == 33 and raw[0] == (1 if kind == "log" else 4), name, f"{vkey} is no key of a {kind}")
                need((kind, raw) not in vkeys, name, f"{vkey} stands twice"); vkeys[kind, raw] = vkey
                (self.logs if kind == "log" else self.witnesses)[owner, key_id] = raw
                if kind == "witness": self.define(name, words[0], (owner, key_id))
            elif kind == "group" and len(words) > 2:
                few = {"all": len(words) - 2, "any": 1}.get(words[1]) or (int(words[1]) if words[1].isdigit() else 0)
                used = [member for one in self.members.values() if isinstance(one[0], int) for member in one[1]]
                need(1 <= few <= len(set(words[2:])) == len(words) - 2 and not set(words[2:]) & set(used)
                     and set(words[2:]) <= set(self.members), name, "this quorum is not understood")
                self.define(name, words[0], (few, words[2:]))
            else:
                need(kind == "quorum" and len(words) == 1 and not self.quorum and (words[0] == "none" or words[0] in self.members),
                     name, "this quorum is not understood"); self.quorum = words[0]
        need(self.quorum, name, "the line `quorum` is missing"); self.vkeys = list(vkeys.values())
    def define(self, name, word, what):
        need(word != "none" and word not in self.members, name, f"the name {word} is taken"); self.members[word] = what
    def met(self, word, signers):
        if word == "none": return True
        few, of = self.members[word]  # a group's number and members, or a witness's name and key id
        return sum(self.met(member, signers) for member in of) >= few if isinstance(few, int) else (few, of) in signers

def read(name):
    global where
    need(name in names, name, "the file is missing"); where = name; return pack.read(name)
def sha256(name):
    global where
    where, digest = name, hashlib.sha256()
    with pack.open(name) as file:
        while part := file.read(1 << 20): digest.update(part)
    return digest.hexdigest()
@functools.cache
def note(name, data):  # a signed checkpoint: no line is by a key unknown to the pack's policy, each key that is known has signed
    text, lines = data.decode().split("\n\n"); origin, size, root = text.split("\n"); text, signers = text + "\n", {}
    need(lines.endswith("\n") and str(int(size)) == size and int(size) >= 0 and len(b64(root)) == 32, name, "this is no signed checkpoint")
    for line in lines[:-1].split("\n"):
        dash, who, sig = line.split(" "); sig = b64(sig); who = who, sig[:4].hex(); need(dash == "\u2014", name, "this is no signature line")
        need(name != "checkpoint" or who in packed.logs, name, "it carries other signatures than its log's")
        need(who in packed.logs or who in packed.witnesses, name, f"the signature of {who[0]} is by a key unknown to the pack's policy")
        for key in {one[who] for one in (packed.logs, packed.witnesses, own.logs, own.witnesses) if who in one}:
            time = b"cosignature/v1\ntime %d\n" % int.from_bytes(sig[4:12], "big") if key[0] == 4 else b""
            need(len(sig) == (76 if key[0] == 4 else 68) and ed25519(key[1:], time + text.encode(), sig[-64:]), name,
                 f"the signature of {who[0]} does not verify"); signers.setdefault(who, []).append(key)
    believed = own.logs  # who wants no witness need not know the heads log; then the pack's key of it is believed
    if name == "heads.tlog-proof" and own.quorum == "none" and origin not in [who for who, _ in own.logs]: believed = packed.logs
    need(any(who[0] == origin and believed.get(who) in signers[who] for who in signers), name, f"no key that you believe of {origin} signed it")
    return origin, int(size), b64(root), [who for who in signers if own.witnesses.get(who) in signers[who]]
def proof(name, leaf=None, under=None):  # a C2SP tlog-proof of the leaf, or of its own `extra`
    head, signed = read(name).decode().split("\n\n", 1); lines = head.split("\n"); extra = None
    need(lines.pop(0) == "c2sp.org/tlog-proof@v1", name, "this is no tlog-proof")
    if lines[0].startswith("extra "): extra = b64(lines.pop(0)[6:])
    need((extra is None) != (leaf is None), name, "the line `extra` is missing, or one too many")
    need(under in (None, signed.encode()), name, "it is under another checkpoint"); origin, size, root, cosigners = note(name, signed.encode())
    at = i = int(lines[0][6:]); n = size - 1; h = H(b"\0", extra if leaf is None else leaf)
    need(lines[0] == f"index {at}" and 0 <= at < size, name, "its index is not in the log")
    for side in map(b64, lines[1:]):  # RFC 9162, 2.1.3.2
        need(n > 0 and len(side) == 32, name, "the proof is too long"); left = i & 1 or i == n
        h = H(b"\1", side, h) if left else H(b"\1", h, side)
        while left and not i & 1 and i: i, n = i >> 1, n >> 1
        i, n = i >> 1, n >> 1
    need(n == 0 and h == root, name, f"index {at} of the log is another entry"); return origin, at, extra, cosigners
def fold(h): return h[0] if len(h) == 1 else fold([H(b"\1", a, b) for a, b in zip(h[::2], h[1::2])])
def path(level, n):  # C2SP tlog-tiles
    width, name = min(256, (size >> 8*level) - 256*n), "%03d" % (n % 1000)
    while n >= 1000: n //= 1000; name = "x%03d/%s" % (n % 1000, name)
    return f"tile/{level}/{name}" + (f".p/{width}" if width < 256 else ""), width
def tile(level, n):  # its hashes
    name, width = path(level, n); data = read(name); need(len(data) == 32*width, name, "the tile has another size")
    return [data[i:i + 32] for i in range(0, 32*width, 32)]
def node(height, i): return fold(tile(height // 8, (i << height % 8) // 256)[(i << height % 8) % 256:][:1 << height % 8])

def archive():  # the one form of a ZIP that a pack has: files stored side by side by name, the directory, and no other byte
    at, directory, last = 0, b"", ""
    with open(sys.argv[1], "rb") as file:
        for one in pack.infolist():
            name = one.filename; fixed = struct.pack("<4H3I2H", 0, 0, 0, 33, one.CRC, one.file_size, one.file_size, len(name), 0)
            need(re.fullmatch(r"[\w-][\w.-]*(/[\w-][\w.-]*)*", name, re.ASCII) and len(name) <= 200, "archive", "no file may have this name")
            need(last < name, name, "it is not in the order of names, or stands twice"); last = name; local = b"PK\3\4\n\0" + fixed + name.encode()
            file.seek(at); need(file.read(len(local)) == local, name, "the header before its content is not as the directory says")
            directory += b"PK\1\2\n\0\n\0" + fixed + struct.pack("<3H2I", 0, 0, 0, 0, at) + name.encode(); at += len(local) + one.file_size
        file.seek(at); end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, len(names), len(names), len(directory), at, 0)
        need(file.read() == directory + end, "archive", "its directory is not as a pack's must be, or something stands beside it")
    need(len({name.lower() for name in names}) == len(names), "archive", "two names differ in upper and lower case only")
    need(not (bad := pack.testzip()), bad, "its checksum is another")

pack = zipfile.ZipFile(where); names = pack.namelist(); archive()
packed = own = Policy("policy", read("policy"))
if len(sys.argv) > 2:
    where = sys.argv[2]
    with open(where, "rb") as file: own = Policy(where, file.read())
origin, size, root, _ = note("checkpoint", signed := read("checkpoint"))
manifest = canonical(read("manifest.json"), "manifest.json", "it is not in canonical form"); chosen = manifest["entries"]
need(manifest["format"] == "bailiwick-audit-pack/1", "manifest.json", "it is of another format")
need(origin == manifest["origin"] and origin.endswith("/t/" + manifest["tenant"]), "manifest.json", "it is about another log")
_, at, entry, _ = proof("manifest.tlog-proof", under=signed)
need(strict(entry)["bailiwick"]["facts"]["manifest_sha256"] == sha256("manifest.json"), "manifest.json", "the log's entry names another manifest")
required = manifest.get("required", [])
need(type(required) is list and all(type(name) is str for name in required), "manifest.json", "`required` is no list of files")
for name in required: need(name in names, name, "the manifest says that the pack has this file, and it is missing")
if "heads.tlog-proof" in names:
    heads, _, _, cosigners = proof("heads.tlog-proof", leaf=signed)
    need(heads == origin.rpartition("/t/")[0] + "/heads", "heads.tlog-proof", "it is of another log than that of the heads")
    need(own.met(own.quorum, cosigners), "heads.tlog-proof", "too few witnesses of the policy cosigned the heads log")
else: cosigners = need(own.quorum == "none", "heads.tlog-proof", "the policy wants witnesses, and the file that has them is missing")

whole = chosen["kind"] == "range"; chosen = range(chosen["from"], chosen["to"]) if whole else chosen["indexes"]
ends = (chosen.start, chosen.stop) if whole else (0, 0)
need(0 <= ends[0] <= ends[1] <= size and (whole or all(type(i) is int and 0 <= i < size for i in chosen)
     and all(a < b for a, b in zip(chosen, chosen[1:]))), "manifest.json", "its indexes are not in the log, or do not ascend")
tiles = {}  # exactly those that prove the range
for level in range(8 if len(chosen) and whole else 0):
    hashes = size >> 8*level; last = min(chosen[-1] >> 8*level + 8, (hashes - 1) // 256)
    for n in [*range(chosen[0] >> 8*level + 8, last + 1)] + [hashes // 256] * (hashes % 256 > 0): tiles[path(level, n)[0]] = level, n
alone = {"manifest.json", "manifest.tlog-proof", "checkpoint", "heads.tlog-proof", "entries.ocsf.jsonl", *tiles} | ({f"proofs/{i}.tlog-proof" for i in chosen} if not whole else set())
for name in names: need(name == "entries.ocsf.jsonl" or (name in alone) != (name in manifest["files"]), name, "the manifest does not name this file, or must not")
for name, said in manifest["files"].items():
    need(name in names, name, "the file is missing"); need(pack.getinfo(name).file_size == said["size"], name, "the manifest says another size")
    need(sha256(name) == said["sha256"], name, "the manifest says another SHA-256")

def disclosures():  # in canonical form, each once, by index and pointer
    last = -1, ""
    for number, line in enumerate(pack.open("disclosures.jsonl"), 1):
        value = canonical(line[:-1], "disclosures.jsonl", f"line {number} is not in canonical form")
        need(line.endswith(b"\n") and sorted(value) == ["index", "pointer", "salt", "value"] and type(value["index"]) is int,
             "disclosures.jsonl", f"line {number} says more or less than it should")
        need(last < (last := (value["index"], value["pointer"])), "disclosures.jsonl",
             f"line {number}, a value of entry {value['index']}, is not in order, or stands twice")
        yield value
where = "entries.ocsf.jsonl"; leaves, count = [], 0
disclosed = disclosures(); value = next(disclosed, None)
for i, line in zip(chosen, pack.open("entries.ocsf.jsonl")):
    leaf = line[:-1]; count += 1
    need(line.endswith(b"\n") and 1 < len(line) <= 65536, "entries.ocsf.jsonl", f"entry {i} is too long, or no whole line")
    if not whole: need(proof(f"proofs/{i}.tlog-proof", leaf, signed)[1] == i, f"proofs/{i}.tlog-proof", "the proof is for another index")
    elif i == chosen[0] or i % 256 == 0: leaves = tile(0, i // 256)
    need(not whole or leaves[i % 256] == H(b"\0", leaf), "entries.ocsf.jsonl", f"entry {i} is not the one that the log has at this index")
    while value and value["index"] == i:
        salt = b64(value["salt"]); mac = hmac.new(salt, value["value"].encode(), "sha256").hexdigest()
        need(len(salt) >= 16 and {"pointer": value["pointer"], "hmac_sha256": mac} in strict(leaf)["bailiwick"]["commitments"],
             "disclosures.jsonl", f"a value of entry {i} is not what the entry committed to"); value = next(disclosed, None)
need(count == len(chosen) == sum(1 for _ in pack.open("entries.ocsf.jsonl")), "entries.ocsf.jsonl", "it has more or fewer entries than the manifest says")
need(value is None, "disclosures.jsonl", f"a value is of no entry of this pack, or not in order: {value and value['index']}")
if whole and len(chosen):  # the tiles: those at the right edge give the root, each other is in the one above
    done, parts = 0, []
    for height in (b for b in range(62, -1, -1) if size >> b & 1): parts.append(node(height, done >> height)); done += 1 << height
    while len(parts) > 1: parts[-2:] = [H(b"\1", *parts[-2:])]
    need(parts == [root], "tile", "the tiles do not give the root that was signed")
    for name, (level, n) in tiles.items():
        if path(level, n)[1] == 256: need(fold(tile(level, n)) == tile(level + 1, n // 256)[n % 256], name, "the tile above it names another")
print(f"ok: {count} entries of {origin},", "PARTIAL: chosen by a filter, nothing is proven of what was left out" if not whole else
      f"complete from index {chosen[0]} to {chosen[-1]} of the log" if count else "the manifest names none: nothing is proven of the period",
      f"- the period is what the manifest says: {manifest['period']['from']} to {manifest['period']['to']} - manifest is entry {at}",
      f"- heads log signed by {', '.join(sorted(who for who, _ in cosigners)) if cosigners else 'no witness'}")
if own is packed: print("the keys believed are the pack's own, compare them:", *own.vkeys, sep="\n    ")
