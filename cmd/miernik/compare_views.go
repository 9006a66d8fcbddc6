package main

import "miernik/pipeline/peers"

// print writes the head and the rows of a query. Column names are those of the
// tables, texts are in the language of the invocation.
func (c comparing) print(query string, args ...any) error {
	c.head()
	return c.printQuery(c.cmd, c.db, query, args...)
}

// named picks a pair of columns name_pl, name_en.
func (c comparing) named(column string) string { return column + c.t("_pl", "_en") }

// label picks the text of a label.
func (c comparing) label(alias string) string { return alias + "." + c.t("pl", "en") }

// partition tells whether the group has figures in the tables; others are
// computed when asked.
func (c comparing) partition() bool { return peers.FormOf(c.with.Scheme) == peers.FormPartition }

// indicators puts each indicator of the unit beside the group.
func (c comparing) indicators() error {
	compared := `SELECT c.indicator, c.year, c.value, c.rank, c.ties, c.n, g.n_group, c.percentile, c.class, c.distance, c.standing, g.ratio_of_sums, g.total, g.q1, g.median, g.q3, c.origin
		FROM comparison c LEFT JOIN group_figure g USING (scheme, grp, indicator, year) WHERE c.scheme = $1 AND c.unit = $3 AND $2 <> ''`
	if !c.partition() {
		compared = `SELECT indicator, year, value, rank, ties, n, n_group, NULL AS percentile, 'none' AS class, distance, standing, ratio_of_sums, total, q1, median, q3, origin
			FROM peer_comparison($1, $2, $3)`
	}
	return c.print(`
		WITH compared AS (`+compared+`)
		SELECT `+c.named("f.name")+` AS service, c.indicator, `+c.named("i.name")+` AS name, c.year, c.value, i.unit_of_measure AS unit, c.ratio_of_sums, c.total, c.q1, c.median, c.q3,
		       c.rank, c.ties, c.n, c.n_group, round_to(100 * c.percentile, 0) AS percentile, CASE WHEN c.class <> 'none' THEN `+c.label("q")+` END AS class, c.distance, `+c.label("s")+` AS standing,
		       ch.change_1, CASE WHEN ch.change_1 IS NULL THEN `+c.label("n1")+` END AS note_1, ch.change_5, CASE WHEN ch.change_5 IS NULL THEN `+c.label("n5")+` END AS note_5,
		       ch.constant_5, CASE WHEN ch.constant_5 IS NULL AND ch.constant_note <> 'not_money' THEN `+c.label("nc")+` END AS note_constant,
		       e.standard_error, e.pooled_difference, e.pooled_error, `+c.label("o")+` AS origin
		FROM fiche_indicator fi JOIN fiche f USING (fiche) JOIN indicator i USING (indicator) JOIN compared c USING (indicator)
		LEFT JOIN indicator_change ch ON ch.unit = $3 AND ch.indicator = c.indicator AND ch.year = c.year
		LEFT JOIN sampling_error e ON e.unit = $3 AND e.indicator = c.indicator AND e.year = c.year
		LEFT JOIN label q ON q.grp = 'class' AND q.code = c.class
		LEFT JOIN label s ON s.grp = 'standing' AND s.code = c.standing
		LEFT JOIN label n1 ON n1.grp = 'change_note' AND n1.code = ch.note_1
		LEFT JOIN label n5 ON n5.grp = 'change_note' AND n5.code = ch.note_5
		LEFT JOIN label nc ON nc.grp = 'change_note' AND nc.code = ch.constant_note
		LEFT JOIN label o ON o.grp = 'origin' AND o.code = c.origin
		WHERE ($4 = '' OR fi.fiche = $4) AND ($5 = '' OR fi.indicator = $5) AND ($6 = 0 OR c.year = $6)
		QUALIFY $6 <> 0 OR c.year = max(c.year) OVER (PARTITION BY fi.fiche, fi.indicator)
		ORDER BY fi.fiche, fi.ord, c.year`, c.with.Scheme, c.group, c.unit, c.fiche, c.indicator, c.year)
}

// units lists the unit and the members of the group by one indicator.
func (c comparing) units() error {
	return c.print(`
		SELECT v.rank, v.ties, v.n, v.unit, u.full_name AS name, v.year, v.value, i.unit_of_measure AS measure, d.rank AS nearness, `+c.label("o")+` AS origin
		FROM peer_value($1, $2, $3) v JOIN unit u ON u.teryt = v.unit JOIN indicator i USING (indicator)
		LEFT JOIN peer_distance d ON $1 = 'nearest' AND d.unit = $3 AND d.peer = v.unit
		LEFT JOIN label o ON o.grp = 'origin' AND o.code = v.origin
		WHERE v.indicator = $4 AND ($5 = 0 OR v.year = $5)
		QUALIFY $5 <> 0 OR v.year = max(v.year) OVER ()
		ORDER BY v.rank NULLS LAST, v.value DESC, v.unit`, c.with.Scheme, c.group, c.unit, c.indicator, c.year)
}

// likeness says what the distances to the nearest units are made of.
func (c comparing) likeness() error {
	if c.with.Scheme != peers.Nearest {
		return c.usage("--show likeness jest tylko dla --with nearest", "--show likeness is for --with nearest only")
	}
	return c.print(`
		SELECT d.rank, d.peer, u.full_name AS name, round_to(d.distance, 3) AS distance, round_to(100 * d.known, 0) AS known_percent, p.indicator, `+c.named("i.name")+` AS indicator_name,
		       x.year, round_to(p.unit_value, i.precision) AS unit_value, round_to(p.peer_value, i.precision) AS peer_value, round_to(100 * p.share, 1) AS share_percent
		FROM peer_distance d JOIN unit u ON u.teryt = d.peer JOIN peer_distance_part p USING (unit, peer) JOIN indicator i USING (indicator)
		JOIN peer_indicator x ON x.scheme = 'nearest' AND x.indicator = p.indicator AND x.level = u.level
		WHERE d.unit = $1 AND ($2 = '' OR p.indicator = $2) ORDER BY d.rank, x.ord`, c.unit, c.indicator)
}

// ladder splits the difference of the cost of a pupil among its steps.
func (c comparing) ladder() error {
	steps := `SELECT fiche, year, reference, reference_unit, n, cost, reference_cost, difference, class_size, staffing, pay, rest, origin FROM cost_ladder
		WHERE scheme = $1 AND unit = $3 AND $2 <> ''`
	if !c.partition() {
		steps = `SELECT fiche, year, 'ratio_of_sums' AS reference, NULL AS reference_unit, n, cost, reference_cost, difference, class_size, staffing, pay, rest, origin
			FROM cost_ladder_peers($1, $2, $3)`
	}
	return c.print(`
		SELECT `+c.named("f.name")+` AS service, s.year, CASE s.reference WHEN 'median_unit' THEN `+c.t("'jednostka środkowa'", "'unit in the middle'")+` ELSE `+c.t("'iloraz sum'", "'ratio of sums'")+` END AS reference,
		       u.full_name AS reference_unit, s.n, round_to(s.cost, 2) AS cost, round_to(s.reference_cost, 2) AS reference_cost, round_to(s.difference, 2) AS difference,
		       round_to(s.class_size, 2) AS class_size, round_to(s.staffing, 2) AS staffing, round_to(s.pay, 2) AS pay, round_to(s.rest, 2) AS rest, `+c.label("o")+` AS origin
		FROM (`+steps+`) s JOIN fiche f USING (fiche) LEFT JOIN unit u ON u.teryt = s.reference_unit
		LEFT JOIN label o ON o.grp = 'origin' AND o.code = s.origin
		WHERE ($4 = '' OR s.fiche = $4) AND ($5 = 0 OR s.year = $5)
		QUALIFY $5 <> 0 OR s.year = max(s.year) OVER (PARTITION BY s.fiche)
		ORDER BY s.fiche, s.year, s.reference DESC`, c.with.Scheme, c.group, c.unit, c.fiche, c.year)
}

// leaders names from whom to learn in the group.
func (c comparing) leaders() error {
	if !c.partition() {
		return c.usage("liderzy są w grupach, do których jednostka należy: kind, size, voivodeship, kind_voivodeship, slz",
			"leaders are in groups that the unit belongs to: kind, size, voivodeship, kind_voivodeship, slz")
	}
	return c.print(`
		SELECT l.service, l.indicator, l.indicator_name, l.year, l.rank, l.ties, l.n, l.teryt, l.unit_name, round_to(l.mean, 3) AS mean, l.persons, l.practice, l.practice_text, l.practice_source, `+c.label("o")+` AS origin
		FROM v_leader l JOIN peer_member m ON m.scheme = l.scheme AND m.grp = l.grp AND m.unit = $2 AND m.compared
		LEFT JOIN label o ON o.grp = 'origin' AND o.code = l.origin
		WHERE l.scheme = $1 AND ($3 = '' OR l.fiche = $3) AND ($4 = '' OR l.indicator = $4)
		ORDER BY l.fiche, l.indicator, l.rank, l.teryt`, c.with.Scheme, c.unit, c.fiche, c.indicator)
}
