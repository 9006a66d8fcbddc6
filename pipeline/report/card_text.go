package report

import "slices"

// sentences writes what the figures of a service say, ready to be pasted.
func (k *card) sentences(p *page, f *fiche) {
	year := k.years[f.id]
	s := k.c.scores[yearKey{f.id, year}]
	p.set(1, p.row, f.code+" "+f.name, style{font: bold})
	p.row++
	say := func(text string) { p.paragraph(text, style{}) }
	if !f.scored {
		say("Usługi się nie ocenia. " + f.unscoredWhy)
		p.row++
		return
	}
	if s == nil {
		say("Fiszka nie obejmuje żadnego roku z danymi tej jednostki.")
		return
	}
	m, names := k.c.missing(f, year)
	switch {
	case s.status == "not_applicable":
		say(notRunSentence(k.c.fullName, f.name))
		return
	case s.score.Valid:
		say(scoreSentence(f.name, year, s.score.V, s.coverage, k.places(s)))
		if !s.hasCore {
			r := s.ranks[k.d.mainScheme()]
			say("Poza rankingiem: brakuje wskaźnika podstawowego. " + unranked(r.n, r.nGroup))
		}
	default:
		say(withheldSentence(f.name, year, s.coverage, f.threshold, s.reason, names))
	}
	best, worst := k.extremes(f, year)
	if len(best) > 0 {
		say(leadSentence(best))
	}
	if len(worst) > 0 {
		say(lagSentence(worst))
	}
	say(m.sentence())
	if k.scoreOrigin(f, s) == synthetic {
		say(capital(k.d.label("origin", synthetic)) + ".")
	}
	p.row++
}

func (k *card) places(s *score) []place {
	var list []place
	for _, sch := range k.d.schemes {
		if r, ok := s.ranks[sch.code]; ok && r.rank.Valid {
			g, _ := k.d.groupOf(sch.code, k.c.teryt)
			pl := place{rank: int(r.rank.V), ties: int(r.ties.V), n: r.n, group: g.name, level: g.level}
			if x, ok := k.c.rangeOf(s.fiche, sch.code, "all", s.year); ok {
				pl.span = span(x.low, x.high)
			}
			list = append(list, pl)
		}
	}
	return list
}

// extremes names up to three monitoring indicators in the most and in the
// least favourable quarter of the main group, unless they are level with its
// median: a quarter is a place in an order, not yet a difference.
func (k *card) extremes(f *fiche, year int) (best, worst []string) {
	type ranked struct {
		text       string
		percentile float64
		class      string
	}
	var list []ranked
	for _, i := range f.indicators {
		key := yearKey{i.code, year}
		c, ok := k.c.compared[key][k.d.mainScheme()]
		v := k.c.values[key]
		if !ok || !i.monitoring() || v == nil || !v.figure.Valid || !c.percentile.Valid || c.standing == "level" {
			continue
		}
		text := i.name + ": "
		if g := k.d.figure(k.d.mainScheme(), k.c.teryt, i.code, year); g.median.Valid {
			text += medianSentence(i.indicator, v.figure.V, g.median.V)
		} else {
			text += quantity(v.figure.V, i.precision, i.measure)
		}
		list = append(list, ranked{text, c.percentile.V, c.class})
	}
	slices.SortStableFunc(list, func(a, b ranked) int {
		switch {
		case a.percentile > b.percentile:
			return -1
		case a.percentile < b.percentile:
			return 1
		}
		return 0
	})
	for i := range list {
		if r := list[i]; r.class == "q4" && len(best) < 3 {
			best = append(best, r.text)
		}
		if r := list[len(list)-1-i]; r.class == "q1" && len(worst) < 3 {
			worst = append(worst, r.text)
		}
	}
	return best, worst
}
