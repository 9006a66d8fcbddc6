package ingest

import (
	"strings"

	"miernik/pipeline/sheet"
)

// findCompounds reads the sheet once to learn which facilities are compound
// institutions with a part that some selection counts.
func (tr *tableReader) findCompounds() error {
	scout, err := tr.reader.newTableReader(tr.t, tr.sheet)
	if err != nil {
		return err
	}
	quiet := *tr.reader // its findings are made by the second reading
	scout.reader = &quiet
	tr.parents = map[string]bool{}
	for row, err := range tr.rows(tr.sheet.Name) {
		if err != nil {
			return err
		}
		if scout.b == nil {
			scout.seek(row)
			continue
		}
		scout.merges.enter(row)
		if scout.ends(row) {
			break
		}
		scout.remember(row)
		parent := strings.TrimSpace(row.Cell(scout.b.parent).Text)
		if parent == "" || blank(row) {
			continue
		}
		for i := range scout.b.selects {
			if scout.matches(&scout.b.selects[i], row) {
				tr.parents[parent] = true
				break
			}
		}
	}
	return nil
}

// compound reports whether a row is a compound institution whose parts are
// rows of their own.
func (tr *tableReader) compound(row sheet.Row) bool {
	return tr.b.facility > 0 && tr.parents[strings.TrimSpace(row.Cell(tr.b.facility).Text)]
}
