package sheet

import (
	"math"
	"strings"
	"unicode/utf8"
)

// stringTable holds the shared strings of a workbook: one text, cut at ends.
type stringTable struct {
	text string
	ends []uint32
}

func (t *stringTable) at(i int) (string, bool) {
	if i < 0 || i >= len(t.ends) {
		return "", false
	}
	from := uint32(0)
	if i > 0 {
		from = t.ends[i-1]
	}
	return t.text[from:t.ends[i]], true
}

// read reads the sst document: each si is one string.
func (t *stringTable) read(x *scanner, l Limits) error {
	var all strings.Builder
	var one []byte
	limit := min(l.MaxSharedStrings, math.MaxUint32)
	err := x.elements(func() (err error) {
		if x.depth() != 2 || string(x.name) != "si" {
			return nil
		}
		if one, err = x.richText(one[:0], l.MaxCellBytes); err != nil {
			return err
		}
		if all.Len()+len(one)+4*len(t.ends) > limit {
			return failf(CodeTooLarge, "shared strings of more than %d bytes", limit)
		}
		if !utf8.Valid(one) {
			return failf(CodeBadEncoding, "shared string %d is not UTF-8", len(t.ends))
		}
		all.Write(one)
		t.ends = append(t.ends, uint32(all.Len()))
		return nil
	})
	t.text = all.String()
	return err
}

// richText appends the text of the si or is element just started: its t, or
// the t of its runs. Phonetic hints (rPh) are no part of the text.
func (s *scanner) richText(dst []byte, limit int) ([]byte, error) {
	from := len(dst)
	for d := s.depth(); s.depth() >= d; {
		tok, err := s.next()
		if err != nil {
			return dst, err
		}
		if tok != tokStart {
			continue
		}
		switch string(s.name) {
		case "r":
		case "t":
			// The escapes of a run end with it.
			run := len(dst)
			if dst, err = s.content(dst, limit-(run-from)); err == nil {
				dst = dst[:run+len(unescapeX(dst[run:]))]
			}
		default:
			err = s.skip()
		}
		if err != nil {
			return dst, err
		}
	}
	return dst, nil
}
