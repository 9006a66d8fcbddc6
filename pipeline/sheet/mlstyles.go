package sheet

// readStyles reads the Styles just started: which of them show a number as a
// percentage. Dates have a type of their own in this format.
func (r *mlReader) readStyles() error {
	r.styles = map[string]shown{}
	id := ""
	for d := r.x.depth(); r.x.depth() >= d; {
		tok, err := r.x.next()
		if err != nil {
			return err
		}
		if tok != tokStart {
			continue
		}
		switch string(r.x.name) {
		case "Style":
			if id, err = r.x.attr("ID"); err != nil {
				return err
			}
			parent, err := r.x.attr("Parent")
			if err != nil {
				return err
			}
			if r.styles[id] = r.styles[parent]; len(r.styles) > maxParts {
				return failf(CodeTooLarge, "more than %d cell styles", maxParts)
			}
		case "NumberFormat":
			code, err := r.x.attr("Format")
			if err != nil {
				return err
			}
			r.styles[id] = asNumber
			if code == "Percent" || formatShows(code) == asPercent {
				r.styles[id] = asPercent
			}
		}
	}
	return nil
}

// readColumn reads the attributes of the Column just started, behind the
// columns already described. It returns the last one that it stands for.
func (r *mlReader) readColumn(before int) (last int, err error) {
	first, spanned, as := before+1, 0, asNumber
	err = r.x.eachAttr(func(key, val []byte) error {
		ok := true
		switch string(local(key)) {
		case "Index":
			first, ok = parseInt(val)
			ok = ok && first > before
		case "Span":
			spanned, ok = parseInt(val)
		case "StyleID":
			as = r.styles[string(val)]
		}
		if !ok || first+spanned > formatCols {
			return failf(CodeBadReference, "%s %.40q of a column after column %d", key, val, before)
		}
		return nil
	})
	for col := first; as == asPercent && err == nil && col <= first+spanned; col++ {
		r.column[col] = as
	}
	return first + spanned, err
}
