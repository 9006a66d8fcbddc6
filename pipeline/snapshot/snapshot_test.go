package snapshot

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

type bench struct {
	t          *testing.T
	store, src string
}

func newBench(t *testing.T) bench {
	return bench{t, filepath.Join(t.TempDir(), "snapshots"), t.TempDir()}
}

func (b bench) write(name, text string) string {
	b.t.Helper()
	path := filepath.Join(b.src, name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		b.t.Fatal(err)
	}
	return path
}

func (b bench) open(verify bool) *Store {
	b.t.Helper()
	s, err := Open(b.store, verify)
	if err != nil {
		b.t.Fatal(err)
	}
	return s
}

// take keeps a file in a store of its own, as a run does, and saves the
// index. It checks that the kept copy has the content and the hash.
func (b bench) take(name string, verify bool, wantHashed int) Snapshot {
	b.t.Helper()
	s := b.open(verify)
	snap := b.takeFrom(s, name)
	if s.Hashed != wantHashed {
		b.t.Errorf("%s: %d files hashed, want %d", name, s.Hashed, wantHashed)
	}
	if err := s.Save(); err != nil {
		b.t.Fatal(err)
	}
	return snap
}

func (b bench) takeFrom(s *Store, name string) Snapshot {
	b.t.Helper()
	path := filepath.Join(b.src, name)
	snap, err := s.Take(name, path)
	if err != nil {
		b.t.Fatal(err)
	}
	kept, err := os.ReadFile(snap.Path)
	if err != nil {
		b.t.Fatal(err)
	}
	text, _ := os.ReadFile(path)
	sum := sha256.Sum256(text)
	if string(kept) != string(text) || snap.SHA256 != hex.EncodeToString(sum[:]) || snap.Size != int64(len(text)) {
		b.t.Errorf("%s: kept %q as %+v, the file has %q", name, kept, snap, text)
	}
	return snap
}

// copies counts the kept files; nothing else may lie in the store.
func (b bench) copies() int {
	b.t.Helper()
	n := 0
	entries, _ := filepath.Glob(filepath.Join(b.store, "*"))
	for _, e := range entries {
		base := filepath.Base(e)
		if base == "index.json" {
			continue
		}
		files, err := os.ReadDir(e)
		if err != nil || len(base) != 2 {
			b.t.Errorf("left over in the store: %s", e)
		}
		for _, f := range files {
			if len(f.Name()) != 64 || !strings.HasPrefix(f.Name(), base) {
				b.t.Errorf("left over in the store: %s/%s", base, f.Name())
			}
			n++
		}
	}
	return n
}

func TestSameBytesAreKeptOnce(t *testing.T) {
	b := newBench(t)
	b.write("a.csv", "one")
	b.write("copy of a.csv", "one")
	b.write("b.csv", "two")
	s := b.open(false)
	first, second, other := b.takeFrom(s, "a.csv"), b.takeFrom(s, "copy of a.csv"), b.takeFrom(s, "b.csv")
	if first != second || first == other || s.Hashed != 3 {
		t.Errorf("%+v %+v %+v, %d hashed", first, second, other, s.Hashed)
	}
	if n := b.copies(); n != 2 {
		t.Errorf("%d copies", n)
	}
	if info, err := os.Stat(first.Path); err != nil || info.Mode().Perm() != 0o444 {
		t.Errorf("the kept copy can be written: %v %v", info.Mode(), err)
	}
}

func TestUnchangedFileIsNotHashed(t *testing.T) {
	b := newBench(t)
	path := b.write("a.csv", "one")
	before := b.take("a.csv", false, 1)
	if after := b.take("a.csv", false, 0); after != before {
		t.Errorf("%+v, then %+v", before, after)
	}
	b.take("a.csv", true, 1) // --verify
	info, _ := os.Stat(path)

	// Each of the three alone is noticed: time, inode, size.
	if err := os.Chtimes(path, info.ModTime(), info.ModTime().Add(time.Second)); err != nil {
		t.Fatal(err)
	}
	b.take("a.csv", false, 1)
	b.take("a.csv", false, 0)

	info, _ = os.Stat(path)
	b.write("new", "uno")
	if err := os.Chtimes(filepath.Join(b.src, "new"), info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(b.src, "new"), path); err != nil {
		t.Fatal(err)
	}
	b.take("a.csv", false, 1)

	b.write("a.csv", "longer")
	if err := os.Chtimes(path, info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
	b.take("a.csv", false, 1)
	b.take("a.csv", false, 0)
	if n := b.copies(); n != 3 {
		t.Errorf("%d copies; older content must stay", n)
	}
}

// TestVerifySeesThroughTheIndex: a change that keeps size, time and inode is
// found only by hashing.
func TestVerifySeesThroughTheIndex(t *testing.T) {
	b := newBench(t)
	path := b.write("a.csv", "one")
	before := b.take("a.csv", false, 1)
	info, _ := os.Stat(path)
	b.write("a.csv", "two")
	if err := os.Chtimes(path, info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
	s := b.open(false)
	if snap, err := s.Take("a.csv", path); err != nil || snap != before || s.Hashed != 0 {
		t.Skipf("this file system tells the files apart: %+v %v", snap, err)
	}
	if after := b.take("a.csv", true, 1); after.SHA256 == before.SHA256 {
		t.Error("--verify did not see the new content")
	}
	b.take("a.csv", false, 0)
}

func TestDamagedIndex(t *testing.T) {
	b := newBench(t)
	path := b.write("a.csv", "one")
	b.take("a.csv", false, 1)
	index := filepath.Join(b.store, "index.json")
	good, err := os.ReadFile(index)
	if err != nil {
		t.Fatal(err)
	}
	info, _ := os.Stat(path)
	short, _ := json.Marshal(map[string]entry{"a.csv": {Size: info.Size(), MTime: info.ModTime().UnixNano(), Inode: inode(info), SHA256: "a"}})
	for _, text := range []string{"", "null", "[]", "{", string(good[:len(good)/2]), `{"a.csv": 7}`, `{"a.csv": {"sha256": ""}}`, string(short)} {
		if err := os.WriteFile(index, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		b.take("a.csv", false, 1)
		b.take("a.csv", false, 0)
	}
	if n := b.copies(); n != 1 {
		t.Errorf("%d copies", n)
	}
}

func TestVanishedCopyIsKeptAgain(t *testing.T) {
	b := newBench(t)
	b.write("a.csv", "one")
	snap := b.take("a.csv", false, 1)
	if err := os.RemoveAll(filepath.Dir(snap.Path)); err != nil {
		t.Fatal(err)
	}
	b.take("a.csv", false, 1)
	if err := os.Chmod(snap.Path, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(snap.Path, 1); err != nil {
		t.Fatal(err)
	}
	b.take("a.csv", false, 1)
	b.take("a.csv", false, 0)
}

func TestWhatCannotBeKept(t *testing.T) {
	b := newBench(t)
	s := b.open(false)
	if _, err := s.Take("none.csv", filepath.Join(b.src, "none.csv")); err == nil {
		t.Error("an absent file is kept")
	}
	if _, err := s.Take("folder", b.src); err == nil || !strings.Contains(err.Error(), "folder") {
		t.Errorf("a folder: %v", err)
	}
	if n := b.copies(); n != 0 {
		t.Errorf("%d copies", n)
	}
	if err := s.Save(); err != nil {
		t.Fatal(err)
	}
	b.write("file", "x")
	if _, err := Open(filepath.Join(b.src, "file", "store"), false); err == nil {
		t.Error("a store below a file")
	}
}
