package sheet

import (
	"io"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// Encodings a text file can have.
const (
	encUTF8    = "utf-8"
	encUTF16LE = "utf-16le"
	encUTF16BE = "utf-16be"
	encCP1250  = "cp1250"
	encLatin2  = "iso-8859-2"
	encCP852   = "cp852"
)

// parseEncoding returns the canonical name of a declared encoding.
func parseEncoding(name string) (string, bool) {
	switch strings.ToLower(strings.TrimSpace(name)) {
	case "":
		return "", true
	case "utf-8", "utf8", "utf-8-sig":
		return encUTF8, true
	case "utf-16le":
		return encUTF16LE, true
	case "utf-16be":
		return encUTF16BE, true
	case "cp1250", "windows-1250":
		return encCP1250, true
	case "iso-8859-2", "latin2":
		return encLatin2, true
	case "cp852", "ibm852":
		return encCP852, true
	}
	return "", false
}

func codePage(enc string) *charmap.Charmap {
	switch enc {
	case encCP1250:
		return charmap.Windows1250
	case encLatin2:
		return charmap.ISO8859_2
	case encCP852:
		return charmap.CodePage852
	}
	return nil
}

// decoder turns text in one of the encodings into UTF-8. What cannot be
// decoded becomes the byte 0xFF: it is never valid UTF-8, so that whoever
// checks a value finds the place.
type decoder struct {
	src  io.Reader
	step func(dst, src []byte, last bool) (out, rest []byte)
	in   []byte // bytes read, rest of the previous step first
	out  []byte // decoded, not handed over yet
	full []byte // out from its beginning, to reuse it
	err  error
}

func newDecoder(src io.Reader, enc string) io.Reader {
	d := &decoder{src: src, in: make([]byte, 0, 16<<10)}
	switch enc {
	case encUTF16LE:
		d.step = func(dst, src []byte, last bool) ([]byte, []byte) { return decodeUTF16(dst, src, last, 0) }
	case encUTF16BE:
		d.step = func(dst, src []byte, last bool) ([]byte, []byte) { return decodeUTF16(dst, src, last, 1) }
	case encCP1250, encLatin2, encCP852:
		page := codePage(enc)
		d.step = func(dst, src []byte, _ bool) ([]byte, []byte) { return decodeBytes(dst, src, page), nil }
	default:
		return src
	}
	return d
}

func (d *decoder) Read(p []byte) (int, error) {
	for len(d.out) == 0 {
		if d.err != nil {
			return 0, d.err
		}
		n, err := d.src.Read(d.in[len(d.in):cap(d.in)])
		var rest []byte
		d.full, rest = d.step(d.full[:0], d.in[:len(d.in)+n], err != nil)
		d.in = d.in[:copy(d.in[:cap(d.in)], rest)]
		d.out, d.err = d.full, err
		if n == 0 && err == nil {
			return 0, nil // the caller counts fruitless reads
		}
	}
	n := copy(p, d.out)
	d.out = d.out[n:]
	return n, nil
}

func decodeBytes(dst, src []byte, page *charmap.Charmap) []byte {
	for _, b := range src {
		if b < utf8.RuneSelf {
			dst = append(dst, b)
		} else if r := page.DecodeByte(b); r != utf8.RuneError {
			dst = utf8.AppendRune(dst, r)
		} else {
			dst = append(dst, 0xff)
		}
	}
	return dst
}

// decodeUTF16 decodes whole units; big is 1 for big endian, else 0.
func decodeUTF16(dst, src []byte, last bool, big int) (out, rest []byte) {
	unit := func(i int) rune { return rune(src[i+1-big])<<8 | rune(src[i+big]) } // high byte first if big
	i := 0
	for ; i+1 < len(src); i += 2 {
		r := unit(i)
		if utf16.IsSurrogate(r) {
			if i+3 >= len(src) && !last {
				return dst, src[i:]
			}
			low := rune(0)
			if i+3 < len(src) {
				low = unit(i + 2)
			}
			if r = utf16.DecodeRune(r, low); r == utf8.RuneError {
				dst = append(dst, 0xff)
				continue
			}
			i += 2
		}
		dst = utf8.AppendRune(dst, r)
	}
	if last && i < len(src) {
		return append(dst, 0xff), nil
	}
	return dst, src[i:]
}

// census counts what decides about the encoding of a text.
type census struct {
	high    [128]int64 // bytes from 0x80 on
	multi   int64      // well-formed UTF-8 sequences of several bytes
	invalid int64      // bytes that are not UTF-8
}

// detectEncoding reads a text to its end, and a second time if it is not valid
// UTF-8, which with plain ASCII included is no guess. A few broken bytes among
// many good UTF-8 letters are damage, to be reported when they are read, and no
// other encoding.
func detectEncoding(open func() (io.ReadCloser, error)) (enc string, guessed bool, err error) {
	valid := true
	err = inPieces(open, func(b []byte, last bool) []byte {
		rest := unfinished(b)
		valid = valid && utf8.Valid(b[:len(b)-len(rest)]) && !(last && len(rest) > 0)
		return rest
	})
	if err != nil || valid {
		return encUTF8, false, err
	}
	c := &census{}
	if err := inPieces(open, c.count); err != nil {
		return "", false, err
	}
	if c.multi > 10*c.invalid {
		return encUTF8, true, nil
	}
	best := int64(0)
	for _, candidate := range []string{encCP1250, encLatin2, encCP852} {
		if score := c.score(codePage(candidate)); enc == "" || score > best {
			enc, best = candidate, score
		}
	}
	return enc, true, nil
}

// unfinished returns the bytes at the end that may start a UTF-8 sequence.
func unfinished(b []byte) []byte {
	for n := 1; n < utf8.UTFMax && n <= len(b); n++ {
		if tail := b[len(b)-n:]; utf8.RuneStart(tail[0]) {
			if utf8.FullRune(tail) {
				break
			}
			return tail
		}
	}
	return nil
}

// inPieces reads a text in pieces; what look returns starts the next piece.
func inPieces(open func() (io.ReadCloser, error), look func(b []byte, last bool) (rest []byte)) error {
	r, err := open()
	if err != nil {
		return err
	}
	defer r.Close()
	buf, kept := make([]byte, xmlBuffer), 0
	for idle := 0; idle < 100; idle++ {
		n, err := r.Read(buf[kept:])
		if n > 0 {
			idle = 0
		}
		if err != nil && err != io.EOF {
			return readError(err, "")
		}
		kept = copy(buf, look(buf[:kept+n], err == io.EOF))
		if err == io.EOF {
			return nil
		}
	}
	return readError(io.ErrNoProgress, "")
}

// count returns the bytes of a sequence that goes on in the next piece.
func (c *census) count(b []byte, last bool) (rest []byte) {
	for len(b) > 0 {
		if b[0] < utf8.RuneSelf {
			b = b[1:]
			continue
		}
		_, size := utf8.DecodeRune(b)
		if size == 1 && !last && !utf8.FullRune(b) {
			return b
		}
		if size > 1 {
			c.multi++
		} else {
			c.invalid++
		}
		for _, h := range b[:size] {
			c.high[h&0x7f]++
		}
		b = b[size:]
	}
	return nil
}

// score says how Polish the text looks in a code page: letters of the Polish
// alphabet count for it, other letters and odd signs against it, and bytes
// that mean nothing there most of all.
func (c *census) score(page *charmap.Charmap) (score int64) {
	for i, n := range c.high {
		r := page.DecodeByte(byte(0x80 + i))
		switch {
		case strings.ContainsRune("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", r):
			score += 10 * n
		case r == utf8.RuneError || unicode.IsControl(r):
			score -= 50 * n
		case unicode.IsLetter(r):
			score -= 10 * n
		case !strings.ContainsRune("\u00a0„”“’‚–—…§°²³½€‰±×«»", r):
			score -= 5 * n
		}
	}
	return score
}
