package sheet

import (
	"bytes"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// skip leaves the element just started, with all that is in it.
func (s *scanner) skip() error {
	for d := s.depth(); s.depth() >= d; {
		if _, err := s.next(); err != nil {
			return err
		}
	}
	return nil
}

// content appends the text of the element just started, up to its end.
// Elements within are dropped. More than limit bytes are an error.
func (s *scanner) content(dst []byte, limit int) ([]byte, error) {
	base := len(dst)
	for {
		tok, err := s.next()
		if err != nil {
			return dst, err
		}
		switch tok {
		case tokStart:
			if err := s.skip(); err != nil {
				return dst, err
			}
		case tokEnd:
			return dst, nil
		case tokText:
			if dst, err = s.appendText(dst); err != nil {
				return dst, err
			}
			if len(dst)-base > limit {
				return dst, failf(CodeTooLarge, "a value of more than %d bytes", limit)
			}
		}
	}
}

// allContent is content with the text of the elements within.
func (s *scanner) allContent(dst []byte, limit int) ([]byte, error) {
	base := len(dst)
	for d := s.depth(); s.depth() >= d; {
		tok, err := s.next()
		if err != nil {
			return dst, err
		}
		if tok != tokText {
			continue
		}
		if dst, err = s.appendText(dst); err != nil {
			return dst, err
		}
		if len(dst)-base > limit {
			return dst, failf(CodeTooLarge, "a value of more than %d bytes", limit)
		}
	}
	return dst, nil
}

// appendText appends the text just found.
func (s *scanner) appendText(dst []byte) ([]byte, error) {
	if s.cdata {
		return append(dst, s.text...), nil
	}
	return appendUnescaped(dst, s.text)
}

// eachAttr visits the attributes of the current element, with prefix and raw.
func (s *scanner) eachAttr(visit func(key, val []byte) error) error {
	for rest := s.attrs; ; {
		key, val, more, err := nextAttr(rest)
		if err != nil || len(key) == 0 {
			return err
		}
		if err := visit(key, val); err != nil {
			return err
		}
		rest = more
	}
}

// nextAttr splits the first attribute off. Key has its prefix; value is raw.
// At the end key is empty.
func nextAttr(attrs []byte) (key, value, rest []byte, err error) {
	if attrs = trimSpace(attrs); len(attrs) == 0 {
		return nil, nil, nil, nil
	}
	n := 0
	for n < len(attrs) && attrs[n] != '=' && !isSpace(attrs[n]) {
		n++
	}
	key, rest = attrs[:n], attrs[n:]
	rest = trimSpace(rest)
	if n == 0 || len(rest) == 0 || rest[0] != '=' {
		return nil, nil, nil, failf(CodeBadXML, "attribute without a value: %.40q", attrs)
	}
	rest = trimSpace(rest[1:])
	if len(rest) > 0 && (rest[0] == '"' || rest[0] == '\'') {
		if end := bytes.IndexByte(rest[1:], rest[0]); end >= 0 {
			return key, rest[1 : 1+end], rest[end+2:], nil
		}
	}
	return nil, nil, nil, failf(CodeBadXML, "attribute without quotes: %.40q", attrs)
}

// trimSpace drops blanks at the start.
func trimSpace(b []byte) []byte {
	for len(b) > 0 && isSpace(b[0]) {
		b = b[1:]
	}
	return b
}

// attribute finds one attribute by its name without prefix, raw.
func attribute(attrs []byte, name string) (value []byte, found bool, err error) {
	for {
		key, val, rest, err := nextAttr(attrs)
		if err != nil || len(key) == 0 {
			return nil, false, err
		}
		if string(key[bytes.IndexByte(key, ':')+1:]) == name {
			return val, true, nil
		}
		attrs = rest
	}
}

// attr is attribute for the current element, unescaped.
func (s *scanner) attr(name string) (string, error) {
	raw, _, err := attribute(s.attrs, name)
	if err != nil {
		return "", err
	}
	val, err := appendUnescaped(nil, raw)
	if err == nil && !utf8.Valid(val) {
		err = failf(CodeBadEncoding, "attribute %s is not UTF-8", name)
	}
	return string(val), err
}

// flag reads a boolean attribute value: "1" or "true".
func flag(raw []byte) bool { return string(raw) == "1" || string(raw) == "true" }

// appendUnescaped resolves entities and, as XML demands, makes line ends LF.
func appendUnescaped(dst, raw []byte) ([]byte, error) {
	for {
		i := 0
		for i < len(raw) && raw[i] != '&' && raw[i] != '\r' {
			i++
		}
		if i == len(raw) {
			return append(dst, raw...), nil
		}
		dst = append(dst, raw[:i]...)
		if raw[i] == '\r' {
			raw = raw[i+1:]
			if len(raw) == 0 || raw[0] != '\n' {
				dst = append(dst, '\n')
			}
			continue
		}
		end := bytes.IndexByte(raw[i:min(len(raw), i+16)], ';')
		if end < 0 {
			return dst, failf(CodeBadXML, "\"&\" that starts no entity")
		}
		r, ok := entity(raw[i+1 : i+end])
		if !ok {
			return dst, failf(CodeBadXML, "unknown entity %q", raw[i:i+end+1])
		}
		dst = utf8.AppendRune(dst, r)
		raw = raw[i+end+1:]
	}
}

func entity(name []byte) (rune, bool) {
	switch string(name) {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	digits, base := name[1:], 10
	if digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(string(digits), base, 32)
	if err != nil || n == 0 || n > utf8.MaxRune || !utf8.ValidRune(rune(n)) {
		return 0, false
	}
	return rune(n), true
}

// unescapeX resolves the "_x000D_" escapes of spreadsheet strings in place.
// "_x005F_" is the underscore itself; a lone surrogate is left as it stands.
func unescapeX(b []byte) []byte {
	i := bytes.Index(b, []byte("_x"))
	if i < 0 {
		return b
	}
	out := b[:i]
	for i < len(b) {
		r, ok := escapeX(b[i:])
		if !ok {
			out = append(out, b[i])
			i++
			continue
		}
		size := len("_x0000_")
		if utf16.IsSurrogate(r) {
			low, _ := escapeX(b[i+size:])
			r = utf16.DecodeRune(r, low)
			if r == utf8.RuneError {
				out = append(out, b[i])
				i++
				continue
			}
			size *= 2
		}
		out = utf8.AppendRune(out, r)
		i += size
	}
	return out
}

// escapeX reads one "_xHHHH_" at the start of b.
func escapeX(b []byte) (rune, bool) {
	if len(b) < 7 || b[0] != '_' || b[1] != 'x' || b[6] != '_' {
		return 0, false
	}
	var r rune
	for _, c := range b[2:6] {
		switch {
		case c >= '0' && c <= '9':
			r = r<<4 | rune(c-'0')
		case c >= 'a' && c <= 'f':
			r = r<<4 | rune(c-'a'+10)
		case c >= 'A' && c <= 'F':
			r = r<<4 | rune(c-'A'+10)
		default:
			return 0, false
		}
	}
	return r, true
}
