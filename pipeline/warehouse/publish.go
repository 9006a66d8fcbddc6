package warehouse

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// NextPath is where a run builds the file that will be published as path.
func NextPath(path string) string { return path + ".next" }

// wal is the name of the engine's log of a database file.
func wal(path string) string { return path + ".wal" }

// Clean removes what a killed run left behind, so that Create starts afresh.
func Clean(path string) error {
	next := NextPath(path)
	return errors.Join(removeIfThere(next), removeIfThere(wal(next)))
}

func removeIfThere(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// Publish puts the closed database NextPath(path) in the place of path.
// Readers of the old file keep it; a crash at any moment leaves the old or
// the new file whole.
//
// A rename alone is not enough: a process that opened the published file for
// writing and died leaves path.wal, and the engine would replay that foreign
// log into the next published file. So the log is removed before the rename
// and looked for again after it. foreign names the logs that were removed:
// somebody wrote into the published file.
func Publish(path string) (foreign []string, err error) {
	next := NextPath(path)
	if _, err := os.Stat(wal(next)); err == nil {
		return nil, errors.New("the new database was not checkpointed: " + filepath.Base(wal(next)) + " is there")
	}
	if err := os.Chmod(next, 0o444); err != nil {
		return nil, err
	}
	if err := sync(next); err != nil {
		return nil, err
	}
	drop := func() error {
		if _, err := os.Stat(wal(path)); err != nil {
			return nil
		}
		foreign = append(foreign, filepath.Base(wal(path)))
		return removeIfThere(wal(path))
	}
	if err := drop(); err != nil {
		return foreign, err
	}
	if err := os.Rename(next, path); err != nil {
		return foreign, err
	}
	if err := drop(); err != nil {
		return foreign, err
	}
	return foreign, sync(filepath.Dir(path))
}

// sync flushes a file or folder to disk.
func sync(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
