// Checks logs with golang.org/x/mod/sumdb alone. Reads lines "FOLDER VKEY" and answers each with OK SIZE or BAD REASON.
package main

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type folder string

func (folder) Height() int                         { return 8 }
func (folder) SaveTiles([]tlog.Tile, [][]byte)     {}
func (f folder) read(path string) ([]byte, error)  { return os.ReadFile(filepath.Join(string(f), path)) }
func (f folder) ReadTiles(tiles []tlog.Tile) (out [][]byte, err error) {
	for _, t := range tiles {
		path := strings.Replace(t.Path(), "tile/8/", "tile/", 1)
		data, err := f.read(path)
		if err != nil && t.W < 256 { // a partial tile may have been replaced by the full one
			data, err = f.read(strings.Split(path, ".p/")[0])
			if err == nil && len(data) > 32*t.W {
				data = data[:32*t.W]
			}
		}
		if err != nil {
			return nil, err
		}
		out = append(out, data)
	}
	return out, nil
}

func check(f folder, vkey string) (int64, error) {
	v, err := note.NewVerifier(vkey)
	if err != nil {
		return 0, err
	}
	signed, err := f.read("checkpoint")
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
	if tree.N == 0 {
		return 0, nil
	}
	hashes := tlog.TileHashReader(tree, f)
	for first := int64(0); first < tree.N; first += 256 {
		width := tree.N - first
		if width > 256 {
			width = 256
		}
		path := strings.Replace(tlog.Tile{H: 8, L: 0, N: first / 256, W: int(width)}.Path(), "tile/8/0/", "tile/entries/", 1)
		bundle, err := f.read(path)
		whole := err == nil
		if err != nil {
			if bundle, err = f.read(strings.Split(path, ".p/")[0]); err != nil {
				return 0, err
			}
		}
		indexes := make([]int64, width)
		for i := range indexes {
			indexes[i] = tlog.StoredHashIndex(0, first+int64(i))
		}
		want, err := hashes.ReadHashes(indexes)
		if err != nil {
			return 0, err
		}
		for i := range indexes {
			if len(bundle) < 2 || len(bundle) < 2+int(binary.BigEndian.Uint16(bundle)) {
				return 0, fmt.Errorf("bundle ends before entry %d", first+int64(i))
			}
			length := 2 + int(binary.BigEndian.Uint16(bundle))
			if tlog.RecordHash(bundle[2:length]) != want[i] {
				return 0, fmt.Errorf("entry %d does not fit its hash", first+int64(i))
			}
			bundle = bundle[length:]
		}
		if whole && len(bundle) > 0 {
			return 0, fmt.Errorf("bytes after the last entry of %s", path)
		}
	}
	return tree.N, nil
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		parts := strings.SplitN(lines.Text(), " ", 2)
		if size, err := check(folder(parts[0]), parts[1]); err != nil {
			fmt.Println("BAD " + strings.ReplaceAll(err.Error(), "\n", " "))
		} else {
			fmt.Println("OK " + strconv.FormatInt(size, 10))
		}
	}
}
