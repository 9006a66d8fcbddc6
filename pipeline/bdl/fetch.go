package bdl

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// Answer says where the pages of an answer are and how they came.
type Answer struct {
	Name       string
	Files      []string // names in Options.Dir, in the order of pages
	Total      int      // records the API announced
	Records    int      // records in the pages
	LastUpdate string   // as the API wrote it
	NoData     bool     // the id is known, the API has no data for the request
	Withdrawn  bool     // NoData, and there are files of an earlier answer, left as they are
	Changed    bool     // some file is new or another than before
	Requests   int      // sent for this answer now, repeated tries left out
	Unchanged  int      // pages answered with 304
	Resumed    int      // pages kept by an interrupted run
}

// restarts bounds how often an answer is begun again because the data changed
// between two pages.
const restarts = 3

// errMoved: what the pages say of the whole does not agree.
type errMoved struct{ reason string }

func (e errMoved) Error() string { return e.reason }

// Fetch brings the answer to a request up to date in Options.Dir. What was
// finished by an interrupted call is not asked again, and what the API calls
// unchanged keeps its file. The files of an earlier answer are replaced only
// when the new answer is complete.
func (c *Client) Fetch(ctx context.Context, r Request) (Answer, error) {
	if err := r.Check(); err != nil {
		return Answer{}, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	f := &fetch{c: c, r: r, name: r.Name(), path: r.path()}
	var err error
	if f.kept, f.part, err = c.store.load(f.name, f.path); err != nil {
		return Answer{}, err
	}
	if f.kept.Status != "" && c.o.Now().Sub(f.kept.Checked) < c.o.MaxAge && c.store.intact(f.kept) {
		return f.answer(f.kept), nil
	}
	if len(f.part.Pages) > 0 && c.o.Now().Sub(f.part.Pages[0].At) > c.o.PartAge {
		f.part = record{}
	}
	if len(f.part.Pages) == 0 {
		if err := c.store.dropPart(f.name); err != nil {
			return Answer{}, err
		}
	}
	for try := 0; ; try++ {
		ans, err := f.run(ctx)
		var moved errMoved
		if !errors.As(err, &moved) {
			return ans, err
		}
		if try == restarts {
			return Answer{}, fmt.Errorf("%w: %s: %s", ErrUnstable, f.name, moved.reason)
		}
		f.event(Restarting, 0, moved.reason)
		f.part, f.fresh, f.unchanged, f.resumed = record{}, true, 0, 0
		if err := c.store.dropPart(f.name); err != nil {
			return Answer{}, err
		}
	}
}

// fetch is one answer at work.
type fetch struct {
	c          *Client
	r          Request
	name, path string
	kept       record // complete answer of an earlier run
	part       record // pages so far
	fresh      bool   // begun again: what the API calls unchanged is not trusted
	total      int    // pages, once known
	sent       int
	unchanged  int
	resumed    int
}

func (f *fetch) event(kind EventKind, page int, reason string) {
	f.c.o.Progress(Event{Kind: kind, Request: f.name, Page: page, Pages: f.total, Reason: reason})
}

// run reads page after page and completes the answer.
func (f *fetch) run(ctx context.Context) (Answer, error) {
	address := f.c.base.String() + "/" + f.path
	for page := 0; ; page++ {
		e, gone, err := f.page(ctx, address, page)
		if err != nil {
			return Answer{}, err
		}
		if gone {
			return f.gone(ctx, page)
		}
		if e.Links.Next == "" {
			if page+1 < e.pages() {
				return Answer{}, errMoved{fmt.Sprintf("%d of %d pages, then no link to the next", page+1, e.pages())}
			}
			break
		}
		if address, err = f.c.next(address, e.Links.Next, page); err != nil {
			return Answer{}, err
		}
	}
	if f.part.Total == 0 {
		return f.noData()
	}
	before := f.kept
	done, err := f.c.store.finish(f.name, f.part, f.kept, f.c.o.Now())
	if err != nil {
		return Answer{}, err
	}
	ans := f.answer(done)
	ans.Changed = !sameBytes(before, done)
	return ans, nil
}

// page gets one page: from the unfinished answer, else from the API.
func (f *fetch) page(ctx context.Context, address string, page int) (e envelope, gone bool, err error) {
	if page < len(f.part.Pages) {
		if e, ok := f.resume(page); ok {
			f.resumed++
			f.total = e.pages()
			f.event(PageResumed, page, "")
			return e, false, f.agrees(e, page)
		}
		f.part.Pages = f.part.Pages[:page]
	}
	etag, body := f.validator(page)
	f.sent++
	ev := Event{Request: f.name, Page: page, Pages: f.total}
	rep, err := f.c.get(ctx, ev, address, etag, true)
	if err != nil {
		return e, false, err
	}
	p := pageRecord{File: pageFile(f.name, page), ETag: rep.etag, At: f.c.o.Now()}
	kind := PageReceived
	switch rep.status {
	case http.StatusNotFound:
		return e, true, nil
	case http.StatusNotModified:
		kind, p.Reused, p.ETag = PageUnchanged, true, etag
		if rep.page, err = parseEnvelope(body); err != nil {
			return e, false, fmt.Errorf("kept page %s: %w", p.File, err)
		}
		f.unchanged++
	default:
		body = rep.body
	}
	e = rep.page
	p.SHA256, p.Records = hash(body), len(e.Results)
	if page == 0 {
		f.part = record{Request: f.path, Status: statusPartial, Total: *e.Total, LastUpdate: e.updated()}
	}
	if err := f.agrees(e, page); err != nil {
		return e, false, err
	}
	f.total = e.pages()
	f.event(kind, page, "")
	return e, false, f.c.store.keepPage(f.name, &f.part, p, body)
}

// resume reads a page of the unfinished answer.
func (f *fetch) resume(page int) (envelope, bool) {
	p := f.part.Pages[page]
	path := f.c.store.partPath(f.name, page)
	if p.Reused {
		path = f.c.store.path(p.File)
	}
	e, err := parseEnvelope(f.c.store.bytes(path, p.SHA256))
	return e, err == nil
}

// validator is the ETag of a kept page with the bytes it stands for; none
// when the bytes are not there any more.
func (f *fetch) validator(page int) (string, []byte) {
	if f.fresh || f.kept.Status != statusComplete || page >= len(f.kept.Pages) || f.kept.Pages[page].ETag == "" {
		return "", nil
	}
	p := f.kept.Pages[page]
	body := f.c.store.bytes(f.c.store.path(p.File), p.SHA256)
	if body == nil {
		return "", nil
	}
	return p.ETag, body
}

// agrees checks that a page belongs to the same state of the data as the
// first, and is the page that was asked for.
func (f *fetch) agrees(e envelope, page int) error {
	switch {
	case *e.Total != f.part.Total:
		return errMoved{fmt.Sprintf("page %d of %d records, page 0 of %d", page, *e.Total, f.part.Total)}
	case e.LastUpdate != nil && f.part.LastUpdate != "" && e.updated() != f.part.LastUpdate:
		return errMoved{fmt.Sprintf("page %d updated %s, page 0 updated %s", page, e.updated(), f.part.LastUpdate)}
	case e.Page != nil && *e.Page != page:
		return errMoved{fmt.Sprintf("page %d asked, page %d received", page, *e.Page)}
	case page > 0 && len(e.Results) == 0:
		return errMoved{fmt.Sprintf("page %d is empty", page)}
	}
	return nil
}

// gone tells "no data" from a wrong id: the API answers 404 to both, so the
// page that describes the id decides.
func (f *fetch) gone(ctx context.Context, page int) (Answer, error) {
	if page > 0 {
		return Answer{}, errMoved{fmt.Sprintf("page %d is not there any more", page)}
	}
	subject := f.r.subject()
	if subject == "" {
		return Answer{}, &StatusError{Status: http.StatusNotFound, Path: f.path, Tries: 1}
	}
	f.sent++
	ev := Event{Request: f.name}
	rep, err := f.c.get(ctx, ev, f.c.base.String()+"/"+subject+"?format=json&lang=pl", "", false)
	if err != nil {
		return Answer{}, err
	}
	if rep.status == http.StatusNotFound {
		return Answer{}, fmt.Errorf("%w: %s", ErrUnknownID, subject)
	}
	return f.noData()
}

func (f *fetch) noData() (Answer, error) {
	r, err := f.c.store.noData(f.name, f.path, f.kept, f.c.o.Now())
	if err != nil {
		return Answer{}, err
	}
	ans := f.answer(r)
	ans.Changed = f.kept.Status == statusComplete
	return ans, nil
}

func (f *fetch) answer(r record) Answer {
	ans := Answer{
		Name: f.name, Total: r.Total, LastUpdate: r.LastUpdate,
		Requests: f.sent, Unchanged: f.unchanged, Resumed: f.resumed,
	}
	for _, p := range r.Pages {
		ans.Files = append(ans.Files, p.File)
		ans.Records += p.Records
	}
	if r.Status == statusNoData {
		ans.NoData, ans.Withdrawn, ans.Files, ans.Records = true, len(r.Pages) > 0, nil, 0
	}
	return ans
}

func sameBytes(a, b record) bool {
	if len(a.Pages) != len(b.Pages) {
		return false
	}
	for i := range a.Pages {
		if a.Pages[i].SHA256 != b.Pages[i].SHA256 {
			return false
		}
	}
	return true
}

// Kept lists when a request was last confirmed with the API, and whether its
// answer is complete; ok is false when nothing is kept.
func (c *Client) Kept(r Request) (checked time.Time, complete, ok bool) {
	k := c.store.record(c.store.indexPath(r.Name()), r.path())
	return k.Checked, k.Status == statusComplete, k.Status != ""
}
