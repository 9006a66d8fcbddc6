package sheet

import "bytes"

// readAttrs reads the attributes of the cell just started. The value is stored
// in an attribute of a name that goes with the type.
func (r *odsReader) readAttrs(c *odsCell) error {
	return r.x.eachAttr(func(key, val []byte) (err error) {
		switch name := string(local(key)); name {
		case "value-type": // office: says the type, calcext: repeats it or says "error"
			if string(val) == "error" {
				c.failed = true
			} else if c.typ == "" {
				c.typ = string(val)
			}
		case "value", "date-value", "time-value", "boolean-value", "string-value":
			if r.each != nil && !c.hasValue {
				c.value, err = r.addText(val)
				c.hasValue = true
			}
		case "formula":
			if r.each != nil { // "of:=A1" without the name of its language
				if i := bytes.Index(val, []byte("=")); i >= 0 && i < 12 {
					val = val[i+1:]
				}
				c.formula, err = r.addText(val)
			}
		case "number-columns-repeated":
			c.times, err = repetition(val)
		case "number-columns-spanned":
			c.cols, err = repetition(val)
		case "number-rows-spanned":
			c.rows, err = repetition(val)
		}
		return err
	})
}

// addText appends the value of an attribute to the text of the row.
func (r *odsReader) addText(raw []byte) (s span, err error) {
	from := len(r.text)
	if r.text, err = appendUnescaped(r.text, raw); err != nil {
		return span{}, err
	}
	if len(r.text)-from > r.limits.MaxCellBytes {
		return span{}, failf(CodeTooLarge, "a value of more than %d bytes", r.limits.MaxCellBytes)
	}
	return r.from(from), nil
}

// readValue reads what is inside the cell and decides what the cell is. The
// displayed text counts only where there is no stored value.
func (r *odsReader) readValue(c *odsCell) (kind Kind, text span, err error) {
	from := len(r.text)
	found, err := r.readParagraphs()
	if err != nil {
		return 0, span{}, err
	}
	shown := r.from(from)
	stored := string(r.text[c.value.from:c.value.to])
	switch c.typ {
	case "string", "":
		switch {
		case c.failed:
			return ErrorValue, shown, nil
		case c.hasValue && c.typ != "":
			r.text = r.text[:from]
			return Text, c.value, nil
		case found || c.typ != "":
			return Text, shown, nil
		}
		return Empty, span{}, nil
	case "float", "percentage", "currency":
		kind = Number
	case "boolean":
		kind = Bool
		switch stored {
		case "true":
			stored = "TRUE"
		case "false":
			stored = "FALSE"
		}
	case "date":
		kind, stored = Date, isoDate(stored)
	case "time":
		kind, stored = Date, isoTime(stored)
	default:
		return 0, span{}, failf(CodeBadCellType, "cell type %.40q", c.typ)
	}
	if c.failed {
		return ErrorValue, shown, nil
	}
	r.text = r.text[:from]
	if stored == "" {
		return Empty, span{}, nil
	}
	r.text = append(r.text, stored...)
	return kind, r.from(from), nil
}

// readParagraphs appends the text of the cell just started, one paragraph per
// line. Comments and drawings are no part of it.
func (r *odsReader) readParagraphs() (found bool, err error) {
	base := len(r.text)
	for {
		tok, err := r.x.next()
		if err != nil || tok == tokEnd {
			return found, err
		}
		if tok != tokStart {
			continue
		}
		if string(r.x.name) != "p" && string(r.x.name) != "h" {
			if err := r.x.skip(); err != nil {
				return found, err
			}
			continue
		}
		if found {
			r.text = append(r.text, '\n')
		}
		found = true
		if err := r.readParagraph(base); err != nil {
			return found, err
		}
	}
}

// readParagraph appends the text of the paragraph just started.
func (r *odsReader) readParagraph(base int) error {
	first := len(r.text)
	for d := r.x.depth(); r.x.depth() >= d; {
		tok, err := r.x.next()
		if err != nil {
			return err
		}
		switch tok {
		case tokText:
			err = r.appendCollapsed(first)
		case tokStart:
			switch string(r.x.name) {
			case "s":
				err = r.appendSpaces(base)
			case "tab":
				r.text = append(r.text, '\t')
			case "line-break":
				r.text = append(r.text, '\n')
			case "annotation", "note", "ruby-text", "frame":
				err = r.x.skip()
			}
		}
		if err != nil {
			return err
		}
		if len(r.text)-base > r.limits.MaxCellBytes {
			return failf(CodeTooLarge, "a value of more than %d bytes", r.limits.MaxCellBytes)
		}
	}
	return nil
}

// appendCollapsed appends the text just found. OpenDocument collapses blanks;
// LibreOffice writes several in a row and reads them back, so that only a run
// with a line end or a tab, the indentation of the XML, becomes one blank: none
// at the beginning of the paragraph.
func (r *odsReader) appendCollapsed(first int) error {
	from := len(r.text)
	var err error
	if r.text, err = r.x.appendText(r.text); err != nil {
		return err
	}
	out, text := r.text[:from], r.text[from:]
	for i := 0; i < len(text); {
		run := i
		for run < len(text) && isSpace(text[run]) {
			run++
		}
		switch {
		case run == i:
			out = append(out, text[i])
			run++
		case bytes.IndexByte(text[i:run], '\n') < 0 && bytes.IndexByte(text[i:run], '\t') < 0:
			out = append(out, text[i:run]...)
		case len(out) > first:
			out = append(out, ' ')
		}
		i = run
	}
	r.text = out
	return nil
}

// appendSpaces reads the s element just started: one blank, or several.
func (r *odsReader) appendSpaces(base int) error {
	raw, found, err := attribute(r.x.attrs, "c")
	if err != nil {
		return err
	}
	n := 1
	if found {
		var ok bool
		if n, ok = parseInt(raw); !ok {
			return failf(CodeBadReference, "%.40q blanks", raw)
		}
	}
	if n > r.limits.MaxCellBytes-(len(r.text)-base) {
		return failf(CodeTooLarge, "a value of more than %d bytes", r.limits.MaxCellBytes)
	}
	r.text = append(r.text, bytes.Repeat([]byte(" "), n)...)
	return nil
}
