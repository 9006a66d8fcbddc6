package report

// peerUnit is a unit of a group that another unit is shown beside.
type peerUnit struct {
	teryt, name     string
	distance, known num // of the nearest units
}

// peerFigure is a unit against such a group.
type peerFigure struct {
	rank, ties    whole
	n, peers      int
	ratio, median num
}

// peerGroup is a group a unit is shown beside: its neighbours, the nearest
// units, a group the user names.
type peerGroup struct {
	scheme, code, name string
	size               int
	explanation        string
	units              []peerUnit
	values             map[yearKey]map[string]float64 // by indicator and year, then unit
	figures            map[yearKey]peerFigure
	synthetic          bool
}

// ladderRow is a difference of the cost of a pupil with its parts.
type ladderRow struct {
	fiche                       string
	year                        int
	against, unit               string // the group; its unit in the middle, or empty for its sums
	n                           int
	cost, reference, difference float64
	classSize, staffing         float64
	pay, rest                   float64
	origin                      string
}

// ladderSteps are the steps of the cost of a pupil.
type ladderSteps struct {
	fiche                          string
	year                           int
	cost, classSize, staffing, pay float64
	rest                           float64
	origin                         string
}

// leaderRow is one from whom to learn; indicator is empty for a service.
type leaderRow struct {
	fiche, indicator    string
	year                int
	rank, ties, n       int
	teryt, unit         string
	mean                float64
	precision           int
	measure             string
	persons             num
	title, text, source string
	origin              string
}

// besideData is what a card shows of other units.
type besideData struct {
	groups   []*peerGroup
	likeness map[string]map[string]num // share of the distance by unit and indicator
	context  [][2]string               // its indicators: code, name
	ladder   []ladderRow
	steps    []ladderSteps
	leaders  []leaderRow
}

// loadBeside reads it; made-up figures mark the card.
func (c *unitData) loadBeside(l *loader) {
	b := &c.beside
	b.likeness = map[string]map[string]num{}
	b.ladder = rows(l, "card_ladder", ladderRowDest, c.teryt)
	for _, g := range rows(l, "card_peer_groups", func(g *peerGroup) []any { return []any{&g.scheme, &g.code, &g.name, &g.size, &g.explanation} }, c.teryt) {
		c.loadGroup(l, &g)
		b.groups = append(b.groups, &g)
		b.ladder = append(b.ladder, rows(l, "card_ladder_peers", ladderRowDest, g.scheme, g.code, c.teryt, g.name)...)
	}
	type share struct {
		peer, indicator, name string
		share                 num
	}
	for _, s := range rows(l, "card_likeness", func(s *share) []any { return []any{&s.peer, &s.indicator, &s.name, &s.share} }, c.teryt) {
		if len(b.likeness) == 0 || b.likeness[s.peer] != nil && len(b.likeness) == 1 {
			b.context = append(b.context, [2]string{s.indicator, s.name})
		}
		if b.likeness[s.peer] == nil {
			b.likeness[s.peer] = map[string]num{}
		}
		b.likeness[s.peer][s.indicator] = s.share
	}
	b.steps = rows(l, "card_ladder_steps", func(s *ladderSteps) []any {
		return []any{&s.fiche, &s.year, &s.cost, &s.classSize, &s.staffing, &s.pay, &s.rest, &s.origin}
	}, c.teryt)
	b.leaders = rows(l, "card_leaders", func(r *leaderRow) []any {
		return []any{&r.fiche, &r.indicator, &r.year, &r.rank, &r.ties, &r.n, &r.teryt, &r.unit, &r.mean, &r.precision, &r.measure, &r.persons, &r.title, &r.text, &r.source, &r.origin}
	}, c.teryt)
	for _, r := range b.ladder {
		c.anySynthetic = c.anySynthetic || r.origin == synthetic
	}
	for _, r := range b.leaders {
		c.anySynthetic = c.anySynthetic || r.origin == synthetic
	}
}

func ladderRowDest(r *ladderRow) []any {
	return []any{&r.fiche, &r.year, &r.against, &r.unit, &r.n, &r.cost, &r.reference, &r.difference, &r.classSize, &r.staffing, &r.pay, &r.rest, &r.origin}
}

func (c *unitData) loadGroup(l *loader, g *peerGroup) {
	g.values, g.figures = map[yearKey]map[string]float64{}, map[yearKey]peerFigure{}
	g.units = rows(l, "card_peer_units", func(u *peerUnit) []any { return []any{&u.teryt, &u.name, &u.distance, &u.known} }, g.scheme, g.code, c.teryt)
	type valued struct {
		unit, origin string
		yearKey
		value float64
	}
	for _, v := range rows(l, "card_peer_values", func(v *valued) []any { return []any{&v.unit, &v.id, &v.year, &v.value, &v.origin} }, g.scheme, g.code, c.teryt) {
		if g.values[v.yearKey] == nil {
			g.values[v.yearKey] = map[string]float64{}
		}
		g.values[v.yearKey][v.unit] = v.value
		g.synthetic = g.synthetic || v.origin == synthetic
	}
	type figured struct {
		yearKey
		peerFigure
		origin string
	}
	for _, f := range rows(l, "card_peer_figures", func(f *figured) []any {
		return []any{&f.id, &f.year, &f.rank, &f.ties, &f.n, &f.peers, &f.ratio, &f.median, &f.origin}
	}, g.scheme, g.code, c.teryt) {
		g.figures[f.yearKey] = f.peerFigure
	}
	c.anySynthetic = c.anySynthetic || g.synthetic
}
