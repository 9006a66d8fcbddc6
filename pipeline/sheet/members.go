package sheet

import (
	"io"
	"os"
)

// Members lists the spreadsheet-like members (by their extensions; .xml only
// with the content of a workbook, or where there is nothing else) of a portal
// ZIP, in the order of its directory, for callers that want to open each. For a workbook or a file that
// is no ZIP the list is empty.
func Members(path string, l Limits) ([]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, &Error{Code: CodeUnreadable, File: path, Err: err}
	}
	defer f.Close()
	names, err := members(f, l.withDefaults())
	if err != nil {
		return nil, inFile(err, path)
	}
	return names, nil
}

func members(f *os.File, l Limits) ([]string, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, readError(err, "")
	}
	head, err := readHead(io.NewSectionReader(f, 0, info.Size()))
	if err != nil {
		return nil, err
	}
	if classify(head) != contentZIP {
		return nil, nil
	}
	if info.Size() > l.MaxBytes {
		return nil, failf(CodeTooLarge, "a file of more than %d bytes", l.MaxBytes)
	}
	a, err := openArchive(f, info.Size(), l)
	if err != nil {
		return nil, err
	}
	if main, err := a.workbookPart(); err != nil || main != "" || a.isOpenDocument() {
		return nil, err
	}
	return a.tables(), nil
}
