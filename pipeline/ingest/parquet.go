package ingest

import (
	"cmp"
	"fmt"
	"os"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/parquet"
	"github.com/apache/arrow/go/v15/parquet/compress"
	"github.com/apache/arrow/go/v15/parquet/pqarrow"

	"miernik/indicators"
)

const (
	// groupRows is the size of a row group: large enough to encode well, small
	// enough that memory does not grow with the file. Arrow rounds its buffers up
	// to the power of two above.
	groupRows = 65_000
	// groupBytes ends a row group early where texts are long.
	groupBytes = 16 << 20
)

// The schemas. Only a value can be null; where a number does not apply it is 0,
// as in Observation and Contribution.
var (
	observationSchema = arrow.NewSchema([]arrow.Field{
		{Name: "variable", Type: wordType},
		{Name: "unit", Type: wordType},
		{Name: "unit_name", Type: wordType},
		{Name: "year", Type: codeType},
		{Name: "value", Type: arrow.PrimitiveTypes.Float64, Nullable: true},
		{Name: "status", Type: wordType},
		{Name: "flags", Type: wordType},
		{Name: "decimals", Type: codeType},
		{Name: "sheet", Type: wordType},
		{Name: "row", Type: arrow.PrimitiveTypes.Int32},
		{Name: "col", Type: codeType},
		{Name: "raw", Type: arrow.BinaryTypes.String},
		{Name: "sign", Type: wordType},
	}, nil)

	contributionSchema = arrow.NewSchema([]arrow.Field{
		{Name: "variable", Type: wordType},
		{Name: "unit", Type: wordType},
		{Name: "year", Type: codeType},
		{Name: "sheet", Type: wordType},
		{Name: "row", Type: arrow.PrimitiveTypes.Int32},
		{Name: "col", Type: codeType},
		{Name: "value", Type: arrow.PrimitiveTypes.Float64},
		{Name: "weight", Type: arrow.PrimitiveTypes.Float64},
		{Name: "weight_col", Type: codeType},
		{Name: "label", Type: arrow.BinaryTypes.String},
	}, nil)
)

// table writes one Parquet file. A goroutine encodes and writes a row group
// while the next one is filled; the order of the groups is that of the rows.
type table struct {
	file   *os.File
	out    *pqarrow.FileWriter
	schema *arrow.Schema

	group *rowGroup      // being filled
	full  chan *rowGroup // to be written
	empty chan *rowGroup // written
	done  chan struct{}
	err   error // the first failed write, the writer's until done: it is the disk's, not the source's
}

// rowGroup is the rows of one group, column by column.
type rowGroup struct {
	columns     []column
	rows, bytes int
	err         error // of the writer, when the group comes back
}

func newTable(path string, schema *arrow.Schema) (*table, error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	props := parquet.NewWriterProperties(writerProperties(schema)...)
	t := &table{file: f, schema: schema, full: make(chan *rowGroup), empty: make(chan *rowGroup, 2), done: make(chan struct{})}
	err = guard(func() (err error) {
		t.out, err = pqarrow.NewFileWriter(schema, f, props, pqarrow.DefaultWriterProps())
		return err
	})
	if err != nil {
		f.Close()
		return nil, err
	}
	t.group = newRowGroup(schema)
	t.empty <- newRowGroup(schema)
	go t.writeGroups()
	return t, nil
}

// writerProperties say how the columns are written. Dictionaries become runs of
// packed bits; what is no dictionary is packed as differences (row numbers), as
// lengths and bytes (texts) or not at all (figures). Snappy on top: with zstd
// files are half as large, but this version of the library makes a new encoder,
// of 16 MB, for every page, and staging takes twice the time.
//
// A row group is one batch, hence one page a column. Pages are of version 2:
// those of version 1 reallocate the marks of nulls every few rows. Statistics
// of dictionaries crash this version; those of figures are needed, since a page
// counts its nulls by them.
func writerProperties(schema *arrow.Schema) []parquet.WriterProperty {
	out := []parquet.WriterProperty{
		parquet.WithDataPageVersion(parquet.DataPageV2),
		parquet.WithBatchSize(groupRows),
		parquet.WithCompression(compress.Codecs.Snappy),
		parquet.WithStats(false),
	}
	for _, f := range schema.Fields() {
		switch f.Type.ID() {
		case arrow.INT32:
			out = append(out, parquet.WithDictionaryFor(f.Name, false), parquet.WithEncodingFor(f.Name, parquet.Encodings.DeltaBinaryPacked))
		case arrow.STRING:
			out = append(out, parquet.WithDictionaryFor(f.Name, false), parquet.WithEncodingFor(f.Name, parquet.Encodings.DeltaLengthByteArray))
		case arrow.FLOAT64:
			out = append(out, parquet.WithDictionaryFor(f.Name, false), parquet.WithStatsFor(f.Name, true))
		}
	}
	return out
}

func newRowGroup(schema *arrow.Schema) *rowGroup {
	g := &rowGroup{}
	for _, f := range schema.Fields() {
		g.columns = append(g.columns, newColumn(f))
	}
	return g
}

func (t *table) writeGroups() {
	defer close(t.done)
	for g := range t.full {
		if t.err == nil {
			t.err = guard(func() error { return t.write(g) })
		}
		g.err = t.err
		g.reset()
		t.empty <- g
	}
}

// guard turns the panics of the Parquet writer, which are its way to report a
// full disk, into errors.
func guard(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("parquet: %v", p)
		}
	}()
	return f()
}

func (t *table) write(g *rowGroup) error {
	arrays := make([]arrow.Array, len(g.columns))
	for i, c := range g.columns {
		arrays[i] = c.array()
	}
	return t.out.Write(array.NewRecord(t.schema, arrays, int64(g.rows)))
}

func (g *rowGroup) reset() {
	for _, c := range g.columns {
		c.reset()
	}
	g.rows, g.bytes = 0, 0
}

func (g *rowGroup) word(i int, s string)   { g.bytes += g.columns[i].(*words).add(s) }
func (g *rowGroup) code(i int, n int)      { g.columns[i].(*codes).add(int32(n)) }
func (g *rowGroup) number(i int, n int)    { g.columns[i].(*numbers).add(int32(n)) }
func (g *rowGroup) float(i int, v float64) { g.columns[i].(*floats).add(v) }
func (g *rowGroup) null(i int)             { g.columns[i].(*floats).addNull() }
func (g *rowGroup) text(i int, s string) {
	g.bytes += len(s)
	g.columns[i].(*texts).add(s)
}

// endRow hands a full group to the writer.
func (t *table) endRow() error {
	g := t.group
	if g.rows++; g.rows < groupRows && g.bytes < groupBytes {
		return nil
	}
	return t.flush()
}

func (t *table) flush() error {
	t.full <- t.group
	t.group = <-t.empty
	return t.group.err
}

// close finishes the file; the Parquet writer closes it.
func (t *table) close() error {
	if t.group.rows > 0 {
		t.full <- t.group
	}
	close(t.full)
	<-t.done
	return cmp.Or(t.err, guard(t.out.Close))
}

// parquetSink writes observations and contributions.
type parquetSink struct {
	obs, cells *table
	content    content
	flags      indicators.Flags // of the observation before, and their text
	flagText   string
}

func (s *parquetSink) Observation(o Observation) error {
	s.content.add(&o)
	g := s.obs.group
	g.word(0, o.Variable)
	g.word(1, string(o.Unit))
	g.word(2, o.UnitName)
	g.code(3, int(o.Year))
	if o.HasValue {
		g.float(4, o.Value)
	} else {
		g.null(4)
	}
	g.word(5, string(o.Status))
	if o.Flags != s.flags {
		s.flags, s.flagText = o.Flags, o.Flags.String()
	}
	g.word(6, s.flagText)
	g.code(7, int(o.Decimals))
	g.word(8, o.Sheet)
	g.number(9, o.Row)
	g.code(10, o.Col)
	g.text(11, o.Raw)
	g.word(12, o.Sign)
	return s.obs.endRow()
}

func (s *parquetSink) Contribution(c Contribution) error {
	g := s.cells.group
	g.word(0, c.Variable)
	g.word(1, string(c.Unit))
	g.code(2, int(c.Year))
	g.word(3, c.Sheet)
	g.number(4, c.Row)
	g.code(5, c.Col)
	g.float(6, c.Value)
	g.float(7, c.Weight)
	g.code(8, c.WCol)
	g.text(9, c.Label)
	return s.cells.endRow()
}
