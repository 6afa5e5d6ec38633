#!/usr/bin/env python3
"""Checks an audit pack with Python 3.9 and nothing else: python3 verify.py pack.zip [policy]. VERIFY.md says what it does."""
import base64, functools, hashlib, hmac, json, sys, zipfile
P, Q = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493  # Ed25519 as in RFC 8032, 5.1
D = -121665 * pow(121666, -1, P) % P
sys.excepthook = lambda kind, why, trace: print("WRONG", kind.__name__, why)
def need(holds, why):
    if not holds: sys.exit("WRONG " + why)
def add(a, b):
    A, B, C, E = (a[1]-a[0])*(b[1]-b[0]), (a[1]+a[0])*(b[1]+b[0]), 2*a[3]*b[3]*D, 2*a[2]*b[2]
    return (B-A)*(E-C) % P, (E+C)*(B+A) % P, (E-C)*(E+C) % P, (B-A)*(B+A) % P
def mul(s, p): return (0, 1, 1, 0) if s == 0 else add(mul(s >> 1, add(p, p)), p) if s & 1 else mul(s >> 1, add(p, p))
def point(b):
    n = int.from_bytes(b, "little"); y = n % 2**255; xx = (y*y - 1) * pow(D*y*y + 1, -1, P) % P
    x = next((r for r in (pow(xx, (P+3)//8, P), pow(xx, (P+3)//8, P) * pow(2, (P-1)//4, P) % P) if r*r % P == xx), -1)
    need(x >= 0 and y < P, "a key or signature is no point of the curve")
    x = P - x if x & 1 != n >> 255 else x; return x, y, 1, x*y % P
def ed25519(key, text, sig):
    h, s = int.from_bytes(hashlib.sha512(sig[:32] + key + text).digest(), "little") % Q, int.from_bytes(sig[32:], "little")
    a, b = mul(s, point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))), add(point(sig[:32]), mul(h, point(key)))
    return s < Q and (a[0]*b[2] - b[0]*a[2]) % P == 0 and (a[1]*b[2] - b[1]*a[2]) % P == 0
def H(*parts): return hashlib.sha256(b"".join(parts)).digest()
@functools.cache
def note(name, data):  # a signed checkpoint: every line is by a key of the policy, one of them by the log itself
    text, lines = data.decode().split("\n\n"); origin, size, root = text.split("\n"); text, signers = text + "\n", []
    for line in lines.strip("\n").split("\n"):
        _, who, sig = line.split(" "); sig = base64.b64decode(sig); key = keys.get((who, sig[:4].hex()), b"\0")
        time = b"cosignature/v1\ntime %d\n" % int.from_bytes(sig[4:12], "big") if key[0] == 4 else b""
        need(len(key) == 33 and ed25519(key[1:], time + text.encode(), sig[-64:]), f"{name}: the signature of {who}")
        signers.append(who)
    need(origin in signers, f"{name}: not signed by its log"); return origin, int(size), base64.b64decode(root), signers
def proof(name, leaf=None, under=None):  # a C2SP tlog-proof of the leaf, or of its own `extra`
    head, signed = pack.read(name).decode().split("\n\n", 1); lines = head.split("\n")[1:]
    extra = base64.b64decode(lines.pop(0)[6:]) if lines[0].startswith("extra ") else b""
    need(under in (None, signed.encode()), f"{name}: another checkpoint"); origin, size, root, signers = note(name, signed.encode())
    at = i = int(lines[0][6:]); n = size - 1; h = H(b"\0", extra if leaf is None else leaf)
    for side in map(base64.b64decode, lines[1:]):  # RFC 9162, 2.1.3.2
        left = i & 1 or i == n; h = H(b"\1", side, h) if left else H(b"\1", h, side)
        while left and not i & 1 and i: i, n = i >> 1, n >> 1
        i, n = i >> 1, n >> 1
    need(n == 0 and h == root, f"{name}: index {at} of the log is another entry"); return at, extra, signers
def fold(h): return h[0] if len(h) == 1 else fold([H(b"\1", a, b) for a, b in zip(h[::2], h[1::2])])
def tile(level, n):  # its hashes (C2SP tlog-tiles)
    width, path = min(256, (size >> 8*level) - 256*n), "%03d" % (n % 1000)
    while n >= 1000: n //= 1000; path = "x%03d/%s" % (n % 1000, path)
    data = pack.read(f"tile/{level}/{path}" + (f".p/{width}" if width < 256 else "")); need(len(data) == 32*width, path)
    return [data[i:i + 32] for i in range(0, 32*width, 32)]
def node(height, i): return fold(tile(height // 8, (i << height % 8) // 256)[(i << height % 8) % 256:][:1 << height % 8])
pack = zipfile.ZipFile(sys.argv[1]); names = pack.namelist(); manifest = json.loads(pack.read("manifest.json"))
policy = (open(sys.argv[2], "rb").read() if len(sys.argv) > 2 else pack.read("policy")).decode().split("\n")
vkeys = [word.split("+", 2) for line in policy if line[:4] in ("log ", "witn") for word in line.split() if "+" in word]
keys = {(name, key_id): base64.b64decode(key) for name, key_id, key in vkeys}
for name in names:
    if (said := manifest["files"].get(name)): need(hashlib.sha256(pack.read(name)).hexdigest() == said["sha256"], name)
    else: need(name.startswith(("manifest.", "heads.tlog", "checkpoint", "tile/", "proofs/")), f"{name}: not in the manifest")
need(len(names) == len(set(names)) and set(manifest["files"]) <= set(names), "a file is missing, or there twice")
origin, size, root, _ = note("checkpoint", signed := pack.read("checkpoint"))
need(origin == manifest["origin"] and origin.endswith("/t/" + manifest["tenant"]), "manifest.json: another log")
at, entry, _ = proof("manifest.tlog-proof", under=signed)
need(json.loads(entry)["bailiwick"]["facts"]["manifest_sha256"] == hashlib.sha256(pack.read("manifest.json")).hexdigest(),
     "manifest.json: the log's entry has another hash")
witnesses = proof("heads.tlog-proof", leaf=signed)[2] if "heads.tlog-proof" in names else []
chosen, known, leaves, h = manifest["entries"], {}, [], None
chosen = range(chosen["from"], chosen["to"]) if chosen["kind"] == "range" else chosen["indexes"]
disclosed = map(json.loads, pack.open("disclosures.jsonl")); value = next(disclosed, None)
for i, line in zip(chosen, pack.open("entries.ocsf.jsonl")):
    leaf = line.rstrip(b"\n")
    if isinstance(chosen, list): proof(f"proofs/{i}.tlog-proof", leaf, signed)
    elif i == chosen[0] or i % 256 == 0: leaves = tile(0, i // 256)
    need(isinstance(chosen, list) or leaves[i % 256] == H(b"\0", leaf), f"entries.ocsf.jsonl: entry {i}")
    while value and value["index"] == i:
        mac = hmac.new(base64.b64decode(value["salt"]), value["value"].encode(), "sha256").hexdigest()
        need({"pointer": value["pointer"], "hmac_sha256": mac} in json.loads(leaf)["bailiwick"]["commitments"],
             f"disclosures.jsonl: entry {i}"); value = next(disclosed, None)
need(value is None and sum(1 for _ in pack.open("entries.ocsf.jsonl")) == len(chosen), "entries.ocsf.jsonl: lines are missing")
if isinstance(chosen, range) and len(chosen):  # the tiles: those at the right edge give the root, each other is in the one above
    done, parts = 0, []
    for height in (b for b in range(62, -1, -1) if size >> b & 1): parts.append(node(height, done >> height)); done += 1 << height
    while len(parts) > 1: parts[-2:] = [H(b"\1", *parts[-2:])]
    need(parts == [root], "tile: the tiles do not give the root that was signed")
    for level in range(8):
        for n in range(chosen[0] >> 8*level + 8, min(chosen[-1] >> 8*level + 8, (size >> 8*level) // 256 - 1) + 1):
            need(fold(tile(level, n)) == tile(level + 1, n // 256)[n % 256], f"tile/{level}: tile {n}")
print(f"ok: {len(chosen)} entries of {origin}, period {manifest['period']['from']} to {manifest['period']['to']},",
      "complete" if isinstance(chosen, range) else "PARTIAL: chosen by a filter", "- manifest is entry", at,
      "- heads log signed by", witnesses or "nobody")
