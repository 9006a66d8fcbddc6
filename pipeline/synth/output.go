package synth

import (
	"archive/zip"
	"bufio"
	"io"
	"os"
	"path"
	"path/filepath"
	"time"
)

func (m *model) path(rel string) string { return filepath.Join(m.o.Dir, filepath.FromSlash(rel)) }

// file writes a file of the workspace: under another name first, so that a
// killed run leaves no half of it.
func (m *model) file(rel string, write func(io.Writer) error) (err error) {
	if err := m.ctx.Err(); err != nil {
		return err
	}
	part := m.path(rel) + ".part"
	f, err := os.Create(part)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(part)
		}
	}()
	w := bufio.NewWriterSize(f, 1<<18)
	if err := write(w); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := os.Rename(part, m.path(rel)); err != nil {
		return err
	}
	m.summary.Files = append(m.summary.Files, rel)
	return nil
}

// zipped writes a delivery of a portal: a ZIP with one file of the same name.
func (m *model) zipped(rel, ext string, write func(io.Writer) error) error {
	return m.file(rel, func(w io.Writer) error {
		at, err := time.Parse("20060102150405", stamp)
		if err != nil {
			return err
		}
		z := zip.NewWriter(w)
		name := path.Base(rel[:len(rel)-len(path.Ext(rel))]) + ext
		member, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: at})
		if err != nil {
			return err
		}
		if err := write(member); err != nil {
			return err
		}
		return z.Close()
	})
}
