package report

import (
	"errors"
	"io/fs"
	"os"

	"github.com/xuri/excelize/v2"
)

// keptComments reads what a unit wrote into the card that is about to be
// replaced: by indicator, the target and the column named comment. A file that cannot be
// read is moved aside, so that nothing anybody wrote is lost.
func keptComments(comment string, paths ...string) (map[string]map[string]string, error) {
	kept := map[string]map[string]string{}
	for _, path := range paths {
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		f, err := excelize.OpenFile(path)
		if err != nil {
			if err := os.Rename(path, path+".nieczytelny"); err != nil {
				return nil, err
			}
			continue
		}
		for _, sheet := range f.GetSheetList() {
			rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
			if err != nil {
				return nil, errors.Join(err, f.Close())
			}
			keepRows(kept, rows, comment)
		}
		if err := f.Close(); err != nil {
			return nil, err
		}
	}
	return kept, nil
}

// keepRows takes the texts of a sheet that has the code of the indicator and
// the columns a unit fills.
func keepRows(kept map[string]map[string]string, rows [][]string, comment string) {
	code := -1
	columns := map[int]string{}
	for _, row := range rows {
		if code < 0 {
			for col, text := range row {
				switch text {
				case headerCode:
					code = col
				case headerTarget, comment:
					columns[col] = text
				}
			}
			if code < 0 {
				clear(columns)
			}
			continue
		}
		if code >= len(row) || row[code] == "" {
			return // the table ends here
		}
		for col, name := range columns {
			if col < len(row) && row[col] != "" {
				if kept[row[code]] == nil {
					kept[row[code]] = map[string]string{}
				}
				kept[row[code]][name] = row[col]
			}
		}
	}
}
