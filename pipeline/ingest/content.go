package ingest

import (
	"fmt"
	"math"
)

// content identifies what a file says, whatever its bytes: the sum of a hash of
// every observation, so that the order of rows does not count. It finds a file
// that was saved again; it is no proof against somebody who wants two files to
// look alike.
type content struct {
	sum uint64
	n   int
}

func (c *content) add(o *Observation) {
	h := fnvText(fnvText(fnvText(fnvBasis, o.Variable), string(o.Unit)), string(o.Status))
	h = fnvNumber(h, uint64(o.Year))
	if o.HasValue {
		h = fnvNumber(h, math.Float64bits(o.Value))
	}
	// Sums need well-mixed bits (the finaliser of MurmurHash3, public domain).
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	h ^= h >> 33
	c.sum += h
	c.n++
}

// String is "" for a file without observations.
func (c content) String() string {
	if c.n == 0 {
		return ""
	}
	return fmt.Sprintf("%d-%016x", c.n, c.sum)
}

// FNV-1a, 64 bits.
const (
	fnvBasis uint64 = 14695981039346656037
	fnvPrime uint64 = 1099511628211
)

func fnvText(h uint64, s string) uint64 {
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * fnvPrime
	}
	return h * fnvPrime // the end of the text
}

func fnvNumber(h, n uint64) uint64 {
	for range 8 {
		h = (h ^ n&0xff) * fnvPrime
		n >>= 8
	}
	return h
}
