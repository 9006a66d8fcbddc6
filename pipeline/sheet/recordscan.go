package sheet

import "unicode/utf8"

// What a document of records may consist of: far more than any has.
const (
	maxPaths       = 1 << 16 // different paths of elements and attributes
	maxRecordKinds = 1 << 8
	maxNameBytes   = 256 // of an element or attribute
)

// element is a path of a document: all the elements of one name in the same
// place, or an attribute of them, whose name begins with "@".
type element struct {
	name     string
	parent   *element
	index    int        // number of the path
	children []*element // in the order in which they first appear
	byName   map[string]*element

	elements bool // some have elements within
	text     bool // some have a text
	attrs    bool // some have an attribute that is not empty
	most     int  // the most of them in one parent
}

func (e *element) attribute() bool { return e.name[0] == '@' }

// record tells whether these are records: they repeat and consist of parts.
// Elements that repeat and are texts are one part with several values.
func (e *element) record() bool { return e.most > 1 && (e.elements || e.attrs && !e.text) }

// recordVisitor is told what a document consists of, in its order.
type recordVisitor interface {
	// begin starts an element. Its attributes follow, then what is within.
	begin(e *element) error
	// value is one attribute, or the text of an element before its end; nth
	// counts the elements of that name in their parent. The text does not last.
	value(e *element, nth int, text []byte) error
	// end ends an element, and the reading unless it says to go on.
	end(e *element) (goOn bool, err error)
}

// recordScanner walks through a document along its paths.
type recordScanner struct {
	x      *scanner
	limits Limits
	root   *element // nil until the first element of a document that is learnt
	learn  bool
	paths  int
	next   int64        // instance number of the next element
	counts []childCount // by path
	open   []openElement
	attr   []byte
}

// childCount counts the elements of a path within one parent.
type childCount struct {
	parent int64
	n      int
}

// openElement is an element that has not ended.
type openElement struct {
	path     *element
	instance int64
	nth      int
	text     []byte // its own text so far, without the blanks before it
	from, to int    // the part of it that stands in CDATA sections
}

func newRecordScanner(x *scanner, l Limits, root *element, paths int) *recordScanner {
	return &recordScanner{x: x, limits: l, root: root, learn: root == nil, paths: paths, next: 1, counts: make([]childCount, paths)}
}

func (s *recordScanner) read(v recordVisitor) error {
	for {
		tok, err := s.x.next()
		if err != nil {
			return err
		}
		switch tok {
		case tokEOF:
			return nil
		case tokStart:
			err = s.start(v)
		case tokText:
			err = s.text()
		case tokEnd:
			goOn := false
			if goOn, err = s.end(v); err == nil && !goOn {
				return nil
			}
		}
		if err != nil {
			return err
		}
	}
}

func (s *recordScanner) start(v recordVisitor) error {
	o := openElement{nth: 1}
	var err error
	if len(s.open) == 0 {
		if s.root == nil {
			s.root, err = s.newPath(nil, string(s.x.name))
		}
		if o.path = s.root; err != nil {
			return err
		}
	} else {
		parent := &s.open[len(s.open)-1]
		if o.path, err = s.child(parent.path, s.x.name); err != nil {
			return err
		}
		count := &s.counts[o.path.index]
		if count.parent != parent.instance {
			*count = childCount{parent: parent.instance}
		}
		count.n++
		o.nth = count.n
	}
	if s.learn {
		o.path.most = max(o.path.most, o.nth)
	}
	o.instance = s.next
	s.next++
	s.push(o)
	if err := v.begin(o.path); err != nil {
		return err
	}
	return s.attributes(v, o)
}

// push keeps the text buffers of elements that have ended for the next ones.
func (s *recordScanner) push(o openElement) {
	if n := len(s.open); n < cap(s.open) {
		o.text = s.open[:n+1][n].text[:0]
	}
	s.open = append(s.open, o)
}

func (s *recordScanner) attributes(v recordVisitor, o openElement) error {
	return s.x.eachAttr(func(key, val []byte) error {
		if string(key) == "xmlns" || len(key) > 6 && string(key[:6]) == "xmlns:" {
			return nil // names of namespaces are no values
		}
		s.attr = append(append(s.attr[:0], '@'), key...)
		a, err := s.child(o.path, s.attr)
		if err != nil {
			return err
		}
		if s.counts[a.index].parent == o.instance {
			return failf(CodeBadXML, "a second attribute %.40q", key)
		}
		s.counts[a.index].parent = o.instance
		if s.attr, err = appendUnescaped(s.attr[:0], val); err != nil {
			return err
		}
		switch {
		case len(s.attr) > s.limits.MaxCellBytes:
			return failf(CodeTooLarge, "a value of more than %d bytes", s.limits.MaxCellBytes)
		case len(s.attr) == 0:
			return nil
		}
		return v.value(a, o.nth, s.attr)
	})
}

// child finds a path below another, or learns it.
func (s *recordScanner) child(e *element, name []byte) (*element, error) {
	if c, ok := e.byName[string(name)]; ok {
		return c, nil
	}
	if !s.learn {
		return nil, failf(CodeDamaged, "the file changed while it was read")
	}
	return s.newPath(e, string(name))
}

func (s *recordScanner) newPath(parent *element, name string) (*element, error) {
	switch {
	case !isName(name):
		return nil, failf(CodeBadXML, "%.40q is no name", name)
	case len(name) > maxNameBytes:
		return nil, failf(CodeTooLarge, "a name of more than %d bytes", maxNameBytes)
	case s.paths >= maxPaths:
		return nil, failf(CodeTooLarge, "more than %d different paths of elements", maxPaths)
	}
	e := &element{name: name, parent: parent, index: s.paths}
	s.paths++
	s.counts = append(s.counts, childCount{})
	if parent != nil {
		if parent.byName == nil {
			parent.byName = map[string]*element{}
		}
		parent.byName[name] = e
		parent.children = append(parent.children, e)
	}
	return e, nil
}

// isName refuses names with signs that XML has no use for, among them those
// that the names of columns are joined with.
func isName(s string) bool {
	if len(s) > 0 && s[0] == '@' {
		s = s[1:]
	}
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c == '_', c == ':', c >= utf8.RuneSelf:
		case i > 0 && (c >= '0' && c <= '9' || c == '-' || c == '.'):
		default:
			return false
		}
	}
	return s != "" && utf8.ValidString(s)
}

// text takes what was found to the text of the element it stands in. The blanks
// between elements are no text.
func (s *recordScanner) text() error {
	o := &s.open[len(s.open)-1]
	if !s.x.cdata && len(o.text) == 0 && len(trimSpace(s.x.text)) == 0 {
		return nil
	}
	from := len(o.text)
	var err error
	if o.text, err = s.x.appendText(o.text); err != nil {
		return err
	}
	if s.x.cdata && len(o.text) > from {
		if o.to == 0 {
			o.from = from
		}
		o.to = len(o.text)
	}
	if len(o.text) > s.limits.MaxCellBytes {
		return failf(CodeTooLarge, "a value of more than %d bytes", s.limits.MaxCellBytes)
	}
	return nil
}

// value is the text without the blanks around it; those of a CDATA section stay.
func (o *openElement) value() []byte {
	from, to := 0, len(o.text)
	for from < to && isSpace(o.text[from]) && (o.to == 0 || from < o.from) {
		from++
	}
	for to > from && isSpace(o.text[to-1]) && to > o.to {
		to--
	}
	return o.text[from:to]
}

func (s *recordScanner) end(v recordVisitor) (goOn bool, err error) {
	o := &s.open[len(s.open)-1]
	if text := o.value(); len(text) > 0 {
		if err := v.value(o.path, o.nth, text); err != nil {
			return false, err
		}
	}
	s.open = s.open[:len(s.open)-1]
	return v.end(o.path)
}
