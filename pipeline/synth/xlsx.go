package synth

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// workbook is an XLSX file in the making. Sheets are streamed in the order
// they are asked for; what is set after a stream is flushed would be lost.
type workbook struct {
	f    *excelize.File
	used bool // the sheet every new file has was given out
	bold int
}

func (m *model) newWorkbook(title string) (*workbook, error) {
	// Temporary files of big sheets stay inside the workspace.
	b := &workbook{f: excelize.NewFile(excelize.Options{TmpDir: m.o.Dir})}
	b.f.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return &sortedZIP{w: w} })
	err := b.f.SetDocProps(&excelize.DocProperties{
		Title: title, Subject: note, Creator: "miernik synth", LastModifiedBy: "miernik synth", Created: m.made, Modified: m.made,
	})
	if err == nil {
		b.bold, err = b.f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}})
	}
	if err != nil {
		b.f.Close()
		return nil, err
	}
	return b, nil
}

// sheet starts a sheet, writes it row by row and ends it.
func (b *workbook) sheet(name string, write func(*grid) error) error {
	var err error
	if b.used {
		_, err = b.f.NewSheet(name)
	} else {
		err = b.f.SetSheetName(b.f.GetSheetName(0), name)
		b.used = true
	}
	if err != nil {
		return err
	}
	sw, err := b.f.NewStreamWriter(name)
	if err != nil {
		return err
	}
	if err := write(&grid{sw: sw, bold: b.bold}); err != nil {
		return err
	}
	return sw.Flush()
}

// save writes the workbook and lets its temporary files go.
func (b *workbook) save(w io.Writer) error {
	_, err := b.f.WriteTo(w)
	return errors.Join(err, b.f.Close())
}

// build writes a workbook file: sheets are added by fill.
func (m *model) build(rel, title string, fill func(*workbook) error) error {
	return m.file(rel, func(w io.Writer) error {
		b, err := m.newWorkbook(title)
		if err != nil {
			return err
		}
		if err := fill(b); err != nil {
			return errors.Join(err, b.f.Close())
		}
		return b.save(w)
	})
}

// grid is a sheet being streamed. Rows and columns count from 1.
type grid struct {
	sw   *excelize.StreamWriter
	bold int
}

func (g *grid) row(col, row int, values ...any) error {
	at, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		return err
	}
	return g.sw.SetRow(at, values)
}

// heading is a row in bold.
func (g *grid) heading(col, row int, values ...any) error {
	at, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		return err
	}
	return g.sw.SetRow(at, values, excelize.RowOpts{StyleID: g.bold})
}

func (g *grid) merge(col1, row1, col2, row2 int) error {
	if col1 == col2 && row1 == row2 {
		return nil
	}
	from, err := excelize.CoordinatesToCellName(col1, row1)
	if err != nil {
		return err
	}
	to, err := excelize.CoordinatesToCellName(col2, row2)
	if err != nil {
		return err
	}
	return g.sw.MergeCell(from, to)
}

// description writes the sheet OPIS of a BDL workbook.
func (m *model) description(b *workbook, d *dataset, category, group, dims string) error {
	return b.sheet("OPIS", func(g *grid) error {
		if err := g.sw.SetColWidth(1, 1, 28); err != nil {
			return err
		}
		for i, kv := range [][2]string{
			{"Kategoria:", category}, {"", "-"}, {"Grupa:", group}, {"", "-"}, {"Podgrupa:", d.titlePL}, {"", warning},
			{"Data ostatniej aktualizacji:", m.updated}, {"Wymiary:", dims}, {"Przypisy:", "Znak '-' oznacza brak danych"},
			{"Pochodzenie:", note},
		} {
			var key any
			if kv[0] != "" {
				key = kv[0]
			}
			if err := g.row(1, i+1, key, kv[1]); err != nil {
				return err
			}
		}
		return nil
	})
}

// sortedZIP is a ZIP writer whose parts come in order of their names and
// carry no time: excelize hands streamed sheets over in random order.
type sortedZIP struct {
	w     io.Writer
	parts []*zipPart
}

type zipPart struct {
	name   string
	packed bytes.Buffer
	flate  *flate.Writer
	crc    uint32
	size   uint64
}

func (p *zipPart) Write(b []byte) (int, error) {
	p.crc = crc32.Update(p.crc, crc32.IEEETable, b)
	p.size += uint64(len(b))
	return p.flate.Write(b)
}

// Create starts a part. Parts are packed at once: the sheets of a national
// workbook would not fit in memory otherwise.
func (z *sortedZIP) Create(name string) (io.Writer, error) {
	p := &zipPart{name: name}
	var err error
	if p.flate, err = flate.NewWriter(&p.packed, flate.DefaultCompression); err != nil {
		return nil, err
	}
	z.parts = append(z.parts, p)
	return p, nil
}

// AddFS is part of excelize's interface and never called here.
func (z *sortedZIP) AddFS(fs.FS) error { return errors.ErrUnsupported }

func (z *sortedZIP) Close() error {
	slices.SortFunc(z.parts, func(a, b *zipPart) int { return strings.Compare(a.name, b.name) })
	out := zip.NewWriter(z.w)
	for _, p := range z.parts {
		if err := p.flate.Close(); err != nil {
			return err
		}
		w, err := out.CreateRaw(&zip.FileHeader{
			Name: p.name, Method: zip.Deflate, CRC32: p.crc,
			CompressedSize64: uint64(p.packed.Len()), UncompressedSize64: p.size,
		})
		if err != nil {
			return err
		}
		if _, err := p.packed.WriteTo(w); err != nil {
			return err
		}
	}
	return out.Close()
}
