package sheet

import (
	"bytes"
	"io"
)

// instruction drops "<?…?>", after a look at the declared encoding.
func (s *scanner) instruction() error {
	n, err := s.find(2, "?>")
	if err != nil {
		return err
	}
	body := s.buf[s.pos+2 : s.pos+n]
	s.pos += n + 2
	if !bytes.HasPrefix(body, []byte("xml ")) {
		return nil
	}
	enc, _, err := attribute(body[3:], "encoding")
	if err != nil {
		return err
	}
	switch string(bytes.ToLower(enc)) {
	case "", "utf-8", "utf8", "utf-16", "us-ascii", "ascii":
		return nil
	}
	if page, ok := parseEncoding(string(enc)); ok && codePage(page) != nil && s.codePages && !s.decoded && !s.rooted {
		rest := io.MultiReader(bytes.NewReader(bytes.Clone(s.buf[s.pos:s.end])), s.r)
		s.r, s.decoded = newDecoder(rest, page), true
		s.pos, s.end = 0, 0
		return nil
	}
	return failf(CodeBadEncoding, "XML in encoding %.40q", enc)
}

// declaration reads a comment (dropped) or CDATA (a text) and refuses the rest.
func (s *scanner) declaration() (token, error) {
	const comment, cdata = "<!--", "<![CDATA["
	for s.end-s.pos < len(cdata) {
		if more, err := s.more(); err != nil {
			return tokEOF, err
		} else if !more {
			break
		}
	}
	head := s.buf[s.pos:s.end]
	switch {
	case bytes.HasPrefix(head, []byte(comment)):
		s.pos += len(comment)
		return tokEOF, s.dropComment()
	case bytes.HasPrefix(head, []byte(cdata)):
		n, err := s.find(len(cdata), "]]>")
		if err != nil {
			return tokEOF, err
		}
		if s.depth() == 0 {
			return tokEOF, failf(CodeBadXML, "text outside the document element")
		}
		s.text, s.cdata = s.buf[s.pos+len(cdata):s.pos+n], true
		s.pos += n + len("]]>")
		return tokText, nil
	case len(head) < len(cdata):
		return tokEOF, failf(CodeTruncated, "the XML ends inside %s", s.within())
	}
	return tokEOF, failf(CodeXMLDoctype, "document type declarations are refused")
}

// dropComment does not hold the comment in memory.
func (s *scanner) dropComment() error {
	const end = "-->"
	for {
		if i := bytes.Index(s.buf[s.pos:s.end], []byte(end)); i >= 0 {
			s.pos += i + len(end)
			return nil
		}
		s.pos = max(s.pos, s.end-len(end)+1)
		if err := s.must(); err != nil {
			return err
		}
	}
}
