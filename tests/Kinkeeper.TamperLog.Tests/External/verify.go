// Checks logs with golang.org/x/mod/sumdb alone. Reads lines "FOLDER VKEY" and answers each with OK SIZE or BAD REASON.
// It recomputes the tree from the entries and compares every tile: tlog.TileHashReader of x/mod 0.7.0 is not used, because it
// leaves tiles unauthenticated where several subtrees of the right edge share one.
package main

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// read gives the file of a tile, or the full one that has replaced a partial one.
func read(folder string, t tlog.Tile) (data []byte, exact bool, err error) {
	path := strings.Replace(strings.Replace(t.Path(), "tile/8/", "tile/", 1), "tile/data/", "tile/entries/", 1)
	if data, err = os.ReadFile(filepath.Join(folder, path)); err == nil || t.W == 256 {
		return data, true, err
	}
	data, err = os.ReadFile(filepath.Join(folder, strings.Split(path, ".p/")[0]))
	return data, false, err
}

func check(folder, vkey string) (int64, error) {
	v, err := note.NewVerifier(vkey)
	if err != nil {
		return 0, err
	}
	signed, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
	if err != nil {
		return 0, err
	}
	n, err := note.Open(signed, note.VerifierList(v))
	if err != nil {
		return 0, err
	}
	lines := strings.Split(n.Text, "\n")
	if len(lines) < 4 || lines[0] != v.Name() {
		return 0, fmt.Errorf("not this log's checkpoint")
	}
	tree, err := tlog.ParseTree([]byte("go.sum database tree\n" + lines[1] + "\n" + lines[2] + "\n"))
	if err != nil {
		return 0, err
	}
	var stored []tlog.Hash
	hashes := tlog.HashReaderFunc(func(indexes []int64) (out []tlog.Hash, err error) {
		for _, i := range indexes {
			out = append(out, stored[i])
		}
		return out, nil
	})
	for _, t := range tlog.NewTiles(8, 0, tree.N) {
		if t.L > 0 || (t.W < 256 && t.N*256+int64(t.W) != tree.N) {
			continue
		}
		bundle, exact, err := read(folder, tlog.Tile{H: 8, L: -1, N: t.N, W: t.W})
		if err != nil {
			return 0, err
		}
		for i := t.N * 256; i < t.N*256+int64(t.W); i++ {
			if len(bundle) < 2 || len(bundle) < 2+int(binary.BigEndian.Uint16(bundle)) {
				return 0, fmt.Errorf("bundle ends before entry %d", i)
			}
			end := 2 + int(binary.BigEndian.Uint16(bundle))
			added, err := tlog.StoredHashes(i, bundle[2:end], hashes)
			if err != nil {
				return 0, err
			}
			stored, bundle = append(stored, added...), bundle[end:]
		}
		if exact && len(bundle) > 0 {
			return 0, fmt.Errorf("bytes after the last entry of bundle %d", t.N)
		}
	}
	root, err := tlog.TreeHash(tree.N, hashes)
	if err != nil || (tree.N > 0 && root != tree.Hash) {
		return 0, fmt.Errorf("the entries lead to %v, signed is %v (%v)", root, tree.Hash, err)
	}
	for _, t := range tlog.NewTiles(8, 0, tree.N) {
		if t.W < 256 && t.N<<8+int64(t.W) != tree.N>>(8*uint(t.L)) {
			continue // a partial tile of an earlier size
		}
		want, err := tlog.ReadTileData(t, hashes)
		if err != nil {
			return 0, err
		}
		data, exact, err := read(folder, t)
		if err != nil {
			return 0, err
		}
		if !bytes.HasPrefix(data, want) || (exact && len(data) != len(want)) {
			return 0, fmt.Errorf("%s is not what the entries make", t.Path())
		}
	}
	return tree.N, nil
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		parts := strings.SplitN(lines.Text(), " ", 2)
		if size, err := check(parts[0], parts[1]); err != nil {
			fmt.Println("BAD", strings.ReplaceAll(err.Error(), "\n", " "))
		} else {
			fmt.Println("OK", size)
		}
	}
}
