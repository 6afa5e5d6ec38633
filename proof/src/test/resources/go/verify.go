// Checks an unpacked audit pack with golang.org/x/mod alone: another implementation by other people.
// Arguments: folder, vkey of the log. Prints "ok" and the number of entries, or what is wrong.
package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type folder string

func (f folder) read(name string) []byte {
	content, err := os.ReadFile(filepath.Join(string(f), name))
	must(err)
	return content
}

// Height and ReadTiles make the folder a tlog.TileReader; its paths carry the height, those of C2SP do not.
func (f folder) Height() int { return 8 }

func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var contents [][]byte
	for _, tile := range tiles {
		contents = append(contents, f.read(strings.Replace(tile.Path(), "tile/8/", "tile/", 1)))
	}
	return contents, nil
}

func (f folder) SaveTiles([]tlog.Tile, [][]byte) {}

func must(err error) {
	if err != nil {
		fmt.Println("wrong:", err)
		os.Exit(1)
	}
}

func open(signed []byte, vkey string) tlog.Tree {
	verifier, err := note.NewVerifier(vkey)
	must(err)
	opened, err := note.Open(signed, note.VerifierList(verifier))
	must(err)
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	root, err := tlog.ParseHash(lines[2])
	must(err)
	return tlog.Tree{N: size, Hash: root}
}

func main() {
	switch os.Args[1] {
	case "pack":
		pack(folder(os.Args[2]), os.Args[3])
	case "growth":
		growth(folder(os.Args[2]), os.Args[3])
	case "sign":
		signer, err := note.NewSigner(os.Args[3])
		must(err)
		signed, err := note.Sign(&note.Note{Text: string(folder(os.Args[2]).read("text"))}, signer)
		must(err)
		os.Stdout.Write(signed)
	}
}

// pack compares each entry with the log, by tiles for a range whose first index is given, by proofs otherwise.
func pack(f folder, vkey string) {
	tree := open(f.read("checkpoint"), vkey)
	entries := bytes.Split(bytes.TrimSuffix(f.read("entries.ocsf.jsonl"), []byte("\n")), []byte("\n"))
	proofs, _ := filepath.Glob(filepath.Join(string(f), "proofs", "*"))
	if len(proofs) == 0 {
		first, err := strconv.ParseInt(os.Args[4], 10, 64)
		must(err)
		reader := tlog.TileHashReader(tree, f)
		for i, entry := range entries {
			// The reader of x/mod 0.7.0 does not compare every tile with the one above it, so each entry is proven.
			proof, err := tlog.ProveRecord(tree.N, first+int64(i), reader)
			must(err)
			if tlog.CheckRecord(proof, tree.N, tree.Hash, first+int64(i), tlog.RecordHash(entry)) != nil {
				must(fmt.Errorf("entry %d is another one", first+int64(i)))
			}
		}
	} else {
		for i, index := range os.Args[4:] {
			record(f.read("proofs/"+index+".tlog-proof"), entries[i], vkey)
		}
	}
	fmt.Println("ok", len(entries))
}

// record checks a C2SP tlog-proof for an entry.
func record(proof []byte, entry []byte, vkey string) {
	head, checkpoint, _ := strings.Cut(string(proof), "\n\n")
	tree := open([]byte(checkpoint), vkey)
	lines := strings.Split(head, "\n")
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
	must(err)
	must(tlog.CheckRecord(hashes(lines[2:]), tree.N, tree.Hash, index, tlog.RecordHash(entry)))
}

// growth checks the request of a log to a witness, against the older checkpoint beside it.
func growth(f folder, vkey string) {
	old := open(f.read("old"), vkey)
	head, checkpoint, _ := strings.Cut(string(f.read("request")), "\n\n")
	tree := open([]byte(checkpoint), vkey)
	must(tlog.CheckTree(tlog.TreeProof(hashes(strings.Split(head, "\n")[1:])), tree.N, tree.Hash, old.N, old.Hash))
	fmt.Println("ok", tree.N)
}

func hashes(lines []string) []tlog.Hash {
	var hashes []tlog.Hash
	for _, line := range lines {
		decoded, err := base64.StdEncoding.DecodeString(line)
		must(err)
		var hash tlog.Hash
		copy(hash[:], decoded)
		hashes = append(hashes, hash)
	}
	return hashes
}
