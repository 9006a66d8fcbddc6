package bdl

import (
	"time"
)

// unitCounts are how many units a level has, and the most records an answer
// may carry: level gmina lists parts of urban-rural gminas, districts and
// units of former years beside the 2,479 gminas of 2025.
var unitCounts = [...]struct{ units, most int }{
	Country: {1, 1}, Macroregion: {7, 7}, Voivodeship: {16, 16}, Region: {17, 17}, Subregion: {73, 73},
	Powiat: {380, 420}, Gmina: {2_479, 4_000},
}

// PlannedRequest is what one request will cost.
type PlannedRequest struct {
	Request  Request
	Name     string
	Requests int  // expected
	Most     int  // where the answer carries parts and former units too
	Known    bool // the number is that of the kept answer
	Resumed  int  // pages an interrupted run has kept, taken off Requests
}

// Plan is what a list of requests will cost.
type Plan struct {
	Each           []PlannedRequest
	Requests, Most int
	Takes          time.Duration // of Requests, from now, at the current counters
	TakesMost      time.Duration // of Most
	Longest        time.Duration // longest single wait on the way to Requests
	Window         Window        // that the longest wait is for
}

// Plan counts the requests and the time of a list of requests without asking
// the API: by the kept answers where there are any, else by the number of
// units of the level. An unknown id costs one request more than planned; tries
// after errors come on top.
func (c *Client) Plan(requests []Request) (Plan, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	var p Plan
	now := c.o.Now()
	for _, r := range requests {
		if err := r.Check(); err != nil {
			return Plan{}, err
		}
		each := c.planned(r, now)
		p.Each = append(p.Each, each)
		p.Requests += each.Requests
		p.Most += each.Most
	}
	p.Takes, p.Longest, p.Window = c.meter.takes(now, p.Requests)
	p.TakesMost, _, _ = c.meter.takes(now, p.Most)
	return p, nil
}

func (c *Client) planned(r Request, now time.Time) PlannedRequest {
	name, path := r.Name(), r.path()
	each := PlannedRequest{Request: r, Name: name}
	kept, part := c.store.record(c.store.indexPath(name), path), c.store.record(c.store.partIndex(name), path)
	if kept.Status != "" {
		each.Known = true
		if now.Sub(kept.Checked) < c.o.MaxAge {
			return each
		}
	}
	switch {
	case len(part.Pages) > 0 && now.Sub(part.Pages[0].At) <= c.o.PartAge:
		each.Resumed, each.Known = len(part.Pages), true
		pages := max(pagesOf(part.Total), each.Resumed)
		each.Requests, each.Most = pages-each.Resumed, pages-each.Resumed
	case kept.Status == statusComplete:
		each.Requests, each.Most = pagesOf(kept.Total), pagesOf(kept.Total)
	case kept.Status == statusNoData:
		each.Requests, each.Most = 1, 2 // and the question whether the id is known
	default:
		units, most := r.records()
		each.Requests, each.Most = pagesOf(units), pagesOf(most)
	}
	return each
}

func pagesOf(records int) int { return max(1, (records+pageSize-1)/pageSize) }

// records is how many records a request is expected to bring, and at most.
func (r Request) records() (units, most int) {
	switch r.Kind {
	case DataByUnit:
		return len(r.Variables), len(r.Variables)
	case DataByVariable, UnitList:
		if r.Level != AnyLevel {
			return unitCounts[r.Level].units, unitCounts[r.Level].most
		}
		for _, n := range unitCounts {
			units, most = units+n.units, most+n.most
		}
		return units, most
	}
	return 1, 1
}

// takes is how long n requests take from now at the current counters, with
// the longest wait among them.
func (m *meter) takes(now time.Time, n int) (total, longest time.Duration, why Window) {
	m = m.clone()
	at := now
	for range n {
		next, w := m.next(at)
		if wait := next.Sub(at); wait > longest {
			longest, why = wait, w
		}
		at = next
		m.count(at)
	}
	return at.Sub(now), longest, why
}
