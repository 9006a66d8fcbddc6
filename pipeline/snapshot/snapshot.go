// Package snapshot keeps the bytes of every source file by content hash, so
// that a figure can always be traced to the very file it was read from, and
// so that the same bytes under two names count once.
package snapshot

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// Snapshot is one kept content.
type Snapshot struct {
	SHA256 string
	Size   int64
	Path   string // of the kept copy
}

// Store keeps snapshots below a folder of the workspace's state.
type Store struct {
	dir    string
	verify bool
	index  map[string]entry // by source path relative to the workspace
	Hashed int              // files hashed in this run; the others were known by size, time and inode
}

// entry is what tells an unchanged file without reading it.
type entry struct {
	Size   int64  `json:"size"`
	MTime  int64  `json:"mtime"`
	Inode  uint64 `json:"inode"`
	SHA256 string `json:"sha256"`
}

// Open reads the index of a store. With verify every file is hashed again. A
// damaged index is treated as empty: it only saves time.
func Open(dir string, verify bool) (*Store, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	s := &Store{dir: dir, verify: verify, index: map[string]entry{}}
	text, err := os.ReadFile(s.indexPath())
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	if err != nil {
		return nil, err
	}
	var read map[string]entry
	if json.Unmarshal(text, &read) == nil {
		for name, e := range read {
			if len(e.SHA256) == hex.EncodedLen(sha256.Size) {
				s.index[name] = e
			}
		}
	}
	return s, nil
}

func (s *Store) indexPath() string { return filepath.Join(s.dir, "index.json") }

// Save writes the index.
func (s *Store) Save() error {
	text, err := json.MarshalIndent(s.index, "", " ")
	if err != nil {
		return err
	}
	tmp := s.indexPath() + ".next"
	if err := os.WriteFile(tmp, text, 0o644); err != nil {
		return err
	}
	return os.Rename(tmp, s.indexPath())
}

// Take keeps the content of a file. name is its path relative to the
// workspace, path where it is. An unchanged file (same size, modification
// time and inode) is not read.
func (s *Store) Take(name, path string) (Snapshot, error) {
	info, err := os.Stat(path)
	if err != nil {
		return Snapshot{}, err
	}
	if !info.Mode().IsRegular() {
		return Snapshot{}, fmt.Errorf("%s is not a regular file", name)
	}
	now := entry{Size: info.Size(), MTime: info.ModTime().UnixNano(), Inode: inode(info)}
	if old, ok := s.index[name]; ok && !s.verify {
		now.SHA256 = old.SHA256
		if now == old && s.has(old) {
			return s.snapshot(old), nil
		}
	}
	if now.SHA256, err = s.keep(path); err != nil {
		return Snapshot{}, err
	}
	s.index[name] = now
	return s.snapshot(now), nil
}

func inode(info fs.FileInfo) uint64 {
	if st, ok := info.Sys().(*syscall.Stat_t); ok {
		return st.Ino
	}
	return 0
}

func (s *Store) snapshot(e entry) Snapshot {
	return Snapshot{SHA256: e.SHA256, Size: e.Size, Path: s.path(e.SHA256)}
}

func (s *Store) path(sum string) string { return filepath.Join(s.dir, sum[:2], sum) }

func (s *Store) has(e entry) bool {
	info, err := os.Stat(s.path(e.SHA256))
	return err == nil && info.Size() == e.Size
}

// keep copies a file into the store while hashing it. The copy gets its name
// only when it is complete.
func (s *Store) keep(path string) (string, error) {
	s.Hashed++
	in, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer in.Close()
	tmp, err := os.CreateTemp(s.dir, "incoming-*")
	if err != nil {
		return "", err
	}
	defer os.Remove(tmp.Name())
	h := sha256.New()
	if _, err = io.Copy(io.MultiWriter(tmp, h), in); err == nil {
		err = tmp.Chmod(0o444)
	}
	if cerr := tmp.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return "", err
	}
	sum := hex.EncodeToString(h.Sum(nil))
	if err := os.MkdirAll(filepath.Dir(s.path(sum)), 0o755); err != nil {
		return "", err
	}
	return sum, os.Rename(tmp.Name(), s.path(sum))
}
