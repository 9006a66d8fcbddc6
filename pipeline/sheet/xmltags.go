package sheet

import "bytes"

// tagEnd returns the distance from pos to the ">" that closes a start tag.
func (s *scanner) tagEnd() (int, error) {
	var quote byte
	for i := 1; ; {
		b := s.buf[s.pos:s.end]
		for ; i < len(b); i++ {
			c := b[i]
			switch {
			case quote != 0:
				if c == quote {
					quote = 0
				}
			case c == '>':
				return i, nil
			case c == '"' || c == '\'':
				quote = c
			case c == '<':
				return 0, failf(CodeBadXML, "\"<\" inside a tag in %s", s.within())
			}
		}
		if err := s.must(); err != nil {
			return 0, err
		}
	}
}

func (s *scanner) startTag() (token, error) {
	n, err := s.tagEnd()
	if err != nil {
		return tokEOF, err
	}
	body := s.buf[s.pos+1 : s.pos+n]
	s.pos += n + 1
	if len(body) > 0 && body[len(body)-1] == '/' {
		s.pending = true
		body = body[:len(body)-1]
	}
	i, colon := 0, -1
	for ; i < len(body) && !isSpace(body[i]); i++ {
		if body[i] == ':' {
			colon = i
		}
	}
	if i == 0 || colon == i-1 {
		return tokEOF, failf(CodeBadXML, "a tag without a name in %s", s.within())
	}
	if s.depth() == 0 && s.rooted {
		return tokEOF, failf(CodeBadXML, "a second document element")
	}
	if s.depth() >= s.maxDepth {
		return tokEOF, failf(CodeXMLDepth, "elements nested deeper than %d", s.maxDepth)
	}
	s.rooted = true
	s.starts = append(s.starts, len(s.open))
	s.open = append(s.open, body[:i]...)
	s.name, s.attrs = body[colon+1:i], body[i:]
	return tokStart, nil
}

func (s *scanner) endTag() (token, error) {
	if d := s.depth(); d > 0 { // as every producer writes it, and whole in the buffer
		name, b := s.open[s.starts[d-1]:], s.buf[s.pos+2:s.end]
		if len(b) > len(name) && b[len(name)] == '>' && bytes.Equal(b[:len(name)], name) {
			s.pos += len(name) + 3
			s.pop()
			return tokEnd, nil
		}
	}
	n, err := s.find(2, ">")
	if err != nil {
		return tokEOF, err
	}
	name := bytes.TrimRight(s.buf[s.pos+2:s.pos+n], " \t\r\n")
	s.pos += n + 1
	if d := s.depth(); d == 0 || !bytes.Equal(name, s.open[s.starts[d-1]:]) {
		return tokEOF, failf(CodeBadXML, "</%.40s> closes %s", name, s.within())
	}
	s.pop()
	return tokEnd, nil
}

func (s *scanner) pop() {
	last := len(s.starts) - 1
	s.open = s.open[:s.starts[last]]
	s.starts = s.starts[:last]
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }
