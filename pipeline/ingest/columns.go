package ingest

import (
	"strings"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/memory"
)

// column collects the values of one column of a row group.
//
// Nearly all columns of staged files repeat few values, mostly in runs. They
// are dictionaries from the start: left to itself the Parquet library hashes
// every value of every row, which was a quarter of the time of staging.
type column interface {
	array() arrow.Array // valid until reset
	reset()
}

// newColumn makes the column of a field of one of the schemas.
func newColumn(f arrow.Field) column {
	switch t := f.Type.(type) {
	case *arrow.DictionaryType:
		if t.ValueType.ID() == arrow.STRING {
			return &words{values: texts{ends: []int32{0}}, index: map[string]int32{}}
		}
		return &codes{index: map[int32]int32{}}
	case *arrow.StringType:
		return &texts{ends: []int32{0}}
	case *arrow.Float64Type:
		return &floats{nullable: f.Nullable}
	default:
		return &numbers{}
	}
}

// texts are strings that hardly repeat.
type texts struct {
	bytes []byte
	ends  []int32 // a zero, then where each string ends
}

func (c *texts) add(s string) {
	c.bytes = append(c.bytes, s...)
	c.ends = append(c.ends, int32(len(c.bytes)))
}

func (c *texts) array() arrow.Array {
	return array.NewStringData(array.NewData(arrow.BinaryTypes.String, len(c.ends)-1,
		[]*memory.Buffer{nil, memory.NewBufferBytes(arrow.Int32Traits.CastToBytes(c.ends)), memory.NewBufferBytes(c.bytes)}, nil, 0, 0))
}

func (c *texts) reset() { c.bytes, c.ends = c.bytes[:0], c.ends[:1] }

// words are strings out of few. The dictionary is that of the row group.
type words struct {
	values texts
	index  map[string]int32
	rows   []int32
	last   string // the word of the last row, and its index
	at     int32
}

// add returns the bytes that a new word takes, 0 for a known one.
func (c *words) add(s string) int {
	size := 0
	if s != c.last || len(c.rows) == 0 {
		i, known := c.index[s]
		if !known {
			s = strings.Clone(s) // the dictionary must not hold the row it stands in
			i = int32(len(c.index))
			c.index[s] = i
			c.values.add(s)
			size = len(s)
		}
		c.last, c.at = s, i
	}
	c.rows = append(c.rows, c.at)
	return size
}

var (
	wordType = &arrow.DictionaryType{IndexType: arrow.PrimitiveTypes.Int32, ValueType: arrow.BinaryTypes.String}
	codeType = &arrow.DictionaryType{IndexType: arrow.PrimitiveTypes.Int32, ValueType: arrow.PrimitiveTypes.Int32}
)

func (c *words) array() arrow.Array {
	return array.NewDictionaryArray(wordType, int32s(c.rows), c.values.array())
}

func (c *words) reset() {
	clear(c.index)
	c.values.reset()
	c.rows, c.last = c.rows[:0], ""
}

// codes are whole numbers out of few.
type codes struct {
	values []int32
	index  map[int32]int32
	small  [1 << 12]int32 // the index of these, from 1: years, decimals and columns
	rows   []int32
}

func (c *codes) add(n int32) { c.rows = append(c.rows, c.find(n)) }

func (c *codes) find(n int32) int32 {
	if n >= 0 && int(n) < len(c.small) {
		if c.small[n] == 0 {
			c.values = append(c.values, n)
			c.small[n] = int32(len(c.values))
		}
		return c.small[n] - 1
	}
	i, known := c.index[n]
	if !known {
		i = int32(len(c.values))
		c.index[n] = i
		c.values = append(c.values, n)
	}
	return i
}

func (c *codes) array() arrow.Array {
	return array.NewDictionaryArray(codeType, int32s(c.rows), int32s(c.values))
}

func (c *codes) reset() {
	clear(c.index)
	for _, n := range c.values {
		if n >= 0 && int(n) < len(c.small) {
			c.small[n] = 0
		}
	}
	c.values, c.rows = c.values[:0], c.rows[:0]
}

// numbers are whole numbers that hardly repeat.
type numbers struct{ rows []int32 }

func (c *numbers) add(n int32) { c.rows = append(c.rows, n) }

func (c *numbers) array() arrow.Array { return int32s(c.rows) }

func (c *numbers) reset() { c.rows = c.rows[:0] }

func int32s(values []int32) *array.Int32 {
	bytes := memory.NewBufferBytes(arrow.Int32Traits.CastToBytes(values))
	return array.NewInt32Data(array.NewData(arrow.PrimitiveTypes.Int32, len(values), []*memory.Buffer{nil, bytes}, nil, 0, 0))
}

// floats are figures.
type floats struct {
	nullable bool
	rows     []float64
	present  []byte // a bit a row
	nulls    int
}

func (c *floats) add(v float64) { c.put(v, true) }
func (c *floats) addNull()      { c.put(0, false) }

func (c *floats) put(v float64, present bool) {
	if c.nullable {
		bit := len(c.rows) % 8
		if bit == 0 {
			c.present = append(c.present, 0)
		}
		if present {
			c.present[len(c.present)-1] |= 1 << bit
		} else {
			c.nulls++
		}
	}
	c.rows = append(c.rows, v)
}

func (c *floats) array() arrow.Array {
	var present *memory.Buffer
	if c.nulls > 0 {
		present = memory.NewBufferBytes(c.present)
	}
	values := memory.NewBufferBytes(arrow.Float64Traits.CastToBytes(c.rows))
	return array.NewFloat64Data(array.NewData(arrow.PrimitiveTypes.Float64, len(c.rows), []*memory.Buffer{present, values}, nil, c.nulls, 0))
}

func (c *floats) reset() { c.rows, c.present, c.nulls = c.rows[:0], c.present[:0], 0 }
