package sheet

import (
	"bytes"
	"io"
)

// csvFile is a delimited text that can be read again and again.
type csvFile struct {
	open     func() (io.ReadCloser, error)
	limits   Limits
	encoding string
	guessed  bool
	proven   bool // the whole text was found to be UTF-8
	delim    byte
}

// sampleBytes is how much of a text the search for its delimiter looks at.
const sampleBytes = 64 << 10

// openCSV finds out encoding and delimiter.
func openCSV(open func() (io.ReadCloser, error), head []byte, o Options) (*csvFile, error) {
	f := &csvFile{open: open, limits: o.Limits}
	if err := f.settleEncoding(head, o.Encoding); err != nil {
		return nil, err
	}
	if f.delim = byte(o.Delimiter); f.delim != 0 {
		return f, nil
	}
	r, err := f.decoded()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	sample := make([]byte, sampleBytes)
	n, err := io.ReadFull(r, sample)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return nil, readError(err, "")
	}
	f.delim = detectDelimiter(bytes.TrimPrefix(sample[:n], []byte("\xef\xbb\xbf")))
	return f, nil
}

// settleEncoding follows the rule: a byte order mark is a fact, what is
// declared comes next, then valid UTF-8, then a guess.
func (f *csvFile) settleEncoding(head []byte, declared string) error {
	mark := ""
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		mark = encUTF8
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		mark = encUTF16LE
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		mark = encUTF16BE
	}
	if mark != "" && declared != "" && declared != mark {
		return failf(CodeBadEncoding, "declared as %s, but the file starts with the mark of %s", declared, mark)
	}
	if f.encoding = declared; mark != "" {
		f.encoding = mark
	}
	if f.encoding != "" {
		return nil
	}
	var err error
	f.encoding, f.guessed, err = detectEncoding(f.open)
	f.proven = f.encoding == encUTF8 && !f.guessed
	return err
}

// decoded opens the text as UTF-8, possibly with a mark.
func (f *csvFile) decoded() (io.ReadCloser, error) {
	r, err := f.open()
	if err != nil {
		return nil, err
	}
	return struct {
		io.Reader
		io.Closer
	}{newDecoder(r, f.encoding), r}, nil
}

func (f *csvFile) infos() []SheetInfo { return []SheetInfo{{}} }

func (f *csvFile) mergesOf(sheet string) ([]Ref, error) { return nil, onlySheet(sheet) }

// onlySheet refuses a name where there is one sheet without.
func onlySheet(name string) error {
	if name != "" {
		return failf(CodeMissingSheet, "the file has one sheet without a name")
	}
	return nil
}

// rows yields every record, then at most one error.
func (f *csvFile) rows(sheet string, yield func(Row, error) bool) {
	if err := onlySheet(sheet); err != nil {
		yield(Row{}, err)
		return
	}
	r, err := f.decoded()
	if err != nil {
		yield(Row{}, err)
		return
	}
	defer r.Close()
	c := newCSVReader(r, f.delim, f.limits)
	c.proven = f.proven
	c.skipMark()
	readAhead(c, yield)
}

// detectDelimiter looks which candidate splits the lines of a sample most
// evenly. Decimal commas also repeat from line to line, but a table with as
// many commas as semicolons has semicolons. The default is the semicolon.
func detectDelimiter(sample []byte) byte {
	candidates := []byte{';', '\t', '|', ','}
	counts := countDelimiters(sample, candidates)
	best, bestScore := candidates[0], 0
	for k, candidate := range candidates {
		times := map[int]int{}
		for _, line := range counts {
			times[line[k]]++
		}
		for n, lines := range times {
			// Lines with n delimiters speak for it n times.
			if score := n * lines; n > 0 && score > bestScore {
				best, bestScore = candidate, score
			}
		}
	}
	return best
}

// countDelimiters counts each candidate outside quotes, per line of the sample.
// A last line that may be cut is left out, unless it is the only one.
func countDelimiters(sample []byte, candidates []byte) [][4]int {
	var lines [][4]int
	var line [4]int
	quoted, used, before := false, false, byte('\n')
	for _, b := range sample {
		edge := before == '\n' || before == '\r' || bytes.IndexByte(candidates, before) >= 0
		switch {
		case quoted:
			quoted = b != '"'
		case b == '"' && (edge || before == '"'): // opening, or the second of a doubled quote
			quoted = true
		case b == '\n' || b == '\r':
			if used {
				lines = append(lines, line)
			}
			line, used = [4]int{}, false
			before = b
			continue
		default:
			if k := bytes.IndexByte(candidates, b); k >= 0 {
				line[k]++
			}
		}
		used = true
		before = b
	}
	if used && (len(sample) < sampleBytes || len(lines) == 0) {
		lines = append(lines, line)
	}
	return lines
}
