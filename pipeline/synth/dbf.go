package synth

import (
	"bufio"
	"io"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// dbfField is a column of a DBF: C text, N number with two decimals.
type dbfField struct {
	name  string
	kind  byte
	width int
}

var budgetFields = []dbfField{
	{"ROK", 'C', 4}, {"KWARTAL", 'C', 1}, {"WK", 'C', 2}, {"PK", 'C', 2}, {"GK", 'C', 2}, {"GT", 'C', 1}, {"PT", 'C', 1}, {"NAZWA", 'C', 30},
	{"ROZDZIAL", 'C', 5}, {"PAR", 'C', 3}, {"PAR4", 'C', 1}, {"R1", 'N', 15}, {"R4", 'N', 15},
}

// dbf writes a dBASE III table in CP1250.
type dbf struct {
	w      *bufio.Writer
	fields []dbfField
	enc    *encoding.Encoder
}

func newDBF(w io.Writer, fields []dbfField, records int) (*dbf, error) {
	size := 1
	for _, f := range fields {
		size += f.width
	}
	head := make([]byte, 32, 32*(len(fields)+1)+1)
	head[0], head[1], head[2], head[3], head[29] = 3, 125, 5, 20, 0xc8 // 20 May 2025, CP1250
	for i := range 4 {
		head[4+i] = byte(records >> (8 * i))
	}
	length := 32*(len(fields)+1) + 1
	head[8], head[9], head[10], head[11] = byte(length), byte(length>>8), byte(size), byte(size>>8)
	for _, f := range fields {
		field := make([]byte, 32)
		copy(field, f.name)
		field[11], field[16] = f.kind, byte(f.width)
		if f.kind == 'N' {
			field[17] = 2
		}
		head = append(head, field...)
	}
	d := &dbf{w: bufio.NewWriterSize(w, 1<<16), fields: fields, enc: encoding.ReplaceUnsupported(charmap.Windows1250.NewEncoder())}
	_, err := d.w.Write(append(head, '\r'))
	return d, err
}

// record writes texts; numbers stand at the right of their column.
func (d *dbf) record(values ...string) error {
	d.w.WriteByte(' ')
	for i, f := range d.fields {
		text := values[i]
		if f.name == "NAZWA" {
			var err error
			if text, err = d.enc.String(text); err != nil {
				return err
			}
		}
		text = text[:min(len(text), f.width)]
		pad := f.width - len(text)
		if f.kind == 'N' {
			fill(d.w, pad)
		}
		d.w.WriteString(text)
		if f.kind != 'N' {
			fill(d.w, pad)
		}
	}
	return nil // a bufio.Writer keeps its error for end
}

func fill(w *bufio.Writer, n int) {
	for range n {
		w.WriteByte(' ')
	}
}

func (d *dbf) end() error {
	d.w.WriteByte(0x1a)
	return d.w.Flush()
}
