package sheet

import (
	"bytes"
	"fmt"
	"io"
)

// token is what scanner.next found.
type token uint8

const (
	tokEOF   token = iota
	tokStart       // name and attrs are set; an end follows, for <a/> too
	tokEnd
	tokText // text and cdata are set
)

const xmlBuffer = 64 << 10

// scanner reads an XML document as a stream of tags and texts, in one buffer.
//
// It knows as much XML as spreadsheets use: it checks nesting, drops comments
// and processing instructions, strips namespace prefixes and refuses DOCTYPE,
// so that no entity can be declared. The byte slices it shows point into the
// buffer and hold until the following call.
type scanner struct {
	r        io.Reader
	buf      []byte
	pos, end int // unread part of buf
	maxToken int // a tag or a text must fit the buffer
	maxDepth int

	open    []byte // names of the open elements, one after another
	starts  []int  // where each of them starts in open
	rooted  bool   // the document element was seen
	pending bool   // the element just started is empty: its end comes next
	failed  error

	codePages bool // an XML declaration may name a code page
	decoded   bool // the bytes of the document are UTF-8 whatever is declared

	name  []byte // element name without prefix
	attrs []byte // the inside of the tag behind the name
	text  []byte // text up to the next tag, entities not resolved
	cdata bool   // text is literal
}

// newScanner starts a document. A UTF-16 one is recognised by its mark.
func newScanner(r io.Reader, l Limits) *scanner {
	s := &scanner{r: r, buf: make([]byte, xmlBuffer), maxDepth: l.MaxDepth}
	// A value may be written with entities of up to ten bytes for one.
	s.maxToken = max(1<<20, min(10*l.MaxCellBytes, 1<<30))
	for s.end < 3 {
		if more, _ := s.more(); !more {
			break
		}
	}
	switch mark := s.buf[:s.end]; {
	case bytes.HasPrefix(mark, []byte("\xef\xbb\xbf")):
		s.pos, s.decoded = 3, true
	case bytes.HasPrefix(mark, []byte("\xff\xfe")), bytes.HasPrefix(mark, []byte("\xfe\xff")):
		enc := encUTF16LE
		if mark[0] == 0xfe {
			enc = encUTF16BE
		}
		rest := io.MultiReader(bytes.NewReader(bytes.Clone(mark[2:])), r)
		s.r, s.end, s.decoded = newDecoder(rest, enc), 0, true
	}
	return s
}

// more reads on behind the unread bytes. It reports false at the end.
func (s *scanner) more() (bool, error) {
	if s.failed != nil {
		return false, s.failed
	}
	if s.end == len(s.buf) {
		if s.pos > 0 {
			s.end = copy(s.buf, s.buf[s.pos:s.end])
			s.pos = 0
		} else if len(s.buf) >= s.maxToken {
			return false, failf(CodeTooLarge, "a tag or text of more than %d bytes", s.maxToken)
		} else {
			s.buf = append(s.buf, make([]byte, min(len(s.buf), s.maxToken-len(s.buf)))...)
		}
	}
	for range 100 {
		n, err := s.r.Read(s.buf[s.end:])
		s.end += n
		if err != nil && err != io.EOF {
			s.failed = readError(err, "")
		}
		if n > 0 {
			return true, nil
		}
		if s.failed != nil {
			return false, s.failed
		}
		if err == io.EOF {
			return false, nil
		}
	}
	s.failed = readError(io.ErrNoProgress, "")
	return false, s.failed
}

// must is more where the document may not end.
func (s *scanner) must() error {
	more, err := s.more()
	if err == nil && !more {
		err = failf(CodeTruncated, "the XML ends inside %s", s.within())
	}
	return err
}

func (s *scanner) within() string {
	if n := len(s.starts); n > 0 {
		return fmt.Sprintf("<%.40s>", s.open[s.starts[n-1]:])
	}
	return "its prologue"
}

// depth is the number of open elements.
func (s *scanner) depth() int { return len(s.starts) }

// next returns the next token; tokEOF only after a complete document.
func (s *scanner) next() (token, error) {
	if s.pending {
		s.pending = false
		s.pop()
		return tokEnd, nil
	}
	for {
		if s.pos == s.end {
			if more, err := s.more(); err != nil {
				return tokEOF, err
			} else if !more {
				return tokEOF, s.finish()
			}
		}
		if s.buf[s.pos] != '<' {
			if err := s.readText(); err != nil {
				return tokEOF, err
			}
			if s.depth() > 0 {
				return tokText, nil
			}
			continue
		}
		if tok, err := s.markup(); err != nil || tok != tokEOF {
			return tok, err
		}
	}
}

func (s *scanner) finish() error {
	if s.depth() > 0 || !s.rooted {
		return failf(CodeTruncated, "the XML ends inside %s", s.within())
	}
	return nil
}

// readText takes everything up to the next tag.
func (s *scanner) readText() error {
	n, err := s.find(0, "<")
	if err != nil {
		return err
	}
	if n == s.end-s.pos && s.depth() > 0 {
		return failf(CodeTruncated, "the XML ends inside %s", s.within())
	}
	s.text, s.cdata = s.buf[s.pos:s.pos+n], false
	s.pos += n
	if s.depth() == 0 && len(bytes.TrimSpace(s.text)) > 0 {
		return failf(CodeBadXML, "text outside the document element")
	}
	return nil
}

// find returns the distance from pos to the pattern, searching from a
// distance on and reading as needed. Only "<" may be answered by the end of
// the document.
func (s *scanner) find(from int, pattern string) (int, error) {
	for {
		if i := bytes.Index(s.buf[s.pos+from:s.end], []byte(pattern)); i >= 0 {
			return from + i, nil
		}
		from = max(from, s.end-s.pos-len(pattern)+1)
		if more, err := s.more(); err != nil {
			return 0, err
		} else if !more {
			if pattern == "<" {
				return s.end - s.pos, nil
			}
			return 0, failf(CodeTruncated, "the XML ends inside %s", s.within())
		}
	}
}

// markup reads what starts with "<". It returns tokEOF for what is dropped.
func (s *scanner) markup() (token, error) {
	for s.end-s.pos < 2 {
		if err := s.must(); err != nil {
			return tokEOF, err
		}
	}
	switch s.buf[s.pos+1] {
	case '/':
		return s.endTag()
	case '?':
		return tokEOF, s.instruction()
	case '!':
		return s.declaration()
	}
	return s.startTag()
}
