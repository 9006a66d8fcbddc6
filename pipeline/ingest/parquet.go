package ingest

import (
	"cmp"
	"fmt"
	"os"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/memory"
	"github.com/apache/arrow/go/v15/parquet"
	"github.com/apache/arrow/go/v15/parquet/compress"
	"github.com/apache/arrow/go/v15/parquet/pqarrow"
)

// batchRows is the size of a record batch: large enough to encode well, small
// enough that memory does not grow with the file.
const batchRows = 1 << 16

var (
	observationSchema = arrow.NewSchema([]arrow.Field{
		{Name: "variable", Type: arrow.BinaryTypes.String},
		{Name: "unit", Type: arrow.BinaryTypes.String},
		{Name: "unit_name", Type: arrow.BinaryTypes.String},
		{Name: "year", Type: arrow.PrimitiveTypes.Int16},
		{Name: "value", Type: arrow.PrimitiveTypes.Float64, Nullable: true},
		{Name: "status", Type: arrow.BinaryTypes.String},
		{Name: "flags", Type: arrow.BinaryTypes.String},
		{Name: "decimals", Type: arrow.PrimitiveTypes.Int8, Nullable: true},
		{Name: "sheet", Type: arrow.BinaryTypes.String},
		{Name: "row", Type: arrow.PrimitiveTypes.Int32, Nullable: true},
		{Name: "col", Type: arrow.PrimitiveTypes.Int32, Nullable: true},
		{Name: "raw", Type: arrow.BinaryTypes.String},
		{Name: "sign", Type: arrow.BinaryTypes.String},
	}, nil)

	contributionSchema = arrow.NewSchema([]arrow.Field{
		{Name: "variable", Type: arrow.BinaryTypes.String},
		{Name: "unit", Type: arrow.BinaryTypes.String},
		{Name: "year", Type: arrow.PrimitiveTypes.Int16},
		{Name: "sheet", Type: arrow.BinaryTypes.String},
		{Name: "row", Type: arrow.PrimitiveTypes.Int32},
		{Name: "col", Type: arrow.PrimitiveTypes.Int32},
		{Name: "value", Type: arrow.PrimitiveTypes.Float64},
		{Name: "weight", Type: arrow.PrimitiveTypes.Float64},
		{Name: "weight_col", Type: arrow.PrimitiveTypes.Int32, Nullable: true},
		{Name: "label", Type: arrow.BinaryTypes.String},
	}, nil)
)

// table writes one Parquet file in record batches.
type table struct {
	file *os.File
	out  *pqarrow.FileWriter
	b    *array.RecordBuilder
	rows int
	err  error // the first failed write, told by close: it is the disk's, not the source's
}

func newTable(path string, schema *arrow.Schema) (*table, error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	props := parquet.NewWriterProperties(
		parquet.WithCompression(compress.Codecs.Zstd),
		parquet.WithDictionaryDefault(true),
		parquet.WithMaxRowGroupLength(1<<20),
	)
	var out *pqarrow.FileWriter
	err = guard(func() (err error) {
		out, err = pqarrow.NewFileWriter(schema, f, props, pqarrow.DefaultWriterProps())
		return err
	})
	if err != nil {
		f.Close()
		return nil, err
	}
	return &table{file: f, out: out, b: array.NewRecordBuilder(memory.DefaultAllocator, schema)}, nil
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

func (t *table) str(i int, s string)  { t.b.Field(i).(*array.StringBuilder).Append(s) }
func (t *table) i16(i int, n int16)   { t.b.Field(i).(*array.Int16Builder).Append(n) }
func (t *table) f64(i int, v float64) { t.b.Field(i).(*array.Float64Builder).Append(v) }
func (t *table) i32(i int, n int)     { t.b.Field(i).(*array.Int32Builder).Append(int32(n)) }
func (t *table) i32orNull(i int, n int) {
	if n == 0 {
		t.b.Field(i).AppendNull()
		return
	}
	t.i32(i, n)
}

func (t *table) endRow() error {
	if t.rows++; t.rows%batchRows == 0 {
		return t.write()
	}
	return nil
}

func (t *table) write() error {
	rec := t.b.NewRecord()
	defer rec.Release()
	if rec.NumRows() == 0 {
		return nil
	}
	if err := guard(func() error { return t.out.WriteBuffered(rec) }); err != nil {
		t.err = cmp.Or(t.err, err)
		return err
	}
	return nil
}

// close finishes the file; the Parquet writer closes it.
func (t *table) close() error {
	t.write() // a failure is kept in t.err
	err := t.err
	t.b.Release()
	if cerr := guard(t.out.Close); err == nil {
		err = cerr
	}
	return err
}

// parquetSink writes observations and contributions.
type parquetSink struct{ obs, cells *table }

func (s *parquetSink) Observation(o Observation) error {
	t := s.obs
	t.str(0, o.Variable)
	t.str(1, string(o.Unit))
	t.str(2, o.UnitName)
	t.i16(3, int16(o.Year))
	if o.HasValue {
		t.f64(4, o.Value)
		t.b.Field(7).(*array.Int8Builder).Append(o.Decimals)
	} else {
		t.b.Field(4).AppendNull()
		t.b.Field(7).AppendNull()
	}
	t.str(5, string(o.Status))
	t.str(6, o.Flags.String())
	t.str(8, o.Sheet)
	t.i32orNull(9, o.Row)
	t.i32orNull(10, o.Col)
	t.str(11, o.Raw)
	t.str(12, o.Sign)
	return t.endRow()
}

func (s *parquetSink) Contribution(c Contribution) error {
	t := s.cells
	t.str(0, c.Variable)
	t.str(1, string(c.Unit))
	t.i16(2, int16(c.Year))
	t.str(3, c.Sheet)
	t.i32(4, c.Row)
	t.i32(5, c.Col)
	t.f64(6, c.Value)
	t.f64(7, c.Weight)
	t.i32orNull(8, c.WCol)
	t.str(9, c.Label)
	return t.endRow()
}
