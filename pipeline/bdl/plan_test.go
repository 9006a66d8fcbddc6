package bdl_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"miernik/pipeline/bdl"
)

func byVariable(ids ...int) (list []bdl.Request) {
	for _, id := range ids {
		list = append(list, bdl.Request{Kind: bdl.DataByVariable, Variable: id, Level: bdl.Gmina})
	}
	return list
}

func (w *world) plan(requests []bdl.Request) (p bdl.Plan) {
	w.t.Helper()
	w.with(func(c *bdl.Client) {
		var err error
		if p, err = c.Plan(requests); err != nil {
			w.t.Fatal(err)
		}
	})
	return p
}

func TestPlanWithoutAsking(t *testing.T) {
	w := newWorld(t)
	at := func(l bdl.Level) bdl.Request { return bdl.Request{Kind: bdl.DataByVariable, Variable: 6, Level: l} }
	p := w.plan([]bdl.Request{
		at(bdl.Country), at(bdl.Voivodeship), at(bdl.Powiat), at(bdl.Gmina), at(bdl.AnyLevel),
		{Kind: bdl.DataByUnit, Unit: "011212001011", Variables: make150()},
		{Kind: bdl.AttributeList},
	})
	for i, want := range [][2]int{{1, 1}, {1, 1}, {4, 5}, {25, 40}, {30, 46}, {2, 2}, {1, 1}} {
		if e := p.Each[i]; e.Requests != want[0] || e.Most != want[1] || e.Known {
			t.Errorf("%s: %d to %d requests, want %v", e.Name, e.Requests, e.Most, want)
		}
	}
	if p.Requests != 64 || p.Most != 96 || p.Takes > 20*time.Second || p.Takes < 10*time.Second {
		t.Errorf("%d to %d requests in %s", p.Requests, p.Most, p.Takes)
	}
	if len(w.asked()) != 0 {
		t.Error("the plan asked the API")
	}
	w.with(func(c *bdl.Client) {
		if _, err := c.Plan([]bdl.Request{{Kind: bdl.DataByVariable}}); !errors.Is(err, bdl.ErrRequest) {
			t.Errorf("wrong request: %v", err)
		}
	})
}

func make150() (ids []int) {
	for i := range 150 {
		ids = append(ids, i+1)
	}
	return ids
}

// 95 variables of gminas, anonymous: 2,375 requests do not fit into 12 hours.
func TestPlanOfTheCatalogue(t *testing.T) {
	w := newWorld(t)
	p := w.plan(byVariable(make150()[:95]...))
	if p.Requests != 2375 || p.Takes < 24*time.Hour || p.Takes > 30*time.Hour || p.Window != bdl.Windows(false)[2] || p.Longest < 9*time.Hour {
		t.Errorf("anonymous: %d requests, %s, longest wait %s for %s", p.Requests, p.Takes, p.Longest, p.Window)
	}
	w.o.Key, _ = bdl.NewKey(secret)
	p = w.plan(byVariable(make150()[:95]...))
	if p.Takes < time.Hour || p.Takes > 80*time.Minute || p.Window.Span != 15*time.Minute {
		t.Errorf("registered: %s, longest wait %s for %s", p.Takes, p.Longest, p.Window)
	}
}

// The plan is what then happens: counters, kept and unfinished answers are
// taken into account, and so is the time.
func TestPlanComesTrue(t *testing.T) {
	w := newWorld(t)
	w.must(6)
	w.must(60)
	ctx, stop := context.WithCancel(t.Context())
	w.o.Progress = func(e bdl.Event) {
		if e.Kind == bdl.PageReceived && e.Page == 1 {
			stop()
		}
	}
	if _, err := w.fetch(ctx, 72305); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	w.o.Progress = nil
	w.counters("15m", w.clock.Now(), 98)
	p := w.plan(byVariable(6, 60, 72305, 461))
	for i, want := range []bdl.PlannedRequest{{Requests: 1, Most: 1, Known: true}, {Requests: 1, Most: 2, Known: true}, {Requests: 1, Most: 1, Known: true, Resumed: 2}, {Requests: 25, Most: 40}} {
		e := p.Each[i]
		want.Request, want.Name = e.Request, e.Name
		if e.Requests != want.Requests || e.Most != want.Most || e.Known != want.Known || e.Resumed != want.Resumed {
			t.Errorf("%+v, want %+v", e, want)
		}
	}

	p = w.plan(byVariable(6, 72305))
	w.asked()
	start := w.clock.Now()
	w.with(func(c *bdl.Client) {
		for _, r := range byVariable(6, 72305) {
			if _, err := c.Fetch(t.Context(), r); err != nil {
				t.Fatal(err)
			}
		}
	})
	if n := len(w.asked()); n != p.Requests || w.clock.Now().Sub(start) != p.Takes {
		t.Errorf("planned %d requests in %s, were %d in %s", p.Requests, p.Takes, n, w.clock.Now().Sub(start))
	}
	w.o.MaxAge = time.Hour
	if p = w.plan(byVariable(6, 72305)); p.Requests != 0 || p.Takes != 0 {
		t.Errorf("everything is young: %+v", p)
	}
	w.with(func(c *bdl.Client) {
		if at, complete, ok := c.Kept(byVariable(6)[0]); !ok || !complete || at.IsZero() {
			t.Error("Kept does not know the answer")
		}
		if _, _, ok := c.Kept(byVariable(7)[0]); ok {
			t.Error("Kept knows an answer that is not there")
		}
	})
}
