package report

import (
	"archive/zip"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// finish writes a workbook in a form that depends on its content only: ZIP
// entries in the order of their names and without times, content types
// sorted. It writes beside path and renames, so that path is never half a
// file.
func finish(f *excelize.File, path string) (err error) {
	raw := beside(path, ".raw")
	next := beside(path, ".tmp")
	defer func() { err = errors.Join(err, removeIfThere(raw), removeIfThere(next)) }()
	if err := writeFile(raw, func(w io.Writer) error { return f.Write(w) }); err != nil {
		return err
	}
	in, err := zip.OpenReader(raw)
	if err != nil {
		return err
	}
	defer in.Close()
	if err := writeFile(next, func(w io.Writer) error { return rezip(&in.Reader, w) }); err != nil {
		return err
	}
	if err := syncFile(next); err != nil {
		return err
	}
	return os.Rename(next, path)
}

// beside is a hidden name in the same folder; a killed run leaves at most
// this file, and the next run overwrites it.
func beside(path, ext string) string {
	return filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+ext)
}

func writeFile(path string, write func(io.Writer) error) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := write(f); err != nil {
		return errors.Join(err, f.Close())
	}
	return f.Close()
}

// syncFile puts a file on the disk before its name is given away.
func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

func removeIfThere(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// rezip copies the entries sorted by name. The content types come first, as
// programs that sniff the file expect.
func rezip(in *zip.Reader, w io.Writer) error {
	entries := slices.Clone(in.File)
	slices.SortFunc(entries, func(a, b *zip.File) int {
		if first := a.Name == contentTypes; first != (b.Name == contentTypes) {
			if first {
				return -1
			}
			return 1
		}
		return strings.Compare(a.Name, b.Name)
	})
	out := zip.NewWriter(w)
	for _, e := range entries {
		if err := copyEntry(out, e); err != nil {
			return errors.Join(err, out.Close())
		}
	}
	return out.Close()
}

const contentTypes = "[Content_Types].xml"

// rewriteLimit is the size up to which a sheet is looked through for
// formulas; larger ones are streamed and have none.
const rewriteLimit = 64 << 20

func copyEntry(out *zip.Writer, e *zip.File) error {
	sheet := strings.HasPrefix(e.Name, "xl/worksheets/sheet") && e.UncompressedSize64 < rewriteLimit
	if e.Name != contentTypes && !sheet {
		from, err := e.OpenRaw()
		if err != nil {
			return err
		}
		to, err := out.CreateRaw(&zip.FileHeader{
			Name: e.Name, Method: e.Method, CRC32: e.CRC32, CompressedSize64: e.CompressedSize64, UncompressedSize64: e.UncompressedSize64,
		})
		if err != nil {
			return err
		}
		_, err = io.Copy(to, from)
		return err
	}
	r, err := e.Open()
	if err != nil {
		return err
	}
	text, err := io.ReadAll(r)
	if err := errors.Join(err, r.Close()); err != nil {
		return err
	}
	if sheet {
		text = numericFormulas(text)
	} else {
		text = sortedTypes(text)
	}
	to, err := out.CreateHeader(&zip.FileHeader{Name: e.Name, Method: zip.Deflate})
	if err != nil {
		return err
	}
	_, err = to.Write(text)
	return err
}

var formulaCell = regexp.MustCompile(`(<c [^>]*?) t="str"([^>]*><f>[^<]*</f><v>-?[0-9])`)

// numericFormulas takes the text type off formula cells whose value is a
// number: excelize marks every formula cell as text.
func numericFormulas(sheet []byte) []byte {
	return formulaCell.ReplaceAll(sheet, []byte("$1$2"))
}

var contentOverride = regexp.MustCompile(`<(?:Override|Default) [^>]*?(?:/>|></(?:Override|Default)>)`)

// sortedTypes sorts the entries of the content types.
func sortedTypes(text []byte) []byte {
	items := contentOverride.FindAllString(string(text), -1)
	if len(items) == 0 {
		return text
	}
	start := strings.Index(string(text), items[0])
	last := items[len(items)-1]
	end := strings.LastIndex(string(text), last) + len(last)
	slices.Sort(items)
	return []byte(string(text[:start]) + strings.Join(items, "") + string(text[end:]))
}
