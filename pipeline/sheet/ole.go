package sheet

import (
	"encoding/binary"
	"io"
	"unicode/utf16"
)

// oleFile is a compound file, the container of old Office files: sectors,
// chained by a table (FAT), that make up streams named in a directory. Small
// streams share the sectors of a stream of their own.
type oleFile struct {
	r        io.ReaderAt
	size     int64
	shift    uint // log2 of the sector size
	fat      []uint32
	miniFAT  uint32 // first sector of its chain
	cutoff   uint32 // smaller streams are in the small sectors
	small    *oleStream
	entries  []oleEntry
	dirStart uint32
}

type oleEntry struct {
	name              string
	kind              byte // 1 storage, 2 stream, 5 root
	left, right, down uint32
	start             uint32
	size              int64
}

const (
	oleMaxSector = 0xfffffffa // what is above is a mark
	oleEntrySize = 128
	oleMiniShift = 6
)

// openOLE reads the tables of a compound file.
func openOLE(r io.ReaderAt, size int64) (*oleFile, error) {
	head := make([]byte, 512)
	if err := readFullAt(r, head, 0, size); err != nil {
		return nil, err
	}
	word := func(at int) uint32 { return binary.LittleEndian.Uint32(head[at:]) }
	o := &oleFile{r: r, size: size, shift: uint(binary.LittleEndian.Uint16(head[30:]))}
	if string(head[:8]) != "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" || o.shift != 9 && o.shift != 12 {
		return nil, failf(CodeDamaged, "the header of the compound file is none")
	}
	o.dirStart, o.cutoff, o.miniFAT = word(48), word(56), word(60)
	if err := o.readFAT(head[76:], word(44), word(68)); err != nil {
		return nil, err
	}
	return o, o.readDirectory()
}

// readFullAt reads all of b; the end of the file is a truncation.
func readFullAt(r io.ReaderAt, b []byte, at, size int64) error {
	if at < 0 || at > size-int64(len(b)) {
		return failf(CodeTruncated, "the compound file ends too early")
	}
	if n, err := r.ReadAt(b, at); n < len(b) {
		return readError(err, "")
	}
	return nil
}

// sectors is how many sectors the file has, a cut one included.
func (o *oleFile) sectors() int {
	return int((o.size+1<<o.shift-1)>>o.shift) - 1 // the header takes one
}

// readFAT reads the table of chains. Its sectors are listed in the header, and
// where that is full in a chain of further sectors.
func (o *oleFile) readFAT(list []byte, count, more uint32) error {
	perSector := 1 << o.shift / 4
	if int64(count) > int64(o.sectors()/perSector+1) {
		count = uint32(o.sectors()/perSector + 1)
	}
	o.fat = make([]uint32, 0, int(count)*perSector)
	table, lists := make([]byte, 1<<o.shift), 0
	for n := uint32(0); n < count; n++ {
		if len(list) == 4 && lists > 0 || len(list) == 0 { // the last of a further sector names the next
			if len(list) == 4 {
				more = binary.LittleEndian.Uint32(list)
			}
			if lists++; lists > o.sectors() {
				return failf(CodeDamaged, "the list of sectors goes in a circle")
			}
			list = make([]byte, 1<<o.shift)
			if err := o.readSector(more, list); err != nil {
				return err
			}
		}
		if err := o.readSector(binary.LittleEndian.Uint32(list), table); err != nil {
			return err
		}
		list = list[4:]
		for i := 0; i < len(table); i += 4 {
			o.fat = append(o.fat, binary.LittleEndian.Uint32(table[i:]))
		}
	}
	return nil
}

func (o *oleFile) readSector(n uint32, b []byte) error {
	if n >= oleMaxSector {
		return failf(CodeDamaged, "a sector %#x in the tables of the compound file", n)
	}
	return readFullAt(o.r, b, (int64(n)+1)<<o.shift, o.size)
}

// chain follows a chain of sectors in a table. A stream of a known size needs
// no more than most. Outside is the code for a sector that the table lacks.
func chain(table []uint32, start uint32, most int64, outside string) ([]uint32, error) {
	var out []uint32
	for n := start; n < oleMaxSector && int64(len(out)) < most; n = table[n] {
		if int64(n) >= int64(len(table)) {
			return nil, failf(outside, "sector %d of %d in the compound file", n, len(table))
		}
		if len(out) >= len(table) {
			return nil, failf(CodeDamaged, "a chain of sectors goes in a circle")
		}
		out = append(out, n)
	}
	return out, nil
}

// readDirectory reads the entries of the directory.
func (o *oleFile) readDirectory() error {
	most := int64(maxParts * oleEntrySize >> o.shift)
	sectors, err := chain(o.fat, o.dirStart, most, CodeTruncated)
	if err != nil {
		return err
	}
	b := make([]byte, 1<<o.shift)
	for _, n := range sectors {
		if err := o.readSector(n, b); err != nil {
			return err
		}
		for e := b; len(e) >= oleEntrySize; e = e[oleEntrySize:] {
			o.entries = append(o.entries, o.parseEntry(e))
		}
	}
	if len(o.entries) == 0 || o.entries[0].kind != 5 {
		return failf(CodeDamaged, "the compound file has no directory")
	}
	return nil
}

func (o *oleFile) parseEntry(e []byte) oleEntry {
	word := func(at int) uint32 { return binary.LittleEndian.Uint32(e[at:]) }
	var name []uint16
	for i := 0; i+2 < int(min(64, binary.LittleEndian.Uint16(e[64:]))); i += 2 {
		name = append(name, binary.LittleEndian.Uint16(e[i:]))
	}
	entry := oleEntry{string(utf16.Decode(name)), e[66], word(68), word(72), word(76), word(116), int64(word(120))}
	if o.shift == 12 { // the high half is garbage in files of small sectors
		entry.size |= int64(word(124)&0x7fffffff) << 32
	}
	return entry
}

// find returns a stream of the root: embedded objects have theirs in storages.
func (o *oleFile) find(name string) (oleEntry, bool) {
	seen := make([]bool, len(o.entries))
	for stack := []uint32{o.entries[0].down}; len(stack) > 0; {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if int64(n) >= int64(len(o.entries)) || seen[n] {
			continue
		}
		seen[n] = true
		e := o.entries[n]
		if e.kind == 2 && e.name == name {
			return e, true
		}
		stack = append(stack, e.left, e.right)
	}
	return oleEntry{}, false
}
