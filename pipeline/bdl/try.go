package bdl

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// maxBody bounds one page; a hundred units with thirty years are 200 kB.
const maxBody = 32 << 20

// Backoff between tries: doubling from the first to the longest.
const (
	firstBackoff   = time.Second
	longestBackoff = time.Minute
)

// reply is an answer worth looking at: 200 with a whole page, 304 or 404.
type reply struct {
	status int
	etag   string
	body   []byte
	page   envelope // 200 of a list
}

// errTransient marks what another try may mend.
type errTransient struct {
	err  error
	wait time.Duration // the API asked for it
}

func (e errTransient) Error() string { return e.err.Error() }
func (e errTransient) Unwrap() error { return e.err }

// get asks until there is a reply, the tries are used up, or a limit or the
// context ends it. whole says that a 200 must be a page of a list.
func (c *Client) get(ctx context.Context, ev Event, address, etag string, whole bool) (reply, error) {
	for try := 1; ; try++ {
		if err := c.admit(ctx, ev); err != nil {
			return reply{}, err
		}
		rep, err := c.once(ctx, address, etag, whole)
		var passing errTransient
		if err == nil || !errors.As(err, &passing) {
			return rep, err
		}
		var status *StatusError
		if errors.As(err, &status) {
			status.Tries = try
		}
		if try >= c.o.Tries {
			if status != nil && status.Status == http.StatusTooManyRequests {
				return reply{}, fmt.Errorf("%w: %w", &LimitError{}, status)
			}
			if status != nil {
				return reply{}, status
			}
			return reply{}, fmt.Errorf("BDL %s: %w (after %d tries)", c.pathOf(address), passing.err, try)
		}
		wait := max(c.backoff(try), passing.wait)
		if wait > c.o.MaxWait {
			return reply{}, &LimitError{Until: c.o.Now().Add(wait)}
		}
		ev := ev
		ev.Kind, ev.Wait, ev.Reason = Retrying, wait, passing.Error()
		c.o.Progress(ev)
		if err := c.o.Sleep(ctx, wait); err != nil {
			return reply{}, err
		}
	}
}

// backoff after a try: half of it fixed, half of it random, so that programs
// stopped together do not come back together.
func (c *Client) backoff(try int) time.Duration {
	d := longestBackoff
	if try < 7 {
		d = min(d, firstBackoff<<(try-1))
	}
	return d/2 + time.Duration(c.o.Jitter()*float64(d/2))
}

// admit waits until the limits allow a request and counts it. It is counted
// before it is sent: a request whose program dies has still been sent.
func (c *Client) admit(ctx context.Context, ev Event) error {
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		now := c.o.Now()
		at, why := c.meter.next(now)
		wait := at.Sub(now)
		if wait <= 0 {
			c.meter.count(now)
			return c.state.save(c.o.StateFile, c.registered, c.meter)
		}
		if wait > c.o.MaxWait {
			return &LimitError{why, at}
		}
		if wait > time.Second {
			ev := ev
			ev.Kind, ev.Wait, ev.Window = Waiting, wait, why
			c.o.Progress(ev)
		}
		if err := c.o.Sleep(ctx, wait); err != nil {
			return err
		}
	}
}

// once sends one request. Redirects are not followed: they could carry the
// key to another host.
func (c *Client) once(ctx context.Context, address, etag string, whole bool) (reply, error) {
	tryCtx, cancel := context.WithTimeout(ctx, c.o.TryTimeout)
	defer cancel()
	req, err := http.NewRequestWithContext(tryCtx, http.MethodGet, address, nil)
	if err != nil {
		return reply{}, err
	}
	req.Header.Set("Accept", "application/json")
	req.Header.Set("User-Agent", c.o.UserAgent)
	if c.o.Key.Set() {
		req.Header.Set("X-ClientId", c.o.Key.reveal())
	}
	if etag != "" {
		req.Header.Set("If-None-Match", etag)
	}
	resp, err := c.o.Transport.RoundTrip(req)
	if err != nil {
		return reply{}, c.lost(ctx, err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxBody+1))
	if err != nil {
		return reply{}, c.lost(ctx, err)
	}
	now := c.o.Now()
	c.meter.heard(resp.Header, now)
	rep := reply{status: resp.StatusCode, etag: resp.Header.Get("ETag"), body: body}
	return c.judge(rep, address, etag, whole, parseReset(resp.Header.Get("Retry-After"), now).Sub(now))
}

// lost is a request without an answer: the caller stopped it, or another try
// may work.
func (c *Client) lost(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return errTransient{err: fmt.Errorf("no answer within %s", c.o.TryTimeout)}
	}
	return errTransient{err: errors.New(c.o.Key.redact(err.Error()))}
}

// judge sorts replies into good, passing and final.
func (c *Client) judge(rep reply, address, etag string, whole bool, retryAfter time.Duration) (reply, error) {
	if len(rep.body) > maxBody {
		return reply{}, fmt.Errorf("BDL %s: an answer of more than %d MB", c.pathOf(address), maxBody>>20)
	}
	if rep.status == http.StatusOK && c.o.Key.in(rep.body) || c.o.Key.in([]byte(rep.etag)) {
		return reply{}, ErrKeyEchoed
	}
	status := &StatusError{Status: rep.status, Path: c.pathOf(address), Detail: c.detail(rep.body)}
	switch {
	case rep.status == http.StatusOK && whole:
		var err error
		if rep.page, err = parseEnvelope(rep.body); err != nil {
			return reply{}, errTransient{err: err}
		}
		return rep, nil
	case rep.status == http.StatusOK, rep.status == http.StatusNotFound, rep.status == http.StatusNotModified && etag != "":
		return rep, nil
	case rep.status == http.StatusTooManyRequests, rep.status == http.StatusRequestTimeout, rep.status >= 500:
		return reply{}, errTransient{err: status, wait: retryAfter}
	case (rep.status == http.StatusUnauthorized || rep.status == http.StatusForbidden) && c.o.Key.Set():
		return reply{}, fmt.Errorf("%w: %w", ErrKeyRefused, status)
	}
	return reply{}, status
}

// pathOf is an address without the base, for messages and the index.
func (c *Client) pathOf(address string) string {
	return c.o.Key.redact(strings.TrimPrefix(strings.TrimPrefix(address, c.base.String()), "/"))
}

// next is the address of the page after page. It must be the same endpoint of
// the same host, and page+1: anything else could send the key elsewhere or
// never end. A link with http where the API is called by https stays https.
func (c *Client) next(current, link string, page int) (string, error) {
	u, err := url.Parse(link)
	if err != nil {
		return "", ErrLink
	}
	at, err := url.Parse(current)
	if err != nil {
		return "", ErrLink
	}
	u = at.ResolveReference(u)
	if !strings.EqualFold(u.Hostname(), at.Hostname()) || !strings.EqualFold(u.Path, at.Path) || u.User != nil || u.Query().Get("page") != strconv.Itoa(page+1) {
		return "", fmt.Errorf("%w: after page %d of %s", ErrLink, page, c.pathOf(current))
	}
	u.Scheme, u.Host = at.Scheme, at.Host
	return u.String(), nil
}

// detail is the beginning of what the API wrote, as one line. The key goes
// first: a key cut in two would not be found.
func (c *Client) detail(body []byte) string {
	text := c.o.Key.redact(string(body[:min(len(body), 4096)]))
	s := strings.Join(strings.Fields(strings.ToValidUTF8(text[:min(len(text), 400)], "")), " ")
	if utf8.RuneCountInString(s) > 200 {
		s = string([]rune(s)[:200]) + "…"
	}
	return s
}
