package sheet

import "slices"

// documentShape learns the paths of a document.
type documentShape struct{ root *element }

func (d *documentShape) begin(e *element) error {
	if e.parent == nil {
		d.root = e
	} else {
		e.parent.elements = true
	}
	return nil
}

func (d *documentShape) value(e *element, _ int, _ []byte) error {
	e.text = true
	if e.attribute() {
		e.parent.attrs = true
	}
	return nil
}

func (d *documentShape) end(*element) (bool, error) { return true, nil }

// records lists the elements that are tables: those of a name, or all records.
func (d *documentShape) records(name string) (out []*element) {
	var walk func(e *element)
	walk = func(e *element) {
		if name != "" && e.name == name || name == "" && e.record() {
			out = append(out, e)
		}
		for _, c := range e.children {
			walk(c)
		}
	}
	walk(d.root)
	return out
}

// sheetNames names records by their element, or by the end of their path where
// the element does not tell them apart.
func sheetNames(records []*element) []string {
	names := make([]string, len(records))
	for i, e := range records {
		for parts, same := 1, 0; same != 1; parts++ {
			names[i], same = pathEnd(e, parts), 0
			for _, other := range records {
				if pathEnd(other, parts) == names[i] {
					same++
				}
			}
		}
	}
	return names
}

// pathEnd is the last parts of a path, joined by slashes, or the whole path
// behind a slash if it has fewer.
func pathEnd(e *element, parts int) string {
	name := e.name
	for range parts - 1 {
		if e = e.parent; e == nil {
			return "/" + name
		}
		name = e.name + "/" + name
	}
	return name
}

// above lists the elements around another, the outermost first.
func (e *element) above() (out []*element) {
	for p := e.parent; p != nil; p = p.parent {
		out = append(out, p)
	}
	slices.Reverse(out)
	return out
}
