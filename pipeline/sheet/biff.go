package sheet

import (
	"encoding/binary"
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

// Records of BIFF8, the stream inside .xls.
const (
	biffFormula     = 0x06
	biffEOF         = 0x0a
	biffDateMode    = 0x22
	biffFilePass    = 0x2f
	biffContinue    = 0x3c
	biffBoundSheet  = 0x85
	biffMulRK       = 0xbd
	biffMulBlank    = 0xbe
	biffRString     = 0xd6
	biffXF          = 0xe0
	biffMergedCells = 0xe5
	biffSST         = 0xfc
	biffLabelSST    = 0xfd
	biffBlank       = 0x201
	biffNumber      = 0x203
	biffLabel       = 0x204
	biffBoolErr     = 0x205
	biffString      = 0x207
	biffRow         = 0x208
	biffArray       = 0x221
	biffTable       = 0x236
	biffRK          = 0x27e
	biffNumFmt      = 0x41e
	biffShared      = 0x4bc
	biffBOF         = 0x809
)

// records reads one record after another.
type records struct {
	r    io.ReaderAt
	size int64
	pos  int64 // of the next record
	buf  []byte
	from int64 // where buf starts in the stream

	at   int64 // of the current record
	typ  uint16
	data []byte // valid until next
}

// biffBuffer holds the longest record and much more.
const biffBuffer = 128 << 10

func newRecords(r io.ReaderAt, size, pos int64) *records {
	return &records{r: r, size: size, pos: pos}
}

// view shows n bytes of the stream.
func (r *records) view(at int64, n int) ([]byte, error) {
	if at < 0 || at+int64(n) > r.size {
		return nil, failf(CodeTruncated, "the workbook stream ends inside a sheet or record")
	}
	if at < r.from || at+int64(n) > r.from+int64(len(r.buf)) {
		if r.buf == nil {
			r.buf = make([]byte, 0, min(biffBuffer, r.size))
		}
		b := r.buf[:min(int64(cap(r.buf)), r.size-at)]
		got, err := r.r.ReadAt(b, at)
		r.from, r.buf = at, b[:got]
		if got < n {
			r.buf = r.buf[:0]
			return nil, readError(noEOF(err), "")
		}
	}
	return r.buf[at-r.from:][:n], nil
}

func (r *records) next() error {
	head, err := r.view(r.pos, 4)
	if err != nil {
		return err
	}
	typ, n := binary.LittleEndian.Uint16(head), int(binary.LittleEndian.Uint16(head[2:]))
	if r.data, err = r.view(r.pos+4, n); err != nil {
		return err
	}
	r.typ, r.at = typ, r.pos
	r.pos += 4 + int64(n)
	return nil
}

// back makes the current record the next one.
func (r *records) back() { r.pos = r.at }

// u16 and u32 read fields of the current record, whose length the caller has
// checked with has.
func (r *records) u16(at int) int { return int(binary.LittleEndian.Uint16(r.data[at:])) }

func (r *records) u32(at int) uint32 { return binary.LittleEndian.Uint32(r.data[at:]) }

func (r *records) has(n int) error {
	if len(r.data) < n {
		return failf(CodeDamaged, "a record %#x of %d bytes", r.typ, len(r.data))
	}
	return nil
}

// continued reads a record together with the CONTINUE records behind it.
type continued struct {
	rec   *records
	left  []byte
	units []uint16
}

// more goes on in a CONTINUE record; false if there is none.
func (c *continued) more() (bool, error) {
	if c.rec.pos >= c.rec.size {
		return false, nil
	}
	if err := c.rec.next(); err != nil {
		return false, err
	}
	if c.rec.typ != biffContinue {
		c.rec.back()
		return false, nil
	}
	c.left = c.rec.data
	return true, nil
}

// must is more where the record may not end.
func (c *continued) must() error {
	ok, err := c.more()
	if err == nil && !ok {
		err = failf(CodeDamaged, "a string ends too early")
	}
	return err
}

// number reads n bytes, little end first.
func (c *continued) number(n int) (v int, err error) {
	for i := 0; i < n; i++ {
		for len(c.left) == 0 {
			if err := c.must(); err != nil {
				return 0, err
			}
		}
		v |= int(c.left[0]) << (8 * i)
		c.left = c.left[1:]
	}
	return v, nil
}

func (c *continued) skip(n int64) error {
	for n > 0 {
		for len(c.left) == 0 {
			if err := c.must(); err != nil {
				return err
			}
		}
		k := min(n, int64(len(c.left)))
		c.left, n = c.left[k:], n-k
	}
	return nil
}

// text appends a string whose length takes lengthBytes. Text is UTF-16, without
// the high bytes where all are zero; formats and phonetics are left out. What
// is no text becomes the byte 0xFF.
func (c *continued) text(dst []byte, lengthBytes, limit int) ([]byte, error) {
	length, err := c.number(lengthBytes)
	if err != nil {
		return dst, err
	}
	flags, err := c.number(1)
	if err != nil {
		return dst, err
	}
	runs, phonetic := 0, 0
	if flags&8 != 0 {
		if runs, err = c.number(2); err != nil {
			return dst, err
		}
	}
	if flags&4 != 0 {
		if phonetic, err = c.number(4); err != nil {
			return dst, err
		}
	}
	if err := c.chars(length, flags&1 != 0); err != nil {
		return dst, err
	}
	base := len(dst)
	dst = appendUTF16(dst, c.units)
	if len(dst)-base > limit {
		return dst, failf(CodeTooLarge, "a value of more than %d bytes", limit)
	}
	return dst, c.skip(4*int64(runs) + int64(phonetic))
}

// chars reads characters; where they go on in a CONTINUE, its first byte says
// again whether they have high bytes.
func (c *continued) chars(n int, wide bool) error {
	c.units = c.units[:0]
	for n > 0 {
		if len(c.left) == 0 {
			if err := c.must(); err != nil {
				return err
			}
			if len(c.left) == 0 {
				continue
			}
			wide = c.left[0]&1 != 0
			c.left = c.left[1:]
			continue
		}
		switch {
		case !wide:
			c.units = append(c.units, uint16(c.left[0]))
			c.left = c.left[1:]
		case len(c.left) >= 2:
			c.units = append(c.units, binary.LittleEndian.Uint16(c.left))
			c.left = c.left[2:]
		default:
			return failf(CodeDamaged, "half a character at the end of a record")
		}
		n--
	}
	return nil
}

func appendUTF16(dst []byte, units []uint16) []byte {
	for i := 0; i < len(units); i++ {
		r := rune(units[i])
		if utf16.IsSurrogate(r) {
			low := rune(0)
			if i+1 < len(units) {
				low = rune(units[i+1])
			}
			if r = utf16.DecodeRune(r, low); r == utf8.RuneError {
				dst = append(dst, 0xff)
				continue
			}
			i++
		}
		dst = utf8.AppendRune(dst, r)
	}
	return dst
}
