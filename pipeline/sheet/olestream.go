package sheet

import (
	"encoding/binary"
	"io"
)

// oleStream is a stream of a compound file: sectors of its chain, one after
// another, cut to its size.
type oleStream struct {
	r       io.ReaderAt
	sectors []uint32
	shift   uint
	before  int64 // sectors before the first: the header
	size    int64
}

// ReadAt reads adjacent sectors at once.
func (s *oleStream) ReadAt(b []byte, off int64) (n int, err error) {
	for n < len(b) && off < s.size {
		i := off >> s.shift
		if i >= int64(len(s.sectors)) {
			return n, failf(CodeTruncated, "a stream of %d bytes ends after %d", s.size, off)
		}
		last := i
		for last+1 < int64(len(s.sectors)) && s.sectors[last+1] == s.sectors[last]+1 && (last+1)<<s.shift < off+int64(len(b)-n) {
			last++
		}
		take := min(int64(len(b)-n), (last+1)<<s.shift-off, s.size-off)
		at := (int64(s.sectors[i])+s.before)<<s.shift + off&(1<<s.shift-1)
		got, err := s.r.ReadAt(b[n:n+int(take)], at)
		n, off = n+got, off+int64(got)
		if int64(got) < take {
			return n, readError(noEOF(err), "the compound file ends too early")
		}
	}
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}

// noEOF turns the end of the file into an end that was not expected.
func noEOF(err error) error {
	if err == nil || err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// stream opens a stream of the directory.
func (o *oleFile) stream(e oleEntry) (*oleStream, error) {
	if e.size < int64(o.cutoff) {
		return o.smallStream(e)
	}
	return o.bigStream(e)
}

func (o *oleFile) bigStream(e oleEntry) (*oleStream, error) {
	if e.size > o.size {
		return nil, failf(CodeTruncated, "a stream of %d bytes in a file of %d", e.size, o.size)
	}
	sectors, err := chain(o.fat, e.start, (e.size+1<<o.shift-1)>>o.shift, CodeTruncated)
	return &oleStream{r: o.r, sectors: sectors, shift: o.shift, before: 1, size: e.size}, err
}

// smallStream opens a stream in the small sectors, whose chains have a table
// of their own.
func (o *oleFile) smallStream(e oleEntry) (*oleStream, error) {
	if o.small == nil {
		small, err := o.bigStream(o.entries[0])
		if err != nil {
			return nil, err
		}
		o.small = small
	}
	sectors, err := chain(o.fat, o.miniFAT, int64(len(o.fat)), CodeTruncated)
	if err != nil {
		return nil, err
	}
	most := (e.size + 1<<oleMiniShift - 1) >> oleMiniShift
	var table []uint32
	b := make([]byte, 1<<o.shift)
	for _, n := range sectors {
		if err := o.readSector(n, b); err != nil {
			return nil, err
		}
		for i := 0; i < len(b); i += 4 {
			table = append(table, binary.LittleEndian.Uint32(b[i:]))
		}
	}
	if sectors, err = chain(table, e.start, most, CodeDamaged); err != nil {
		return nil, err
	}
	return &oleStream{r: o.small, sectors: sectors, shift: oleMiniShift, size: e.size}, nil
}

// workbookStream opens the workbook in a compound file, or says what else it
// holds.
func workbookStream(r io.ReaderAt, size int64) (*oleStream, error) {
	o, err := openOLE(r, size)
	if err != nil {
		return nil, err
	}
	if _, ok := o.find("EncryptedPackage"); ok {
		return nil, failf(CodeEncrypted, "the workbook is protected by a password")
	}
	if e, ok := o.find("Workbook"); ok {
		return o.stream(e)
	}
	if e, ok := o.find("Book"); ok { // BIFF5, as its first record will say
		return o.stream(e)
	}
	return nil, failf(CodeNotASpreadsheet, "a compound file (Word, Outlook, …) without a workbook")
}
